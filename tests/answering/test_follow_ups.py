"""A message leans on the one before it only if its form says so."""

import pytest

from bot.answering import Answerer, Status
from tests.embedded import store
from tests.matching.bases import LIBRARY

ANSWERER = Answerer(LIBRARY, store())


def ids(message: str, before: str) -> list[str]:
    return [match.fact.id for match in ANSWERER.answer(message, ANSWERER.answer(before)).facts]


def test_an_ellipsis_puts_another_name_into_the_question_before() -> None:
    answer = ANSWERER.answer("and Tom Reyes?", ANSWERER.answer("Who is Maria Lund?"))
    assert [match.fact.id for match in answer.facts] == ["garden"]
    assert answer.about == "Tom Reyes"


def test_a_pronoun_stands_for_who_was_spoken_of() -> None:
    assert ids("what does she do?", "Who is Maria Lund?") == ["director"]


def test_what_the_source_does_not_say_of_somebody_is_not_answered_with_what_it_does() -> None:
    assert ids("how old is she?", "Who is Maria Lund?") == []


@pytest.mark.parametrize("before", [fact.questions[0] for fact in LIBRARY.facts])
@pytest.mark.parametrize("fact", LIBRARY.facts, ids=lambda fact: fact.id)
def test_a_question_that_stands_by_itself_is_answered_as_if_it_came_first(fact: object, before: str) -> None:
    [question] = [each.questions[0] for each in LIBRARY.facts if each is fact]
    alone, after = ANSWERER.answer(question), ANSWERER.answer(question, ANSWERER.answer(before))
    assert (after.status, after.facts) == (alone.status, alone.facts)


def test_a_follow_up_may_lean_on_a_question_that_was_declined() -> None:
    declined = ANSWERER.answer("How old is Maria Lund?")
    assert declined.status is Status.UNKNOWN
    assert [match.fact.id for match in ANSWERER.answer("and what does she do?", declined).facts] == ["director"]


def test_a_follow_up_that_is_declined_is_known_for_the_whole_question() -> None:
    unknown = ANSWERER.answer("and the car park?", ANSWERER.answer("When is it open?"))
    assert unknown.facts == ()
    assert "open" in unknown.understood
    assert "car park" in unknown.understood
