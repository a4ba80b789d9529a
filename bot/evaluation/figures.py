"""What became of each question of a set, counted by kind."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from bot.answering import Answer, Answerer, Status
from bot.evaluation.cases import Case


class Outcome(StrEnum):
    """What became of a question: the first four if it can be answered, the last two if it cannot."""

    RIGHT = "right"
    WRONG = "wrong"
    UNSURE = "unsure"
    UNKNOWN = "unknown"
    DECLINED = "declined"
    FALSE = "false"


@dataclass(frozen=True, slots=True)
class Result:
    """One case and what came of it."""

    case: Case
    answer: Answer
    outcome: Outcome

    @property
    def failed(self) -> bool:
        """Whether it is to be listed among what went wrong."""
        return self.outcome not in (Outcome.RIGHT, Outcome.DECLINED)


@dataclass(frozen=True, slots=True)
class Tally:
    """How many questions ended how, and the rates that are measured against a bar."""

    counts: Mapping[Outcome, int]

    def __getitem__(self, outcome: Outcome) -> int:
        return self.counts.get(outcome, 0)

    @property
    def answerable(self) -> int:
        """Questions that the source answers."""
        return sum(self[each] for each in (Outcome.RIGHT, Outcome.WRONG, Outcome.UNSURE, Outcome.UNKNOWN))

    @property
    def unanswerable(self) -> int:
        """Questions that it does not."""
        return self[Outcome.DECLINED] + self[Outcome.FALSE]

    @property
    def right(self) -> float:
        """The share of the answerable that were answered with the right fact."""
        return _share(self[Outcome.RIGHT], self.answerable)

    @property
    def wrong(self) -> float:
        """The share of the answerable that were answered with another fact."""
        return _share(self[Outcome.WRONG], self.answerable)

    @property
    def false(self) -> float:
        """The share of the unanswerable that were answered."""
        return _share(self[Outcome.FALSE], self.unanswerable)


@dataclass(frozen=True, slots=True)
class Figures:
    """The tally of each kind of question, in the order of the set, and of all together."""

    by_kind: Mapping[str, Tally]
    total: Tally


def evaluate(answerer: Answerer, cases: Iterable[Case]) -> Iterator[Result]:
    """The result of each case, as soon as it is known."""
    for case in cases:
        answer = answerer.answer(case.question)
        yield Result(case, answer, outcome(case, answer))


def outcome(case: Case, answer: Answer) -> Outcome:
    """What `answer` is worth as an answer to `case`."""
    if not case.answerable:
        return Outcome.FALSE if answer.status is Status.ANSWERED else Outcome.DECLINED
    match answer.status:
        case Status.ANSWERED:
            return Outcome.RIGHT if _hits(case, answer) else Outcome.WRONG
        case Status.UNSURE:
            return Outcome.UNSURE
        case Status.UNKNOWN:
            return Outcome.UNKNOWN


def figures(results: Iterable[Result]) -> Figures:
    """The tallies of `results`."""
    by_kind: dict[str, dict[Outcome, int]] = {}
    total: dict[Outcome, int] = {}
    for result in results:
        for counts in (by_kind.setdefault(result.case.kind, {}), total):
            counts[result.outcome] = counts.get(result.outcome, 0) + 1
    return Figures({kind: Tally(counts) for kind, counts in by_kind.items()}, Tally(total))


def _hits(case: Case, answer: Answer) -> bool:
    first = answer.facts[0].fact
    if case.facts:
        return first.id in case.facts
    return all(re.search(pattern, first.statement, re.IGNORECASE) for pattern in case.patterns)


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 0.0
