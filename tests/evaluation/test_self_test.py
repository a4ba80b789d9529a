"""What an admin learns by asking the facts' own questions."""

from dataclasses import replace

import pytest

from bot.answering import Answerer
from bot.evaluation.self_test import MAX_QUESTIONS_OF_ONE, ask_own_questions, self_test
from bot.facts.problems import Problem
from tests.samples import LIGHTHOUSE, loaded

NOT_FOUND = "most of these lead to {!r} first, so hardly anybody finds this fact"


def warnings(text: str) -> list[Problem]:
    result = loaded(text)
    assert result.base is not None
    return list(self_test(result, Answerer(result.base)))


def test_facts_that_their_own_questions_find_are_no_warning() -> None:
    assert warnings(LIGHTHOUSE) == []


def test_a_fact_whose_questions_lead_to_another_is_one_warning() -> None:
    shadowed = LIGHTHOUSE.replace("What colour is the paint?", "How high is the lighthouse?").replace(
        "When did workers paint the walls?", "How many metres does the tower measure?"
    )
    (warning,) = warnings(shadowed)
    assert warning.path == "facts[2].questions"
    assert warning.message.startswith(NOT_FOUND.format("tower-height"))
    assert str(warning).startswith(f"facts.yaml:{warning.line}: warning: ")


def test_a_fact_that_half_of_its_questions_find_is_no_warning() -> None:
    half = LIGHTHOUSE.replace("What colour is the paint?", "How high is the lighthouse?")
    assert warnings(half) == []


def test_of_a_fact_without_questions_the_statement_is_asked() -> None:
    told_twice = "  - id: again\n    statement: The lighthouse of Nordholm is 41 metres high.\n    quote: 41 metres\n"
    (warning,) = warnings(LIGHTHOUSE.replace("not_covered:\n", f"{told_twice}not_covered:\n"))
    assert warning.path == "facts[3].statement"
    assert warning.message.startswith(NOT_FOUND.format("tower-height"))


def test_a_question_said_to_be_not_covered_but_answered_is_one_warning_at_its_place() -> None:
    answered = "      - How high is the tower?\n      - How many metres does the tower measure?\n    reply:"
    (warning,) = warnings(LIGHTHOUSE.replace("    reply:", answered))
    assert warning.path == "not_covered[0].questions[1]"
    assert "is answered with 'tower-height'" in warning.message
    assert str(warning).startswith(f"facts.yaml:{warning.line}: warning: ")


@pytest.mark.parametrize("text", ["facts: [", LIGHTHOUSE.replace("statement:", "statment:")])
def test_facts_that_cannot_be_served_are_not_asked(text: str) -> None:
    sound = loaded(LIGHTHOUSE)
    assert sound.base is not None
    assert list(self_test(loaded(text), Answerer(sound.base))) == []


def test_each_question_of_a_fact_finds_it_or_not() -> None:
    base = loaded(LIGHTHOUSE).base
    assert base is not None
    fact = base.by_id["tower-height"]
    asked = replace(fact, questions=(*fact.questions, "Who was the first keeper?"))

    found = {each.answer.question: each.finds_fact for each in ask_own_questions(fact, Answerer(base))}
    missed = [each.finds_fact for each in ask_own_questions(asked, Answerer(base))][-1]

    assert found == {"How high is the lighthouse?": True, "How many metres does the tower measure?": True}
    assert not missed


def test_a_fact_with_hundreds_of_questions_does_not_hold_the_admin_up() -> None:
    base = loaded(LIGHTHOUSE).base
    assert base is not None
    fact = replace(base.facts[0], questions=tuple(f"Question {number}?" for number in range(300)))

    assert len(list(ask_own_questions(fact, Answerer(base)))) == MAX_QUESTIONS_OF_ONE
