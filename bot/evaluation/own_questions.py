"""Asks a base its own example questions: as they stand, and as if each were new, while the base does not know it.

How often a question that is asked as new finds its fact tells how a reader's question will do, who words it in his own
way. What was asked once of an answerer is remembered for as long as that is.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import TypeVar
from weakref import WeakKeyDictionary

from bot.answering import Answer, Answerer
from bot.embeddings.store import Progress, no_progress
from bot.evaluation.cases import Case
from bot.evaluation.results import Result, outcome
from bot.facts.model import FactBase
from bot.matching.meanings import ExampleQuestion

AS_NEW = "as new"
"""The kind of a message that is an example question asked as if it were new."""

MOST_AS_NEW = 1_000
"""Example questions of a base that are asked as new: enough for half a percent, and some seconds."""

Item = TypeVar("Item")

_AS_THEY_STAND: WeakKeyDictionary[Answerer, dict[str, Answer]] = WeakKeyDictionary()
_AS_NEW: WeakKeyDictionary[Answerer, dict[ExampleQuestion, Result]] = WeakKeyDictionary()


def example_questions(base: FactBase) -> tuple[ExampleQuestion, ...]:
    """Return all example questions of `base`, in the order of the files."""
    return tuple(
        ExampleQuestion(number, place) for number, fact in enumerate(base.facts) for place in range(len(fact.questions))
    )


def sample(items: Sequence[Item], most: int, first: Iterable[Item] = ()) -> tuple[Item, ...]:
    """Return at most so many of `items` in their order: those of `first` from its beginning, others evenly spread."""
    among = {*items}
    wanted = [item for item in dict.fromkeys(first) if item in among][:most]
    taken = {*wanted}
    others = [item for item in items if item not in taken]
    room = min(most - len(wanted), len(others))
    kept = {*taken, *(others[number * len(others) // room] for number in range(room))}
    return tuple(item for item in items if item in kept)


def case_of(base: FactBase, question: ExampleQuestion) -> Case:
    """Return an example question as a message that its fact answers."""
    fact = base.facts[question.fact]
    return Case(fact.questions[question.place], AS_NEW, (fact.id,))


def asked_as_they_stand(answerer: Answerer, questions: Sequence[ExampleQuestion]) -> tuple[Result, ...]:
    """Return what each of `questions` is answered with by the base that has it."""
    cases = [case_of(answerer.base, question) for question in questions]
    answers = answers_as_they_stand(answerer, [case.question for case in cases])
    return tuple(Result(case, answer, outcome(case, answer)) for case, answer in zip(cases, answers, strict=True))


def answers_as_they_stand(answerer: Answerer, questions: Sequence[str]) -> tuple[Answer, ...]:
    """Return the answer to each of some texts, which `answerer` remembers."""
    known = _AS_THEY_STAND.setdefault(answerer, {})
    new = [*dict.fromkeys(question for question in questions if question not in known)]
    known.update(zip(new, answerer.answers(new), strict=True))
    return tuple(known[question] for question in questions)


def asked_as_new(
    answerer: Answerer, questions: Sequence[ExampleQuestion], progress: Progress = no_progress
) -> Iterator[Result]:
    """Yield what each of `questions` would be answered with if its fact did not have it."""
    known = _AS_NEW.setdefault(answerer, {})
    new = [question for question in questions if question not in known]
    answers = answerer.answers_as_new(new, progress)
    for question in questions:
        if question not in known:
            case, answer = case_of(answerer.base, question), next(answers)
            known[question] = Result(case, answer, outcome(case, answer))
        yield known[question]
