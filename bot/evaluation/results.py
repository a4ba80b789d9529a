"""Asks the messages of a set as in a chat: the outcome of each, and whether what is asked before changes it."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from bot.answering import Answer, Answerer, Status
from bot.chats.turns import Before, answer_after
from bot.evaluation.cases import Case


class Outcome(StrEnum):
    """The outcome of a message: one of the first four if a fact answers it, of the last two if none does."""

    RIGHT = "right"
    WRONG = "wrong"
    UNSURE = "unsure"
    UNKNOWN = "unknown"
    DECLINED = "declined"
    FALSE = "false"


@dataclass(frozen=True, slots=True)
class Result:
    """One case with its answer and outcome."""

    case: Case
    answer: Answer
    outcome: Outcome

    @property
    def failed(self) -> bool:
        """Whether it is to be listed among what went wrong."""
        if self.case.say is not None and self.answer.act != self.case.say:
            return True
        return self.outcome not in (Outcome.RIGHT, Outcome.DECLINED)


@dataclass(frozen=True, slots=True)
class Repeat:
    """A question that stands alone, with its answer as the first of a chat and its answer after the message `other`."""

    case: Case
    alone: Answer
    other: str
    after: Answer

    @property
    def differs(self) -> bool:
        """Whether the two answers differ in status or facts."""
        return status_and_facts(self.alone) != status_and_facts(self.after)


def evaluate(answerer: Answerer, cases: Iterable[Case]) -> Iterator[Result]:
    """Yield the result of each case as soon as it is known; the messages before it in its chat are asked first."""

    @cache
    def said(messages: tuple[str, ...]) -> Before:
        if not messages:
            return Before()
        before = said(messages[:-1])
        return before.and_then(answer_after(answerer, messages[-1], before))

    for case in cases:
        answer = answer_after(answerer, case.question, said(case.after))
        yield Result(case, answer, outcome(case, answer))


def repeats(answerer: Answerer, results: Iterable[Result]) -> Iterator[Repeat]:
    """Yield each question of `results` that stands alone, asked a second time.

    One that has a chat is asked without it. One that has none is asked after the last answered question before it in
    the set, the first after the last of all.
    """
    results = tuple(results)
    answered = [result.answer for result in results if not result.case.after and result.answer.facts]
    other = answered[-1] if answered else None
    for result in results:
        case = result.case
        if case.stands_alone and case.after:
            yield Repeat(case, answer_after(answerer, case.question, Before()), case.after[-1], result.answer)
        elif case.stands_alone and other is not None:
            after = answer_after(answerer, case.question, Before().and_then(other))
            yield Repeat(case, result.answer, other.question, after)
        if not case.after and result.answer.facts:
            other = result.answer


def outcome(case: Case, answer: Answer) -> Outcome:
    """Return the outcome of `case` if `answer` is what it gets.

    A message that asks nothing should get no fact, unless that belongs to its act, as to "source?" or "more".
    """
    if case.say is not None:
        return Outcome.FALSE if answer.facts and answer.act != case.say else Outcome.DECLINED
    if not case.answerable:
        return Outcome.FALSE if answer.status is Status.ANSWERED else Outcome.DECLINED
    match answer.status:
        case Status.ANSWERED:
            return Outcome.RIGHT if _hits(case, answer) else Outcome.WRONG
        case Status.UNSURE:
            return Outcome.UNSURE
        case Status.UNKNOWN:
            return Outcome.UNKNOWN


def status_and_facts(answer: Answer) -> tuple[object, ...]:
    """Return the status of `answer` and the ids of its facts: two answers that agree in these only differ in words."""
    return answer.status, tuple(match.fact.id for match in answer.facts)


def _hits(case: Case, answer: Answer) -> bool:
    first = answer.facts[0].fact
    if case.facts:
        return first.id in case.facts
    return all(re.search(pattern, first.statement, re.IGNORECASE) for pattern in case.patterns)
