"""What asks nothing of the source is known for what it is, and what is about the last answer is done with it."""

import pytest

from bot.answering import Answer, Answerer, Status
from bot.answering.acts import acts, replies, without_asides
from tests.embedded import store
from tests.matching.bases import LIBRARY

ANSWERER = Answerer(LIBRARY, store())
DIRECTOR = ANSWERER.answer("Who is the director of the library?")


@pytest.mark.parametrize(
    "message", ["haha nice", "see ya", "cheers mate", "okay great", "so kind of you", "hm ok", "stop it now"]
)
def test_chatter_after_an_answer_gets_no_fact(message: str) -> None:
    answer = ANSWERER.answer(message, DIRECTOR)
    assert answer.act is not None
    assert not answer.facts
    assert not answer.suggestions


def test_each_act_has_a_reply_or_is_about_the_last_answer() -> None:
    without = {act.name for act in acts()} - replies().keys()
    assert without == {"source", "more", "repeat", "wrong", "yes"}


def test_a_message_of_no_letters_is_an_emoji() -> None:
    assert ANSWERER.answer("\U0001f44d", DIRECTOR).act == "emoji"


@pytest.mark.parametrize("message", ["source?", "where does it say that", "say that again"])
def test_the_last_answer_is_shown_again(message: str) -> None:
    assert ANSWERER.answer(message, DIRECTOR).facts == DIRECTOR.facts


def test_more_gives_what_comes_next() -> None:
    more = ANSWERER.answer("tell me more", DIRECTOR)
    assert [match.fact for match in more.facts] == [DIRECTOR.suggestions[0].fact]


def test_what_was_not_meant_is_not_offered_again() -> None:
    answer = ANSWERER.answer("that's not what I asked", DIRECTOR)
    assert answer.status is Status.UNSURE
    assert DIRECTOR.facts[0].fact not in [offer.fact for offer in answer.suggestions]


def test_yes_takes_the_first_of_what_was_offered() -> None:
    offered = Answer("garden?", Status.UNSURE, 0.3, suggestions=DIRECTOR.suggestions, understood="garden?")
    answer = ANSWERER.answer("yes", offered)
    assert answer.status is Status.ANSWERED
    assert answer.facts[0].fact == offered.suggestions[0].fact


@pytest.mark.parametrize("message", ["source?", "more", "yes", "wrong"])
def test_a_request_without_an_answer_before_it_gets_a_line(message: str) -> None:
    answer = ANSWERER.answer(message)
    assert answer.status is Status.UNKNOWN
    assert not answer.facts


@pytest.mark.parametrize("message", ["hello who is the gardener", "good morning! who is the gardener? thanks a lot"])
def test_a_greeting_and_a_thanks_around_a_question_cost_nothing(message: str) -> None:
    answer = ANSWERER.answer(message)
    assert [match.fact.id for match in answer.facts] == ["garden"]


def test_asides_are_taken_off_both_ends() -> None:
    assert without_asides("hi there, when does it open? thank you") == "when does it open"
    assert without_asides("when does it open") is None


def test_a_message_of_nothing_but_asides_keeps_one() -> None:
    assert without_asides("hello") is None
    assert without_asides("hello, thanks") == "thanks"
