"""Finds out what a change does to answers, by asking a question set before and after it."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from bot.answering import Answerer
from bot.evaluation.cases import Case, read_cases
from bot.evaluation.figures import Tally, figures
from bot.evaluation.results import Result, evaluate, status_and_facts
from bot.facts.files import FactFile, read_file
from bot.facts.problems import Problem

QUESTIONS = "questions.yaml"


@dataclass(frozen=True, slots=True)
class ChangedResult:
    """A message of the question set whose answer changes in status or facts."""

    before: Result
    after: Result


@dataclass(frozen=True, slots=True)
class AnswerImpact:
    """The impact of a change on the answers to a question set.

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
    file = folder / QUESTIONS
    if not file.exists():
        return AnswerImpact()
    data = read_file(file)
    if isinstance(data, Problem):
        return AnswerImpact(problems=(data,))
    cases, problems = read_cases(FactFile(QUESTIONS, data), {*before.base.by_id, *after.base.by_id})
    if problems:
        return AnswerImpact(problems=problems)
    return _compared(cases, before, after)


def _compared(cases: Sequence[Case], before: Answerer, after: Answerer) -> AnswerImpact:
    old, new = tuple(evaluate(before, cases)), tuple(evaluate(after, cases))
    changed, reworded = [], 0
    for one, other in zip(old, new, strict=True):
        if status_and_facts(one.answer) != status_and_facts(other.answer):
            changed.append(ChangedResult(one, other))
        else:
            reworded += _words(one) != _words(other)
    return AnswerImpact(len(old), tuple(changed), reworded, figures(old).questions, figures(new).questions)


def _words(result: Result) -> tuple[object, ...]:
    answer = result.answer
    return (answer.said, *((match.fact.statement, match.fact.quote, match.fact.note) for match in answer.facts))
