"""The matcher ranks facts for a question and says how likely it is that any of them is meant."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.facts.model import FactBase, Name
from bot.matching.matcher import Matcher
from tests.matching.bases import LIBRARY, SOURCE, fact

MATCHER = Matcher(LIBRARY)


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("When does the library open?", "opening"),
        ("who is the directer of the libary", "director"),
        ("how many novels can i take out", "lending"),
        ("Reyes", "garden"),
    ],
)
def test_the_fact_that_is_meant_comes_first(question: str, expected: str) -> None:
    assert MATCHER.match(question).candidates[0].fact.id == expected


def test_a_question_that_is_answered_has_more_confidence_than_one_that_is_not() -> None:
    answered = MATCHER.match("Who is the director?").confidence
    assert answered > MATCHER.match("How old is the director?").confidence
    assert answered > MATCHER.match("What is the capital of Peru?").confidence


def test_a_subject_that_is_not_covered_is_named_for_people_it_does_not_mention() -> None:
    meant = MATCHER.match("How old is Tom Reyes?").not_covered
    assert meant is not None
    assert meant.reply == "No ages are given."


def test_nothing_is_meant_by_no_words() -> None:
    matching = MATCHER.match("\U0001f64f ?!")
    assert matching.candidates == ()
    assert matching.confidence == 0.0


def test_a_base_of_one_fact_without_questions_can_be_asked() -> None:
    matcher = Matcher(FactBase(facts=(fact("only", "The bridge was built in 1904."),), sources=(SOURCE,)))
    assert matcher.match("When was the bridge built?").candidates[0].fact.id == "only"


@given(st.text(max_size=300))
def test_any_text_has_a_confidence(text: str) -> None:
    matching = MATCHER.match(text)
    assert 0.0 <= matching.confidence <= 1.0
    assert all(0.0 <= candidate.chance <= 1.0 for candidate in matching.candidates)


def test_a_name_without_a_word_does_no_harm() -> None:
    base = FactBase(
        facts=(fact("smile", "The sign over the door is a smile.", "What is over the door?", about=("smile",)),),
        names=(Name("smile", ":-)"),),
    )
    assert Matcher(base).match("what is over the door").candidates[0].fact.id == "smile"
