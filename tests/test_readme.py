"""What the README shows is true."""

import re
from pathlib import Path

from bot.answering import Answerer, Status
from bot.evaluation.cases import read_cases
from bot.facts.files import FactFile
from bot.facts.loading import load_or_raise
from bot.terminal.rendering import plain
from tests.bench.readme import figures_in
from tests.embedded import store
from tests.samples import loaded

ROOT = Path(__file__).parent.parent
README = ROOT / "README.md"


def examples() -> list[str]:
    return re.findall(r"```yaml\n(.*?)```", README.read_text("utf-8"), re.DOTALL)


def test_it_opens_with_its_commands_and_the_demo_first() -> None:
    commands = [line.split()[:2] for line in README.read_text("utf-8").splitlines()[1:5] if line]
    assert commands == [["make", "demo"], ["make", "chat"], ["make", "test"]]


def test_its_fact_file_and_its_questions_have_no_problem() -> None:
    facts, questions = examples()
    result = loaded(facts)
    assert result.problems == ()
    assert result.base is not None
    assert read_cases(FactFile("questions.yaml", questions.encode()), result.base.by_id)[1] == ()


def test_its_chat_and_its_did_you_mean_are_what_comes_out() -> None:
    shown = " ".join(README.read_text("utf-8").split())
    answerer = Answerer(load_or_raise(ROOT / "knowledge"), store())
    for question in ("which city hosted the ASEAN meeting?", "how old is Rajnath Singh?"):
        assert f"> {question} {' '.join(plain(answerer.answer(question)).split())}" in shown
    unsure = answerer.answer("Which minister?")
    assert unsure.status is Status.UNSURE
    assert f"you {unsure.question} bot Did you mean: [ {unsure.suggestions[0].question} ]" in shown


def test_its_figures_are_those_of_the_report() -> None:
    report = (ROOT / "docs" / "bench.md").read_text("utf-8")
    for name in ("comparison", "load"):
        figures = figures_in(README.read_text("utf-8"), name)
        assert figures
        assert " ".join(figures.split()) in " ".join(report.split())
