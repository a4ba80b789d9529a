"""What is said instead of a fact is said as the base wants it."""

from dataclasses import replace

import pytest

from bot.answering import Answerer
from bot.answering.acts import replies
from bot.answering.sentences import NOT_SURE
from bot.facts.model import FactBase, Voice
from bot.facts.schema import ActsShape
from tests.samples import LIGHTHOUSE, VOICE, loaded

UNKNOWN = "Is there a gift shop?"
FOREIGN = "Wann \u00f6ffnet morgens dieser Leuchtturm?"


def said(message: str, text: str) -> str:
    """What a base with this text as its fact file says to `message`."""
    base = loaded(text).base
    assert base is not None
    return Answerer(base).answer(message).said


@pytest.mark.parametrize(
    ("message", "usual", "own"),
    [
        (UNKNOWN, "The article does not say.", "That is not in the guide."),
        ("hello", "Hello! Ask me anything about the article.", "Welcome to the lighthouse!"),
        ("thanks", "You are welcome!", "Always a pleasure!"),
        ("lol", "Glad to amuse you.", "Glad to amuse you."),
        ("\u56f3\u66f8\u9928", "I understand questions in English.", "I understand questions in Danish."),
        ("How much does a ticket cost?", *["The article says nothing about tickets."] * 2),
    ],
)
def test_the_base_has_its_own_way_to_say_it(message: str, usual: str, own: str) -> None:
    assert said(message, LIGHTHOUSE) == usual
    assert said(message, LIGHTHOUSE + VOICE) == own


def test_a_noun_is_enough() -> None:
    noun = LIGHTHOUSE + "voice: {source_noun: this page}"
    assert said(UNKNOWN, noun) == "This page does not say."
    assert said("hello", noun) == "Hello! Ask me anything about this page."


def test_the_reply_to_a_greeting_may_differ_from_that_of_start() -> None:
    both = LIGHTHOUSE + "voice: {greeting: Welcome!, acts: {greeting: Ahoy!}}"
    assert said("hello", both) == "Ahoy!"


def test_words_that_are_not_english_are_foreign_to_a_base_in_english_only() -> None:
    danish = LIGHTHOUSE + "voice: {language: Danish}"
    assert said(FOREIGN, LIGHTHOUSE) == "I understand questions in English."
    assert said(FOREIGN, danish) == "The article does not say."
    assert said("Who mends toasters?", LIGHTHOUSE) == "The article does not say."


def test_an_answer_by_a_fact_says_nothing_of_its_own_and_doubt_is_said_in_one_way() -> None:
    base = loaded(LIGHTHOUSE + VOICE).base
    assert base is not None
    answered = Answerer(base).answer("How high is the lighthouse?")
    assert not answered.said
    assert Answerer(base).answer("that's wrong", answered).said == NOT_SURE


def test_every_act_with_a_reply_can_be_given_another() -> None:
    assert set(ActsShape.model_fields) == set(replies())


def test_braces_of_an_editor_are_text() -> None:
    base = loaded(LIGHTHOUSE).base
    assert base is not None
    spoken = replace(base, voice=Voice("{0} {source_noun}", acts=(("thanks", "{x} %s {source_noun}"),)))
    assert isinstance(spoken, FactBase)
    assert Answerer(spoken).answer("thanks").said == "{x} %s {source_noun}"
    assert Answerer(spoken).answer(UNKNOWN).said == "{0} {source_noun} does not say."
