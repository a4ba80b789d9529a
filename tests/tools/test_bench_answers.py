"""The peers are judged as talksbot is, and to their favour."""

from collections.abc import Sequence

import numpy as np
import pytest

from bot.answering import Answerer
from bot.evaluation.cases import Case
from bot.evaluation.figures import figures
from bot.evaluation.results import Outcome, evaluate
from tests.samples import LIGHTHOUSE, loaded
from tools.bench.answers import TALKSBOT, WORDS_ALONE, Attempt, QuestionSet, own, own_performance, peer_performance
from tools.bench.peers import Hit, Nearest, Peer

CASES = (
    Case("How high is the lighthouse?", "direct", ("tower-height",)),
    Case("Who was the first keeper?", "direct", ("first-keeper",)),
    Case("What colour is the sea?", "near_miss"),
    Case("How much does a ticket cost?", "near_miss"),
)


@pytest.fixture
def asked() -> QuestionSet:
    base = loaded(LIGHTHOUSE).base
    assert base is not None
    return QuestionSet(base, CASES)


def by_equality(texts: Sequence[str]) -> Nearest:
    """Finds what is asked word for word, and is half sure of the first text where nothing is."""
    return lambda question: (texts.index(question), 1.0) if question in texts else (0, 0.5)


def always_first(_: Sequence[str]) -> Nearest:
    """Takes the first text for whatever is asked."""

    def nearest(_: str) -> Hit:
        return 0, 1.0

    return nearest


def test_a_peer_that_finds_all_has_its_best_threshold_and_what_is_not_covered(asked: QuestionSet) -> None:
    performance = peer_performance(Peer("equality", by_equality), asked, most_false=0.0)

    assert (performance.total.right, performance.total.wrong, performance.total.false) == (1.0, 0.0, 0.0)
    assert (performance.first, performance.auroc, performance.as_careful) == (1.0, 1.0, 1.0)


def test_a_peer_that_cannot_tell_has_an_auroc_of_mere_luck_and_is_careful_by_saying_nothing(asked: QuestionSet) -> None:
    performance = peer_performance(Peer("first", always_first), asked, most_false=0.0)

    assert performance.first == 0.5
    assert performance.auroc == 0.5
    assert performance.as_careful == 0.0


def test_talksbot_is_judged_as_make_eval_judges_it(asked: QuestionSet) -> None:
    performance = own_performance(WORDS_ALONE, asked, None)
    counted = figures(evaluate(Answerer(asked.base), CASES))

    assert performance.total.counts == counted.questions.counts
    assert performance.of_kind("near_miss", CASES).counts == counted.by_kind["near_miss"].counts


def test_talksbot_by_words_alone_is_as_careful_as_it_may_be_with_another_threshold() -> None:
    attempt = Attempt(np.array([True, True, False]), np.array([True, True, False]), np.array([0.9, 0.5, 0.6]))
    answered = np.array([True, True, True])

    performance = own(TALKSBOT, attempt, answered, None)
    assert performance.outcomes == (Outcome.RIGHT, Outcome.RIGHT, Outcome.FALSE)
    assert performance.as_careful == 1.0
    assert own(WORDS_ALONE, attempt, answered, 0.0).as_careful == 0.5
