"""The fact base of the article is what it promises to be."""

from pathlib import Path

import pytest
from rapidfuzz import fuzz, process
from rapidfuzz.utils import default_process

from bot.evaluation.bar import read_bar
from bot.evaluation.cases import Case, read_cases
from bot.evaluation.figures import figures
from bot.evaluation.results import evaluate, repeats
from bot.facts.files import FactFile
from bot.facts.loading import Loaded, load
from bot.facts.quote_check import quotes_not_in
from tests.embedded import talks

ROOT = Path(__file__).parent.parent
ARTICLE = Path(__file__).parent / "data" / "article.txt"

NEARLY_THE_SAME = 90
"""Token-sort ratio, of 100, from which two questions are the same one."""


@pytest.fixture(scope="module")
def loaded() -> Loaded:
    return load(ROOT / "knowledge")


@pytest.fixture(scope="module")
def cases(loaded: Loaded) -> tuple[Case, ...]:
    assert loaded.base is not None
    file = ROOT / "knowledge" / "questions.yaml"
    found, problems = read_cases(FactFile(file.name, file.read_bytes()), loaded.base.by_id)
    assert not problems
    return found


def test_the_files_have_no_problems(loaded: Loaded) -> None:
    assert loaded.problems == ()


def test_every_quote_is_in_the_article(loaded: Loaded) -> None:
    assert not list(quotes_not_in(ARTICLE.read_text("utf-8"), loaded.parsed_files))


def test_no_acceptance_question_is_an_example_question(loaded: Loaded, cases: tuple[Case, ...]) -> None:
    assert loaded.base is not None
    examples = [question for fact in loaded.base.facts for question in fact.questions]
    examples += [question for entry in loaded.base.not_covered for question in entry.questions]
    shared = [
        case.question
        for case in cases
        if process.extractOne(
            case.question,
            examples,
            scorer=fuzz.token_sort_ratio,
            processor=default_process,
            score_cutoff=NEARLY_THE_SAME,
        )
    ]
    assert not shared


@pytest.mark.slow
@pytest.mark.measure
def test_the_acceptance_questions_reach_the_bar(cases: tuple[Case, ...]) -> None:
    results = tuple(evaluate(talks(), cases))
    found = figures(results, tuple(repeats(talks(), results)))
    assert not read_bar(ROOT / "pyproject.toml").shortfalls(found)
