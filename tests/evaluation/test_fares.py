"""How a fact's own questions fare."""

from dataclasses import replace

from bot.answering import Answerer
from bot.evaluation.fares import MOST, fares
from tests.samples import LIGHTHOUSE, loaded


def test_each_question_is_asked_and_found_or_not() -> None:
    base = loaded(LIGHTHOUSE).base
    assert base is not None
    fact = base.by_id["tower-height"]
    asked = replace(fact, questions=(*fact.questions, "Who was the first keeper?"))

    found = {fare.answer.question: fare.found for fare in fares(fact, Answerer(base))}
    missed = [fare.found for fare in fares(asked, Answerer(base))][-1]

    assert found == {"How high is the lighthouse?": True, "How many metres does the tower measure?": True}
    assert not missed


def test_a_fact_with_hundreds_of_questions_does_not_hold_the_admin_up() -> None:
    base = loaded(LIGHTHOUSE).base
    assert base is not None
    fact = replace(base.facts[0], questions=tuple(f"Question {number}?" for number in range(300)))

    assert len(list(fares(fact, Answerer(base)))) == MOST
