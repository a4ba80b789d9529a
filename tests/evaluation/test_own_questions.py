"""An example question that is asked as if it were new gets what a base without it would answer."""

from collections.abc import Iterable
from pathlib import Path

import pytest

from bot.answering import Answerer
from bot.embeddings.model import load_model
from bot.embeddings.store import EmbeddingStore
from bot.evaluation.own_questions import asked_as_new, example_questions, sample
from bot.evaluation.results import Outcome, status_and_facts
from bot.facts.loading import load_or_raise
from bot.facts.model import FactBase
from tests.matching.bases import LIBRARY
from tests.samples import LIGHTHOUSE, loaded

BASES = Path(__file__).parents[1] / "bases"


@pytest.fixture(scope="module")
def store() -> EmbeddingStore:
    """Return a store that keeps nothing on disk."""
    model = load_model()
    assert model is not None
    return EmbeddingStore(model, None)


@pytest.mark.parametrize("base", [LIBRARY, load_or_raise(BASES / "gym")], ids=["library", "gym"])
def test_by_words_it_is_exactly_what_a_base_without_it_says(base: FactBase) -> None:
    questions = example_questions(base)

    for question, as_new in zip(questions, asked_as_new(Answerer(base), questions), strict=True):
        without = Answerer(base.without_question(question.fact, question.place)).answer(as_new.case.question)
        assert status_and_facts(as_new.answer) == status_and_facts(without)
        assert as_new.answer.confidence == pytest.approx(without.confidence)


def test_by_meaning_it_is_nearly_what_a_base_without_it_says(store: EmbeddingStore) -> None:
    questions = example_questions(LIBRARY)

    as_new = [result.answer for result in asked_as_new(Answerer(LIBRARY, store), questions)]
    without = [
        Answerer(LIBRARY.without_question(question.fact, question.place), store).answer(answer.question)
        for question, answer in zip(questions, as_new, strict=True)
    ]

    assert [answer.confidence for answer in as_new] == pytest.approx(
        [answer.confidence for answer in without], abs=NEARLY
    )
    assert [answer.matches[0].fact.id for answer in as_new] == [answer.matches[0].fact.id for answer in without]


NEARLY = 0.1
"""A tenth of what a confidence may be: far less than what knowing the question adds."""


def test_the_answerer_itself_forgets_nothing() -> None:
    answerer = Answerer(LIBRARY)
    before = [answerer.answer(question) for fact in LIBRARY.facts for question in fact.questions]

    list(asked_as_new(answerer, example_questions(LIBRARY)))

    assert [answerer.answer(question) for fact in LIBRARY.facts for question in fact.questions] == before


def test_a_word_that_only_the_question_has_helps_it_no_more() -> None:
    base = loaded(LIGHTHOUSE.replace("Which person looked after the lamp in the beginning?", "xylograph?")).base
    assert base is not None
    results = {result.case.question: result for result in asked_as_new(Answerer(base), example_questions(base))}

    assert Answerer(base).answer("xylograph?").facts
    assert results["xylograph?"].outcome is Outcome.UNKNOWN


@pytest.mark.parametrize(
    ("most", "first", "kept"),
    [(20, (), range(10)), (5, (), (0, 2, 4, 6, 8)), (3, (9,), (0, 4, 9)), (2, (7, 8, 9), (7, 8)), (0, (1,), ())],
)
def test_a_sample_has_what_comes_first_and_is_evenly_spread(
    most: int, first: tuple[int, ...], kept: Iterable[int]
) -> None:
    assert sample(range(10), most, first) == tuple(kept)
