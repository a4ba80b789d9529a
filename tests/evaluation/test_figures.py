"""How the worth of many answers is counted."""

from bot.answering import Answer, Status
from bot.evaluation.cases import Case
from bot.evaluation.figures import Tally, figures
from bot.evaluation.results import Outcome, Repeat, Result

NOTHING = Answer("question", Status.UNKNOWN, 0.0)


def test_outcomes_are_counted_by_kind_and_in_all() -> None:
    case = {kind: Case("q", kind) for kind in ("near_miss", "off_topic")}
    found = figures(
        [
            Result(case["off_topic"], NOTHING, Outcome.DECLINED),
            Result(case["near_miss"], NOTHING, Outcome.FALSE),
            Result(case["near_miss"], NOTHING, Outcome.DECLINED),
        ]
    )
    assert list(found.by_kind) == ["off_topic", "near_miss"]
    assert found.by_kind["near_miss"].false == 0.5
    assert found.questions.unanswerable == 3
    assert found.questions.false == 1 / 3


def test_follow_ups_and_what_asks_nothing_are_counted_by_themselves() -> None:
    follow_up = Case("q", "k", ("a",), after=("b",), leans=True)
    found = figures(
        [
            Result(Case("q", "k", ("a",), after=("b",)), NOTHING, Outcome.UNSURE),
            Result(follow_up, NOTHING, Outcome.RIGHT),
            Result(follow_up, NOTHING, Outcome.WRONG),
            Result(Case("q", "k", after=("b",), leans=True), NOTHING, Outcome.FALSE),
            Result(Case("q", "k", say="thanks"), NOTHING, Outcome.DECLINED),
        ]
    )
    assert found.questions.counts == {Outcome.UNSURE: 1, Outcome.FALSE: 1}
    assert found.follow_ups.right == 0.5
    assert found.chatter.counts == {Outcome.DECLINED: 1}
    assert sum(found.by_kind["k"].counts.values()) == 5


def test_repeats_that_differ_are_a_share_of_all() -> None:
    same, other = Answer("q", Status.UNKNOWN, 0.0), Answer("q", Status.UNSURE, 0.4)
    repeats = [Repeat(Case("q", "k"), same, "other", after) for after in (same, same, same, other)]
    assert figures([], repeats).differs == 0.25
    assert figures([]).differs == 0.0


def test_rates_are_shares_of_the_questions_that_they_are_about() -> None:
    tally = Tally({Outcome.RIGHT: 6, Outcome.WRONG: 1, Outcome.UNSURE: 2, Outcome.UNKNOWN: 1, Outcome.DECLINED: 9})
    assert (tally.right, tally.wrong, tally.false) == (0.6, 0.1, 0.0)


def test_no_questions_make_no_rates() -> None:
    assert (Tally({}).right, Tally({}).false) == (0.0, 0.0)
