"""Reactions to answers: a thumb up is counted, and a thumb down is "Not what I meant"."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from bot.playground.botapi import FakeTelegram, Group, Message, Person, Place

from . import library
from .conftest import ServedFacts, StartBot

UP, DOWN, HEART = "\N{THUMBS UP SIGN}", "\N{THUMBS DOWN SIGN}", "\N{HEAVY BLACK HEART}"


@pytest.fixture
def rita(live: ServedFacts) -> Person:
    return live.telegram.person("Rita")


@pytest.fixture
def gina(live: ServedFacts) -> Person:
    return live.telegram.person("Gina")


@pytest.fixture
def group(live: ServedFacts, gina: Person, rita: Person) -> Group:
    """Return a group where the bot is an admin, and so is told of reactions."""
    return live.telegram.group("Readers", gina, rita, bot="administrator")


@contextmanager
def unchanged(place: Place, message: Message, asker: Person) -> Iterator[None]:
    """Check that the bot neither says nor edits anything because of what this block does."""
    with place.silent_until(lambda: asker.writes(f"/ask {library.NEXT_QUESTION}", place)):
        yield
    assert place.now(message) == message


def test_a_thumb_down_is_not_what_i_meant(rita: Person) -> None:
    answer = rita.asks(library.QUESTION)

    rita.reacts(answer, DOWN)

    offer = rita.private.edit_of(answer)
    assert offer.text == "Perhaps one of these:"
    assert library.QUESTION not in offer.labels
    number = offer.labels.index(library.NEXT_QUESTION) + 1
    assert library.NEXT_STATEMENT in rita.asks(str(number)).text


def test_an_answer_to_a_tap_can_be_rated_too(rita: Person) -> None:
    first = rita.asks(library.QUESTION)
    rita.presses(first, library.NEXT_QUESTION)
    answer = rita.private.answer_to(first)

    rita.reacts(answer, DOWN)

    assert rita.private.edit_of(answer).text == "Perhaps one of these:"


def test_in_a_group_who_asked_gets_the_next_best_in_short(group: Group, gina: Person) -> None:
    answer = gina.asks(f"/ask {library.QUESTION}", group)

    gina.reacts(answer, DOWN)

    offer = group.edit_of(answer)
    assert offer.text.startswith("Perhaps one of these:\n1. ")
    assert len(offer.rows) == 1


def test_in_a_group_the_answer_of_another_stays(group: Group, gina: Person, rita: Person) -> None:
    answer = gina.asks(f"/ask {library.QUESTION}", group)

    with unchanged(group, answer, gina):
        rita.reacts(answer, DOWN)


def test_other_reactions_and_other_messages_change_nothing(rita: Person) -> None:
    question = rita.writes(library.QUESTION)
    answer = rita.private.answer_to(question)
    declined = rita.asks(library.OFF_TOPIC)

    with unchanged(rita.private, answer, rita):
        rita.reacts(question, DOWN)
        rita.reacts(declined, DOWN)
        rita.reacts(answer, HEART)
        rita.reacts(answer, UP)
        rita.reacts(answer)


def test_what_shows_no_answer_any_more_is_not_rated(rita: Person) -> None:
    answer = rita.asks(library.QUESTION)
    rita.reacts(answer, DOWN)
    offer = rita.private.edit_of(answer)

    with unchanged(rita.private, offer, rita):
        rita.reacts(offer)
        rita.reacts(offer, DOWN)


def test_ratings_are_gaps_and_numbers(start_bot: StartBot, telegram: FakeTelegram) -> None:
    ann, rita, gina = (telegram.person(name) for name in ("Ann", "Rita", "Gina"))
    start_bot(ADMIN_IDS=str(ann.id))
    group = telegram.group("Readers", rita, gina, bot="administrator")
    answer = rita.asks(f"/ask {library.QUESTION}", group)

    for _ in range(2):  # each person counts once
        rita.reacts(answer, UP)
        rita.reacts(answer)
    gina.reacts(answer, UP)
    gina.reacts(answer, DOWN)
    rita.asks(f"/ask {library.NEXT_QUESTION}", group)

    assert f"{UP} 2 of 3 (67%)" in ann.asks("/stats").text
    assert f"1. {library.QUESTION}" in ann.asks("/gaps").text
