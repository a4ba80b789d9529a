"""What a new bot begins with is sound: no problem, no warning, and it passes its own evaluation."""

from pathlib import Path

import pytest

from bot.answering import Answerer, Status
from bot.authoring.output import write_new
from bot.authoring.starter import starter
from bot.evaluation.bar import Bar
from bot.evaluation.cases import Case, read_cases
from bot.evaluation.figures import figures
from bot.evaluation.results import evaluate, repeats
from bot.evaluation.self_test import self_test
from bot.facts.loading import FactFile, Loaded, load
from bot.facts.model import FactBase
from bot.facts.schema import FileShape, Shape
from bot.settings import read_settings
from tests.embedded import store

WIDEST = 66
"""Characters of a comment's line, so that a phone on its side shows it whole."""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the starter."""
    folder = tmp_path_factory.mktemp("starter")
    write_new({folder / path: data for path, data in starter().items()}, force=False)
    return folder


@pytest.fixture(scope="module")
def facts(folder: Path) -> Loaded:
    """What `check` loads there."""
    return load(folder / "knowledge")


@pytest.fixture(scope="module")
def base(facts: Loaded) -> FactBase:
    assert facts.base is not None
    return facts.base


@pytest.fixture(scope="module")
def cases(folder: Path, base: FactBase) -> tuple[Case, ...]:
    path = folder / "knowledge" / "questions.yaml"
    cases, problems = read_cases(FactFile(path.name, path.read_bytes()), base.by_id)
    assert problems == ()
    return cases


@pytest.mark.parametrize("with_meanings", [True, False])
def test_there_is_no_problem_and_no_warning(facts: Loaded, base: FactBase, with_meanings: bool) -> None:
    assert facts.problems == ()
    assert list(self_test(facts, Answerer(base, store() if with_meanings else None))) == []


@pytest.mark.parametrize("with_meanings", [True, False])
def test_it_passes_its_own_evaluation(base: FactBase, cases: tuple[Case, ...], with_meanings: bool) -> None:
    answerer = Answerer(base, store() if with_meanings else None)
    results = tuple(evaluate(answerer, cases))
    found = figures(results, tuple(repeats(answerer, results)))

    assert Bar().shortfalls(found) == ()
    assert {rate.name for rate in Bar().rates(found)} == {"right", "wrong", "false", "follow_up", "chatter", "differs"}


def test_no_question_of_the_set_is_an_example_question(base: FactBase, cases: tuple[Case, ...]) -> None:
    examples = {question.casefold() for fact in base.facts for question in fact.questions}
    assert [case.question for case in cases if case.question.casefold() in examples] == []


def test_every_example_question_is_answered_with_its_fact(base: FactBase) -> None:
    answerer = Answerer(base, store())
    for fact in base.facts:
        for question in fact.questions:
            answer = answerer.answer(question)
            assert (answer.status, answer.facts[0].fact.id) == (Status.ANSWERED, fact.id), question


def test_it_shows_every_key(facts: Loaded, base: FactBase) -> None:
    [file] = facts.parsed_files
    value = file.document.value
    assert value.keys() == keys(FileShape)
    shapes = {name: field.annotation for name, field in FileShape.model_fields.items()}
    for part, shape in (("source", shapes["source"]), ("voice", shapes["voice"])):
        assert isinstance(shape, type)
        assert issubclass(shape, Shape)
        assert value[part].keys() == keys(shape)
    assert value["facts"][0].keys() >= {"id", "statement", "quote", "questions", "about", "see", "note"}
    assert base.sources[0].text == "lighthouse.txt"


def keys(shape: type[Shape]) -> set[str]:
    return set(shape.model_fields)


def test_its_comments_fit_on_a_phone() -> None:
    for path, data in starter().items():
        if path.suffix == ".yaml":
            wide = [line for line in data.decode().splitlines() if "#" in line and len(line) > WIDEST]
            assert wide == []


def test_the_settings_name_no_token_and_no_admin(folder: Path) -> None:
    settings = read_settings({"BOT_TOKEN": f"12345678:{35 * 'a'}"}, folder / ".env")
    assert settings == read_settings({"BOT_TOKEN": f"12345678:{35 * 'a'}"}, folder / "none")
