"""Several questions in one message are all answered; what asks one is answered once."""

import random
from dataclasses import replace
from itertools import islice
from pathlib import Path

import pytest
import yaml

from bot.answering import Answer, Answerer
from bot.facts.model import Name
from tests.embedded import store, talks
from tests.matching.bases import LIBRARY, fact

KNOWLEDGE = Path(__file__).parents[2] / "knowledge"
JOINTS = ("{0} {1}", "{0} and {1}", "{0}\n{1}", "1. {0}\n2. {1}")
PAIRS = 32
LOST_AT_MOST = 0.1


def first_fact(answer: Answer) -> str:
    return answer.facts[0].fact.id


@pytest.mark.slow
@pytest.mark.measure
def test_few_of_two_questions_in_one_message_get_lost() -> None:
    questions = yaml.safe_load((KNOWLEDGE / "questions.yaml").read_text("utf-8"))
    answerable = [each["q"] for each in questions if each.get("facts") and not each.get("after")]
    random.Random(14).shuffle(answerable)  # noqa: S311 - a fixed sample, not a secret
    alone = ((question, answer) for question in answerable if (answer := talks().answer(question)).facts)
    lost = 0
    for number in range(PAIRS):
        (first, answer), (second, other) = islice(alone, 2)
        facts = {match.fact.id for match in talks().answer(JOINTS[number % len(JOINTS)].format(first, second)).facts}
        lost += not facts.issuperset(map(first_fact, (answer, other)))
    assert lost <= LOST_AT_MOST * PAIRS


@pytest.mark.parametrize("joint", JOINTS)
def test_two_questions_are_both_answered_in_their_order(joint: str) -> None:
    answer = Answerer(LIBRARY, store()).answer(joint.format("Who is Maria Lund?", "Who runs the garden?"))
    assert [match.fact.id for match in answer.facts] == ["director", "garden"]


@pytest.mark.slow
def test_the_second_question_may_lean_on_the_first() -> None:
    answer = talks().answer("Who is Rajnath Singh and whom did he meet?")
    assert [match.fact.id for match in answer.facts] == ["singh-role", "singh-meetings"]


def test_the_first_question_may_lean_on_the_second() -> None:
    days = {"reyes": "Tom Reyes", "lund": "Maria Lund", "falk": "Otto Falk", "berg": "Hanna Berg"}
    base = replace(
        LIBRARY,
        names=(*LIBRARY.names, Name("falk", "Otto Falk", "porter", ("Falk",)), Name("berg", "Hanna Berg", "cook")),
        facts=(
            *LIBRARY.facts,
            fact("porter", "Otto Falk is the porter.", "Who is the porter?", "Who is Otto Falk?", about=("falk",)),
            *(
                fact(f"{key}-day", f"{name} works one day.", f"On which day does {name} work?", about=(key,))
                for key, name in days.items()
            ),
        ),
    )
    answerer = Answerer(base, store())
    assert not answerer.answer("When does he work?").facts
    answer = answerer.answer("When does he work? And who is the porter?")
    assert [match.fact.id for match in answer.facts] == ["falk-day", "porter"]


@pytest.mark.parametrize(
    "question", ["When will the director Maria Lund and Tom Reyes finally marry?", "Do Maria Lund and he marry?"]
)
def test_names_and_pronouns_that_are_joined_are_in_one_question(question: str) -> None:
    wedding = fact("wedding", "Maria Lund and Tom Reyes marry in June.", "When do Maria Lund and Tom Reyes marry?")
    answer = Answerer(replace(LIBRARY, facts=(*LIBRARY.facts, wedding)), store()).answer(question)
    assert [match.fact.id for match in answer.facts] == ["wedding"]


def test_two_names_at_the_end_of_a_question_are_two_questions_where_no_fact_has_both() -> None:
    answer = Answerer(LIBRARY, store()).answer("Who are Maria Lund and Tom Reyes?")
    assert [match.fact.id for match in answer.facts] == ["director", "garden"]


def test_two_questions_that_no_fact_answers_as_one_are_answered_each() -> None:
    answer = Answerer(LIBRARY, store()).answer("name of the director How many books may I borrow?")
    assert [match.fact.id for match in answer.facts] == ["director", "lending"]
