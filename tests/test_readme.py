"""What the README shows is true."""

import re
from pathlib import Path

from bot.evaluation.cases import read_cases
from bot.facts.files import FactFile
from tests.samples import loaded

README = Path(__file__).parent.parent / "README.md"


def examples() -> list[str]:
    return re.findall(r"```yaml\n(.*?)```", README.read_text("utf-8"), re.DOTALL)


def test_it_opens_with_the_two_commands() -> None:
    commands = [line.split()[:2] for line in README.read_text("utf-8").splitlines()[1:4] if line]
    assert commands == [["make", "chat"], ["make", "test"]]


def test_its_fact_file_and_its_questions_have_no_problem() -> None:
    facts, questions = examples()
    result = loaded(facts)
    assert result.problems == ()
    assert result.base is not None
    assert read_cases(FactFile("questions.yaml", questions.encode()), result.base.by_id)[1] == ()
