"""How often talksbot is right, wrong and false, and what else one could take on the same base and questions.

A peer gets whatever helps it: it is tried with and without the statements among its texts, with and without the
subjects that are not covered, and with the threshold that makes the fewest mistakes on these very questions.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from statistics import fmean

import numpy as np
import numpy.typing as npt

from bot.answering import Answerer
from bot.evaluation.cases import Case, read_cases
from bot.evaluation.figures import Outcome, Tally, evaluate
from bot.facts.files import FactFile
from bot.facts.loading import load_or_raise
from bot.facts.model import FactBase
from tests.bench.peers import Peer

TALKSBOT = "talksbot"

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class QuestionSet:
    """A fact base, and questions of which it is known what answers them."""

    base: FactBase
    cases: tuple[Case, ...]


@dataclass(frozen=True, slots=True)
class Performance:
    """How one program did, question by question.

    `first` is the share of the answerable for which a right fact comes first, `auroc` the chance that the program is
    surer of an answerable question than of another: neither has to do with a threshold. `as_careful` is the share that
    it answers right with a threshold at which no more answers are false than talksbot's.
    """

    name: str
    outcomes: tuple[Outcome, ...]
    first: float
    auroc: float
    as_careful: float

    @property
    def total(self) -> Tally:
        """All questions together."""
        return Tally(Counter(self.outcomes))

    def of_kind(self, kind: str, cases: Sequence[Case]) -> Tally:
        """The questions of one kind."""
        return Tally(Counter(each for each, case in zip(self.outcomes, cases, strict=True) if case.kind == kind))


@dataclass(frozen=True, slots=True)
class _Attempt:
    """What was nearest to each question: whether it is a right fact, and its score, of which the least is no fact."""

    cases: tuple[Case, ...]
    hits: tuple[bool, ...]
    scores: Floats

    @property
    def first(self) -> float:
        return sum(self.hits) / max(1, sum(case.answerable for case in self.cases))

    @property
    def auroc(self) -> float:
        answerable = np.array([case.answerable for case in self.cases])
        lead = self.scores[answerable][:, None] - self.scores[~answerable][None, :]
        return float(np.mean((lead > 0) + (lead == 0) / 2))

    def outcomes(self, threshold: float) -> tuple[Outcome, ...]:
        """What comes of the questions if those with a score from `threshold` on are answered."""
        return tuple(map(_outcome, self.cases, self.hits, self.scores >= threshold))


def question_set(facts: Path, questions: Path) -> QuestionSet:
    """The base under `facts`, and the cases in the file `questions`."""
    base = load_or_raise(facts)
    cases, problems = read_cases(FactFile(str(questions), questions.read_bytes()), {fact.id for fact in base.facts})
    if problems:
        raise ValueError("\n".join(map(str, problems)))
    return QuestionSet(base, cases)


def talksbot_performance(asked: QuestionSet) -> Performance:
    """How talksbot does, with the thresholds that it has on any base."""
    results = list(evaluate(Answerer(asked.base), asked.cases))
    attempt = _Attempt(
        asked.cases,
        tuple(any(match.fact.id in each.case.facts for match in each.answer.matches[:1]) for each in results),
        np.array([each.answer.confidence for each in results]),
    )
    outcomes = tuple(each.outcome for each in results)
    return Performance(TALKSBOT, outcomes, attempt.first, attempt.auroc, Tally(Counter(outcomes)).right)


def peer_performance(peer: Peer, asked: QuestionSet, most_false: float) -> Performance:
    """How a peer does at its best; `most_false` is the share of false answers that it may have to be careful."""
    attempts = [_attempt(peer, asked, *extras) for extras in product((False, True), repeat=2)]
    settings = [
        (attempt, attempt.outcomes(threshold))
        for attempt in attempts
        for threshold in (*np.unique(attempt.scores), np.inf)
    ]
    best, outcomes = max(settings, key=lambda setting: _good(setting[1]))
    tallies = (Tally(Counter(outcomes)) for _, outcomes in settings)
    return Performance(
        peer.name,
        outcomes,
        max(attempt.first for attempt in attempts),
        best.auroc,
        max(tally.right for tally in tallies if tally.false <= most_false),
    )


def together(performances: Sequence[Performance]) -> Performance:
    """How one program did on several bases; what is no count is the mean of them."""
    return Performance(
        performances[0].name,
        tuple(outcome for each in performances for outcome in each.outcomes),
        fmean(each.first for each in performances),
        fmean(each.auroc for each in performances),
        fmean(each.as_careful for each in performances),
    )


def _attempt(peer: Peer, asked: QuestionSet, statements: bool, not_covered: bool) -> _Attempt:
    offered = list(texts(asked.base, statements, not_covered))
    nearest = peer.build([text for text, _ in offered])
    found = [nearest(case.question) for case in asked.cases]
    facts = [None if hit is None else offered[hit[0]][1] for hit in found]
    return _Attempt(
        asked.cases,
        tuple(fact in case.facts for fact, case in zip(facts, asked.cases, strict=True)),
        np.array([0.0 if hit is None or fact is None else hit[1] for hit, fact in zip(found, facts, strict=True)]),
    )


def texts(base: FactBase, statements: bool, not_covered: bool) -> Iterator[tuple[str, str | None]]:
    """The texts that a peer gets, each with the id of its fact."""
    for fact in base.facts:
        yield from ((question, fact.id) for question in fact.questions)
        if statements:
            yield fact.statement, fact.id
    if not_covered:
        yield from ((question, None) for entry in base.not_covered for question in entry.questions)


def _outcome(case: Case, hit: bool, answered: np.bool_) -> Outcome:
    if case.answerable:
        return (Outcome.RIGHT if hit else Outcome.WRONG) if answered else Outcome.UNKNOWN
    return Outcome.FALSE if answered else Outcome.DECLINED


def _good(outcomes: Sequence[Outcome]) -> int:
    """How many questions were answered right or rightly declined."""
    return sum(outcome in (Outcome.RIGHT, Outcome.DECLINED) for outcome in outcomes)
