"""Finds out what a change does to answers, by asking a question set and the base's own questions before and after."""

import zlib
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from bot.answering import Answerer
from bot.evaluation.cases import Case, read_cases
from bot.evaluation.figures import Tally, figures
from bot.evaluation.own_questions import AS_NEW, asked_as_new, example_questions
from bot.evaluation.results import Result, evaluate, status_and_facts
from bot.facts.files import FactFile, question_set, read_file
from bot.facts.model import FactBase
from bot.facts.problems import Problem
from bot.matching.meanings import ExampleQuestion

MOST_OWN = 30
"""Example questions that are asked as new before and after a change: an admin waits for it."""


@dataclass(frozen=True, slots=True)
class ChangedResult:
    """A message of the question set whose answer changes in status or facts."""

    before: Result
    after: Result


@dataclass(frozen=True, slots=True)
class AnswerImpact:
    """The impact of a change on the answers to a question set, or to the example questions asked as if they were new.

    `asked` counts the messages of the set, `reworded` those whose answer keeps its status and facts but not its words.
    `before` and `after` are the figures of the questions among them, None without a set. `problems` are those of a set
    that cannot be read, for which there is nothing else.
    """

    asked: int = 0
    changed: tuple[ChangedResult, ...] = ()
    reworded: int = 0
    before: Tally | None = None
    after: Tally | None = None
    problems: tuple[Problem, ...] = ()


def answer_impact(folder: Path, before: Answerer, after: Answerer) -> AnswerImpact:
    """Return how the answers of `after` to the question set in `folder` differ from those of `before`.

    Nothing without a set.
    """
    file = question_set(folder)
    if not file.exists():
        return AnswerImpact()
    data = read_file(file)
    if isinstance(data, Problem):
        return AnswerImpact(problems=(data,))
    cases, problems = read_cases(FactFile(file.name, data), {*before.base.by_id, *after.base.by_id})
    if problems:
        return AnswerImpact(problems=problems)
    return _compared(cases, before, after)


def own_impact(before: Answerer, after: Answerer, changed: Collection[str]) -> AnswerImpact:
    """Return how the answers to the example questions of two bases differ, each asked as if it were new.

    Those of the facts with the ids `changed` are asked first; of a large base a sample of the others. One that only one
    of the bases has counts in the figures of that one.
    """
    of_before, of_after = _own_questions(before.base), _own_questions(after.base)
    questions = [*dict.fromkeys((*of_after, *of_before))]
    questions = sorted(questions, key=lambda question: (question.fact not in changed, question.checksum))[:MOST_OWN]
    old, new = _asked_as_new(before, of_before, questions), _asked_as_new(after, of_after, questions)
    return AnswerImpact(
        len(questions),
        *_differences(old, new),
        before=_figures_of(old, of_before, questions),
        after=_figures_of(new, of_after, questions),
    )


@dataclass(frozen=True, slots=True)
class _OwnQuestion:
    """An example question, wherever it stands: the id of its fact, and its text."""

    fact: str
    text: str

    @property
    def checksum(self) -> int:
        """A number by which a sample is drawn that stays nearly the same while the base changes.

        What was asked for one proposal, of the facts that are served, is then known for the next.
        """
        return zlib.crc32(f"{self.fact}\n{self.text}".encode())


_Places = Mapping[_OwnQuestion, ExampleQuestion]


def _own_questions(base: FactBase) -> _Places:
    """Return the example questions of `base`, with their places."""
    places = example_questions(base)
    facts = [base.facts[place.fact] for place in places]
    return {
        _OwnQuestion(fact.id, fact.questions[place.place]): place for fact, place in zip(facts, places, strict=True)
    }


def _asked_as_new(answerer: Answerer, own: _Places, questions: Sequence[_OwnQuestion]) -> list[Result]:
    """Return what each of `questions` is answered with: those that are the base's `own` as if they were new."""
    as_new = asked_as_new(answerer, [own[question] for question in questions if question in own])
    others = (Case(question.text, AS_NEW, (question.fact,)) for question in questions if question not in own)
    evaluated = evaluate(answerer, others)
    return [next(as_new if question in own else evaluated) for question in questions]


def _figures_of(results: Sequence[Result], own: _Places, questions: Sequence[_OwnQuestion]) -> Tally:
    of_own = (result for question, result in zip(questions, results, strict=True) if question in own)
    return figures(of_own).questions


def _compared(cases: Sequence[Case], before: Answerer, after: Answerer) -> AnswerImpact:
    old, new = tuple(evaluate(before, cases)), tuple(evaluate(after, cases))
    return AnswerImpact(len(old), *_differences(old, new), figures(old).questions, figures(new).questions)


def _differences(old: Sequence[Result], new: Sequence[Result]) -> tuple[tuple[ChangedResult, ...], int]:
    """Return the results that differ in status or facts, and how many others differ in words."""
    changed, reworded = [], 0
    for one, other in zip(old, new, strict=True):
        if status_and_facts(one.answer) != status_and_facts(other.answer):
            changed.append(ChangedResult(one, other))
        else:
            reworded += _words(one) != _words(other)
    return tuple(changed), reworded


def _words(result: Result) -> tuple[object, ...]:
    answer = result.answer
    return (answer.said, *((match.fact.statement, match.fact.quote, match.fact.note) for match in answer.facts))
