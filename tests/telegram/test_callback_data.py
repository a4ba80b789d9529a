"""The data behind a button."""

from bot.facts.model import Fact, Source
from bot.telegram.messages.callback_data import MOST_BYTES, Action, Tap, parse_tap, question_of, to_fact

FACT = Fact("a" * 40, "It is so.", "It is so", Source("A source"), ("Is it so?", "Really\ud83d?"))


def test_the_longest_id_fits_with_its_question() -> None:
    for action in Action:
        assert len(to_fact(action, FACT, "Is it so?").data.encode()) <= MOST_BYTES


def test_a_tap_survives_its_way_through_telegram() -> None:
    tap = to_fact(Action.SHOW, FACT, FACT.questions[1])

    assert parse_tap(tap.data) == tap
    assert question_of(tap, FACT) == FACT.questions[1]


def test_a_question_that_was_reworded_is_not_found() -> None:
    assert question_of(to_fact(Action.ASK, FACT, "Was it so?"), FACT) is None


def test_data_of_others_is_no_tap() -> None:
    assert [parse_tap(data) for data in ("", "x:fact:1", "show", "\0")] == [None] * 4


def test_a_page_that_is_no_number_is_the_first() -> None:
    assert [Tap(Action.TOPICS, detail=detail).page for detail in ("", "2", "-1", "9" * 50)] == [0, 2, 0, 0]
