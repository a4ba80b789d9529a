"""What a change does to answers: the acceptance questions asked of the facts before and after."""

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
    """A message of the set that ends otherwise than before."""

    before: Result
    after: Result


@dataclass(frozen=True, slots=True)
class AnswerImpact:
    """The messages of the set that were asked, those whose answer changes, and how many end as before in other words.

    `before` and `after` are the figures of the questions among them. `problems` say why there is no more than that: a
    question set that cannot be read.
    """

    asked: int = 0
    changed: tuple[ChangedResult, ...] = ()
    reworded: int = 0
    before: Tally | None = None
    after: Tally | None = None
    problems: tuple[Problem, ...] = ()


def answer_impact(folder: Path, before: Answerer, after: Answerer) -> AnswerImpact:
    """The effect on the question set beside the facts, if there is one."""
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
