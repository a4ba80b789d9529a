"""A question gets the fact that answers it, or an honest no."""

import gc
import weakref
from dataclasses import replace
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.answering import Answerer, Status
from bot.facts.model import Fact, FactBase
from tests.embedded import store
from tests.matching.bases import LIBRARY, fact

ANSWERER = Answerer(LIBRARY, store())


def replied(question: str, *before: str) -> list[str]:
    """The ids of the facts that are replied to `question`, asked after the questions `before`."""
    previous = None
    for earlier in before:
        previous = ANSWERER.answer(earlier, previous)
    return [match.fact.id for match in ANSWERER.answer(question, previous).facts]


@pytest.mark.parametrize("known", LIBRARY.facts, ids=lambda known: known.id)
def test_the_example_questions_of_a_fact_get_that_fact(known: Fact) -> None:
    assert all(replied(question) == [known.id] for question in known.questions)


def test_a_question_that_is_not_covered_gets_its_reply() -> None:
    answer = ANSWERER.answer("How old is Maria Lund?")
    assert answer.status is Status.UNKNOWN
    assert answer.said == "No ages are given."
    assert answer.facts == ()


def test_a_question_on_another_subject_is_not_answered() -> None:
    answer = ANSWERER.answer("Which planets have rings of ice and dust?")
    assert answer.status is not Status.ANSWERED
    assert answer.suggestions


@pytest.mark.parametrize("hostile", ["Maria, ", "who is x? ", "the ", "\n", "\ufb03", "and what about Maria "])
def test_a_hostile_question_is_answered_at_once(hostile: str) -> None:
    question = (hostile * 100_000)[:100_000]
    previous = ANSWERER.answer("How old is the library?")
    start = process_time()
    assert ANSWERER.answer(question, previous).question == question
    assert process_time() - start < 0.5  # ten times what it takes on a slow machine, a hundredth of what it once took


def test_white_space_before_a_question_does_not_hide_it() -> None:
    known = LIBRARY.facts[0]
    assert replied(" " * 10_000 + known.questions[0]) == [known.id]


def test_two_questions_in_one_get_both_facts() -> None:
    assert sorted(replied("When does the library open and who is the director?")) == ["director", "opening"]


def test_what_is_said_around_a_question_does_not_hide_it() -> None:
    assert replied("Good evening! My aunt used to work in a bakery. Who is the director of the library?") == [
        "director"
    ]


def test_a_follow_up_is_completed_from_the_question_before() -> None:
    assert replied("and Tom Reyes?", "Who is Maria Lund?") == ["garden"]


def test_a_question_asked_again_is_understood_as_it_was() -> None:
    first = ANSWERER.answer("Who is Maria Lund?")
    assert ANSWERER.answer("Who is Maria Lund?", first).understood == first.understood
    assert replied("and Tom Reyes?", "Who is Maria Lund?", "Who is Maria Lund?") == ["garden"]


def test_a_question_that_stands_alone_is_not_changed_by_the_one_before() -> None:
    assert replied("When does the library open?", "Who is Maria Lund?") == ["opening"]


def test_an_answer_offers_what_its_fact_points_to_first() -> None:
    answer = ANSWERER.answer("Who is the director of the library?")
    assert answer.suggestions[0].fact.id == "opening"
    assert "director" not in {suggestion.fact.id for suggestion in answer.suggestions}


@pytest.mark.parametrize(
    ("message", "act"),
    [("Hello!", "greeting"), ("thank you so much", "thanks"), ("What can you do?", "help"), ("lol", "laughter")],
)
def test_an_act_is_known_for_what_it_is(message: str, act: str) -> None:
    answer = ANSWERER.answer(message)
    assert answer.act == act
    assert answer.status is Status.UNKNOWN


def test_a_base_that_is_about_greetings_answers_them() -> None:
    greeting = fact("greeting", "In Oakham people greet with a nod.", "Hello!", "good morning", "How do I greet?")
    base = FactBase(facts=(*LIBRARY.facts, greeting), names=LIBRARY.names, sources=LIBRARY.sources)
    answer = Answerer(base, store()).answer("good morning")
    assert [match.fact.id for match in answer.facts] == ["greeting"]
    assert answer.act is None


def test_a_greeting_before_a_question_is_no_act() -> None:
    assert ANSWERER.answer("Hello, who is the director of the library?").act is None


def test_there_are_at_most_five_matches_best_first() -> None:
    scores = [match.score for match in ANSWERER.answer("library").matches]
    assert len(scores) <= 5
    assert scores == sorted(scores, reverse=True)


def test_an_explanation_says_what_matched_what() -> None:
    explanation = ANSWERER.explain("How many novels may I borow, Zoe?")
    assert explanation.answer.matches[0].fact.id == "lending"
    how = {word.word: (word.matched, word.how) for word in explanation.traces[0].words}
    assert how["many"] == ("many", "word")
    assert how["novels"] == ("book", "synonym") or how["novels"] == ("books", "synonym")
    assert how["borow"] == ("borrow", "spelling")
    assert how["zoe"] == (None, None)


@pytest.mark.parametrize(
    ("question", "rule"),
    [
        ("When does the library open?", "some fact answers it, and one stands out"),
        ("Hello!", "the message asks nothing of the source (greeting)"),
        ("", "there is no word to go by"),
        ("How old is Maria Lund?", "a subject that is not covered fits better: 'How old is Maria Lund?'"),
        ("What is the capital of Peru?", "too much of the question is left unexplained"),
    ],
)
def test_an_explanation_names_the_rule_that_decided(question: str, rule: str) -> None:
    assert ANSWERER.explain(question).rule == rule


def test_of_two_facts_that_answer_alike_none_stands_out() -> None:
    twice = replace(LIBRARY, facts=(*LIBRARY.facts, replace(LIBRARY.facts[0], id="again")))
    explanation = Answerer(twice).explain("When does the library open?")
    assert explanation.answer.status is Status.UNSURE
    assert explanation.rule == "several facts may be meant, and none stands out"


@pytest.mark.parametrize("question", ["", " ", "?!", "\U0001f600\U0001f600", "\u202e\u200f", "\x00\x07", "the of and"])
def test_a_message_without_a_question_is_unknown(question: str) -> None:
    assert ANSWERER.answer(question).status is Status.UNKNOWN


@given(st.text(max_size=400), st.text(max_size=100))
def test_any_message_has_an_answer_after_any_other(first: str, second: str) -> None:
    answer = ANSWERER.answer(second, ANSWERER.answer(first))
    assert answer.status in Status
    assert bool(answer.facts) == (answer.status is Status.ANSWERED)


def test_an_answerer_that_is_replaced_goes_at_once() -> None:
    """A base that changes every second must not wait for the collector of garbage to be let go."""
    gc.collect()
    gc.disable()
    try:
        replaced = Answerer(LIBRARY, store())
        replaced.answer("Who is the director?")
        left = weakref.ref(replaced)
        del replaced
        assert left() is None
        assert gc.collect() == 0
    finally:
        gc.enable()
