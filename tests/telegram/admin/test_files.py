"""What /check says of the fact files."""

from bot.facts.problems import Problem
from bot.telegram.admin.files import check_page


def test_errors_are_told_apart_from_warnings() -> None:
    problem = Problem("facts.yaml", 3, "", "is odd")

    assert "1 warning; the files are used all the same." in check_page([problem], broken=False).reply.plain
    assert "To be mended\nfacts.yaml:3: is odd" in check_page([problem], broken=True).reply.plain


def test_a_file_without_fault_is_said_to_be_one() -> None:
    assert check_page([], broken=False).reply.plain == "Nothing to warn of."
