"""One turn of a chat."""

import pytest

from bot.answering import Answer, Answerer, Status, Suggestion
from bot.chats.remembered import offers, remembered
from bot.chats.turns import Before, answer_after, explain_after, missed, unknown_command
from bot.facts.model import FactBase, Source
from tests.matching.bases import fact

FACTS = (
    fact("height", "The tower is 41 metres high.", "How high is the tower?"),
    fact("keeper", "Ada Berg kept the lamp.", "Who kept the lamp?"),
    fact("paint", "The walls are white.", "What colour are the walls?"),
)
OFFERS = tuple(Suggestion(each, each.questions[0]) for each in FACTS)
UNSURE = Answer("lamp tower", Status.UNSURE, 0.3, suggestions=OFFERS)
THANKS = Answer("thanks", Status.UNKNOWN, 0.0, act="thanks")


@pytest.fixture(scope="module")
def answerer() -> Answerer:
    return Answerer(FactBase(FACTS, sources=(Source("A source"),)))


@pytest.mark.parametrize("text", ["2", "2.", " 2) ", "#2", "no. 2", "No 2", "number 2"])
def test_a_bare_number_picks_what_was_offered(answerer: Answerer, text: str) -> None:
    answer = answer_after(answerer, text, Before().and_then(UNSURE))

    assert [match.fact.id for match in answer.facts] == ["keeper"]
    assert answer.about == answer.understood == "Who kept the lamp?"


def test_a_number_picks_the_offer_even_after_a_thank_you(answerer: Answerer) -> None:
    before = Before().and_then(UNSURE).and_then(THANKS)

    assert answer_after(answerer, "3", before).facts[0].fact.id == "paint"


@pytest.mark.parametrize("text", ["0", "4", "22", "2 metres", "no", "2 3"])
def test_what_is_no_number_of_an_offer_picks_nothing(answerer: Answerer, text: str) -> None:
    assert answer_after(answerer, text, Before(offers=offers(OFFERS))) == answerer.answer(text)


def test_a_number_picks_nothing_where_nothing_was_offered(answerer: Answerer) -> None:
    assert answer_after(answerer, "1", Before()) == answerer.answer("1")


def test_a_pick_is_explained_by_the_question_that_was_picked(answerer: Answerer) -> None:
    assert explain_after(answerer, "1", Before(offers=offers(OFFERS))) == answerer.explain("How high is the tower?")


def test_a_question_is_missed_in_its_own_words_unless_it_was_completed() -> None:
    part = Answer("Hi! Who paid?", Status.UNKNOWN, 0.1, understood="Who paid?")
    completed = Answer("and Ben?", Status.UNKNOWN, 0.1, understood="Who met Ben?")

    assert missed(part) == "Hi! Who paid?"
    assert missed(completed) == "Who met Ben?"


@pytest.mark.parametrize("answer", [THANKS, unknown_command("/who"), Answer("more", Status.ANSWERED, 1.0, act="more")])
def test_what_asks_nothing_is_not_missed(answer: Answer) -> None:
    assert missed(answer) is None


QUESTIONS = ("How high is the tower?", "lamp tower", "Who kept the walls and the lamp?", "thanks", "zxqv", "and why?")


@pytest.mark.parametrize("question", QUESTIONS)
def test_among_the_same_facts_an_answer_is_remembered_as_it_was(answerer: Answerer, question: str) -> None:
    answer = answerer.answer(question)

    assert remembered(answer).among(answerer.base) == answer


def without(*gone: str) -> Answerer:
    """Return what answers from the facts without those that are `gone`."""
    return Answerer(FactBase(tuple(each for each in FACTS if each.id not in gone), sources=(Source("A source"),)))


@pytest.mark.parametrize("text", ["more", "source?", "say that again", "and when?", "why?", "yes"])
def test_nothing_leans_on_an_answer_whose_fact_has_gone(answerer: Answerer, text: str) -> None:
    before = Before().and_then(answerer.answer("How high is the tower?"))
    assert before.answer(answerer.base)

    assert answer_after(without("height"), text, before) == answer_after(without("height"), text, Before())


def test_what_is_said_again_is_said_as_it_is_now(answerer: Answerer) -> None:
    before = Before().and_then(answerer.answer("How high is the tower?"))
    now = fact("height", "The tower is 42 metres high.", "How high is the tower?")

    again = answer_after(Answerer(FactBase((now,), sources=(Source("A source"),))), "say that again", before)

    assert [match.fact for match in again.facts] == [now]


def test_a_number_keeps_its_place_although_what_was_offered_before_it_has_gone() -> None:
    before = Before().and_then(UNSURE)

    assert [match.fact.id for match in answer_after(without("height"), "2", before).facts] == ["keeper"]


def test_the_question_of_an_offer_whose_fact_has_gone_is_asked_of_the_others() -> None:
    renamed = fact("lamp-keeper", "Ada Berg kept the lamp.", "Who kept the lamp?")
    others = Answerer(FactBase((FACTS[0], renamed), sources=(Source("A source"),)))

    assert [match.fact.id for match in answer_after(others, "2", Before().and_then(UNSURE)).facts] == ["lamp-keeper"]
    assert answer_after(without("keeper"), "2", Before().and_then(UNSURE)).status is not Status.ANSWERED
