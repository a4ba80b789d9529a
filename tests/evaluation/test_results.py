"""What an answer is worth, in a chat too, and whether what is asked before changes it."""

from dataclasses import replace

import pytest

from bot.answering import Answer, Answerer, Match, Status
from bot.evaluation.cases import Case
from bot.evaluation.results import Outcome, Repeat, Result, evaluate, outcome, repeats
from bot.facts.model import Fact, Source
from tests.samples import LIGHTHOUSE, loaded

HOW_HIGH = "How high is the lighthouse?"
WHO = "Who was the first keeper?"


def answer(status: Status, *ids: str) -> Answer:
    facts = (Fact(name, f"Statement of {name}.", "quote", Source("title")) for name in ids)
    return Answer("question", status, 0.5, facts=tuple(Match(fact, 0.5) for fact in facts))


@pytest.mark.parametrize(
    ("case", "given", "worth"),
    [
        (Case("q", "k", facts=("a", "b")), answer(Status.ANSWERED, "b", "c"), Outcome.RIGHT),
        (Case("q", "k", facts=("a", "b")), answer(Status.ANSWERED, "c", "a"), Outcome.WRONG),
        (Case("q", "k", facts=("a",)), answer(Status.UNSURE), Outcome.UNSURE),
        (Case("q", "k", facts=("a",)), answer(Status.UNKNOWN), Outcome.UNKNOWN),
        (Case("q", "k", patterns=("STATEMENT", r"\ba\b")), answer(Status.ANSWERED, "a"), Outcome.RIGHT),
        (Case("q", "k", patterns=("statement", "b")), answer(Status.ANSWERED, "a"), Outcome.WRONG),
        (Case("q", "k"), answer(Status.ANSWERED, "a"), Outcome.FALSE),
        (Case("q", "k"), answer(Status.UNSURE), Outcome.DECLINED),
        (Case("q", "k"), answer(Status.UNKNOWN), Outcome.DECLINED),
        (Case("q", "k", say="thanks"), answer(Status.UNKNOWN), Outcome.DECLINED),
        (Case("q", "k", say="thanks"), answer(Status.ANSWERED, "a"), Outcome.FALSE),
        (Case("q", "k", say="source"), replace(answer(Status.ANSWERED, "a"), act="source"), Outcome.DECLINED),
        (Case("q", "k", say="source"), replace(answer(Status.ANSWERED, "a"), act="more"), Outcome.FALSE),
    ],
)
def test_the_first_fact_decides_what_an_answer_is_worth(case: Case, given: Answer, worth: Outcome) -> None:
    assert outcome(case, given) is worth


@pytest.fixture
def answerer() -> Answerer:
    base = loaded(LIGHTHOUSE).base
    assert base is not None
    return Answerer(base)


def test_what_asks_nothing_fails_with_another_act_than_its_own() -> None:
    case = Case("q", "k", say="thanks")
    answers = [replace(answer(Status.UNKNOWN), act=act) for act in ("thanks", "praise", None)]
    assert [Result(case, each, Outcome.DECLINED).failed for each in answers] == [False, True, True]


def test_a_message_is_asked_in_its_chat(answerer: Answerer) -> None:
    chat = Case("where does it say that?", "k", after=(HOW_HIGH, "thanks"), say="source")
    other = Case("where does it say that?", "k", after=(HOW_HIGH, WHO), say="source")
    alone = Case("where does it say that?", "k", say="source")
    given = [
        [match.fact.id for match in result.answer.facts] for result in evaluate(answerer, [chat, other, alone, chat])
    ]
    assert given == [["tower-height"], ["first-keeper"], [], ["tower-height"]]


def test_a_question_is_repeated_after_the_answered_one_before_it(answerer: Answerer) -> None:
    cases = [Case(HOW_HIGH, "k", ("tower-height",)), Case("Why is the moon?", "k"), Case(WHO, "k", ("first-keeper",))]
    found = list(repeats(answerer, evaluate(answerer, cases)))
    assert [(each.case, each.other) for each in found] == [
        (cases[0], WHO),
        (cases[1], HOW_HIGH),
        (cases[2], HOW_HIGH),
    ]
    assert not any(each.differs for each in found)


def test_a_question_that_has_a_chat_is_repeated_without_it(answerer: Answerer) -> None:
    leaning = Case("and who kept it first?", "k", ("first-keeper",), after=(HOW_HIGH,), leans=True)
    cases = [Case(WHO, "k", ("first-keeper",), after=(HOW_HIGH, "thanks")), leaning, Case("thanks", "k", say="thanks")]
    [found] = repeats(answerer, evaluate(answerer, cases))
    assert (found.case, found.other) == (cases[0], "thanks")


def test_another_fact_or_status_differs() -> None:
    alone = answer(Status.ANSWERED, "a")
    others = answer(Status.ANSWERED, "a"), answer(Status.ANSWERED, "b"), answer(Status.UNSURE)
    differs = [Repeat(Case("q", "k"), alone, "other", after).differs for after in others]
    assert differs == [False, True, True]
