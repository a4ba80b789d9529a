"""What /check says of the fact files."""

from bot.evaluation.advice import Advice, AdvicePart
from bot.facts.problems import Problem
from bot.telegram.admin.files import ADVICE, ON_A_PAGE, SHOWN, advice_page, check_page


def test_errors_are_told_apart_from_warnings() -> None:
    problem = Problem("facts.yaml", 3, "", "is odd")

    assert "1 warning; the files are used all the same." in check_page([problem], broken=False).reply.plain
    assert "To be mended\nfacts.yaml:3: is odd" in check_page([problem], broken=True).reply.plain


def test_a_file_without_fault_is_said_to_be_one() -> None:
    assert check_page([], broken=False).reply.plain == "Nothing to warn of."


def advice_with(lines: int) -> Advice:
    return Advice(("How it would do.",), (AdvicePart("Hard to find", tuple(f"line {at}" for at in range(lines))),))


def test_the_beginning_of_the_advice_stands_below_the_warnings_with_a_button_for_all() -> None:
    problem = Problem("facts.yaml", 3, "", "is odd")

    reply = check_page([problem], advice_with(SHOWN + 2), broken=False).reply

    assert reply.plain.startswith("1 warning; the files are used all the same.\n\nHow it would do.\n\nWarnings\n")
    assert reply.plain.endswith(f"Hard to find\nline 0\nline 1\nline {SHOWN - 1}\n… and 2 more")
    assert reply.buttons == ((ADVICE.labelled("All advice", 0),),)


def test_advice_that_is_shown_whole_has_no_button() -> None:
    assert not any(check_page([], advice_with(SHOWN), broken=False).reply.buttons)


def test_all_advice_comes_in_pages() -> None:
    advice = advice_with(ON_A_PAGE + 1)

    assert f"line {ON_A_PAGE - 1}" in advice_page(advice, 0).reply.plain
    assert advice_page(advice, 1).reply.plain == f"How it would do.\n\nHard to find\nline {ON_A_PAGE}"
