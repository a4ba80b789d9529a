"""What an answer is worth, and how the worth of many is counted."""

import pytest

from bot.answering import Answer, Match, Status
from bot.evaluation.cases import Case
from bot.evaluation.figures import Outcome, Result, Tally, figures, outcome
from bot.facts.model import Fact, Source


def answer(status: Status, *ids: str) -> Answer:
    facts = (Fact(name, f"Statement of {name}.", "quote", Source("title")) for name in ids)
    return Answer("question", status, 0.5, facts=tuple(Match(fact, 0.5) for fact in facts))


@pytest.mark.parametrize(
    ("case", "given", "worth"),
    [
        (Case("q", "k", facts=("a", "b")), answer(Status.ANSWERED, "b", "c"), Outcome.RIGHT),
        (Case("q", "k", facts=("a", "b")), answer(Status.ANSWERED, "c", "a"), Outcome.WRONG),
        (Case("q", "k", facts=("a",)), answer(Status.UNSURE), Outcome.UNSURE),
        (Case("q", "k", facts=("a",)), answer(Status.UNKNOWN), Outcome.UNKNOWN),
        (Case("q", "k", patterns=("STATEMENT", r"\ba\b")), answer(Status.ANSWERED, "a"), Outcome.RIGHT),
        (Case("q", "k", patterns=("statement", "b")), answer(Status.ANSWERED, "a"), Outcome.WRONG),
        (Case("q", "k"), answer(Status.ANSWERED, "a"), Outcome.FALSE),
        (Case("q", "k"), answer(Status.UNSURE), Outcome.DECLINED),
        (Case("q", "k"), answer(Status.UNKNOWN), Outcome.DECLINED),
    ],
)
def test_the_first_fact_decides_what_an_answer_is_worth(case: Case, given: Answer, worth: Outcome) -> None:
    assert outcome(case, given) is worth


def test_outcomes_are_counted_by_kind_and_in_all() -> None:
    case = {kind: Case("q", kind) for kind in ("near_miss", "off_topic")}
    nothing = answer(Status.UNKNOWN)
    found = figures(
        [
            Result(case["off_topic"], nothing, Outcome.DECLINED),
            Result(case["near_miss"], nothing, Outcome.FALSE),
            Result(case["near_miss"], nothing, Outcome.DECLINED),
        ]
    )
    assert list(found.by_kind) == ["off_topic", "near_miss"]
    assert found.by_kind["near_miss"].false == 0.5
    assert found.total.unanswerable == 3
    assert found.total.false == 1 / 3


def test_rates_are_shares_of_the_questions_that_they_are_about() -> None:
    tally = Tally({Outcome.RIGHT: 6, Outcome.WRONG: 1, Outcome.UNSURE: 2, Outcome.UNKNOWN: 1, Outcome.DECLINED: 9})
    assert (tally.right, tally.wrong, tally.false) == (0.6, 0.1, 0.0)


def test_no_questions_make_no_rates() -> None:
    assert (Tally({}).right, Tally({}).false) == (0.0, 0.0)
