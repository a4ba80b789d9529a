"""How often talksbot is right, wrong and false, and what else one could take on the same base and questions.

A peer gets whatever helps it: it is tried with and without the statements among its texts, with and without the
subjects that are not covered, and with the threshold that makes the fewest mistakes on these very questions.
"""

import os
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import product
from pathlib import Path
from statistics import fmean

import numpy as np
import numpy.typing as npt

from bot.answering import Answerer, Status
from bot.embeddings.store import EmbeddingStore
from bot.evaluation.cases import Case, read_cases
from bot.evaluation.figures import Tally
from bot.evaluation.results import Outcome, evaluate
from bot.facts.files import FactFile
from bot.facts.loading import load_or_raise
from bot.facts.model import FactBase
from tools.bench.peers import Peer

TALKSBOT, WORDS_ALONE = "talksbot", "talksbot, words alone"

Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]


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
        """Return the tally of the questions of one kind."""
        return Tally(Counter(each for each, case in zip(self.outcomes, cases, strict=True) if case.kind == kind))


@dataclass(frozen=True, slots=True)
class OverBases:
    """How each program did on each of several bases."""

    bases: tuple[str, ...]
    programs: tuple[tuple[Performance, ...], ...]

    @property
    def together(self) -> tuple[Performance, ...]:
        """Each program on all bases."""
        return tuple(map(together, self.programs))


@dataclass(frozen=True, slots=True)
class Attempt:
    """For each question: whether a fact answers it, whether the nearest fact does, and how near that is.

    The least score is that of no fact.
    """

    answerable: Flags
    hits: Flags
    scores: Floats

    @property
    def first(self) -> float:
        """The share of the answerable whose nearest fact is right."""
        return float(self.hits.sum()) / max(1, int(self.answerable.sum()))

    @property
    def auroc(self) -> float:
        """The chance that an answerable question has a higher score than another."""
        lead = self.scores[self.answerable][:, None] - self.scores[~self.answerable][None, :]
        return float(np.mean((lead > 0) + (lead == 0) / 2))

    def outcomes(self, answered: Flags) -> tuple[Outcome, ...]:
        """Return what comes of the questions if those that are `answered` are."""
        return tuple(map(_outcome, self.answerable, self.hits, answered))

    def by_threshold(self) -> list[tuple[Outcome, ...]]:
        """Return what comes of the questions with each threshold that makes a difference."""
        return [self.outcomes(self.scores >= threshold) for threshold in (*np.unique(self.scores), np.inf)]


def question_set(facts: Path, questions: Path) -> QuestionSet:
    """Return the base under `facts`, and the questions in the file `questions` that need no chat."""
    base = load_or_raise(facts)
    cases, problems = read_cases(FactFile(str(questions), questions.read_bytes()), {fact.id for fact in base.facts})
    if problems:
        raise ValueError("\n".join(map(str, problems)))
    return QuestionSet(base, tuple(case for case in cases if case.stands_alone and not case.after))


def own(name: str, attempt: Attempt, answered: Flags, most_false: float | None) -> Performance:
    """Return how talksbot does if it answers the questions that are `answered`.

    `most_false` is the share of false answers that it may have to be careful, None for as many as it has.
    """
    outcomes = attempt.outcomes(answered)
    careful = Tally(Counter(outcomes)).right if most_false is None else _most_right(attempt.by_threshold(), most_false)
    return Performance(name, outcomes, attempt.first, attempt.auroc, careful)


def own_performance(
    name: str, asked: QuestionSet, store: EmbeddingStore | None, most_false: float | None = None
) -> Performance:
    """Return how talksbot does with the thresholds that it has on any base; without a store by words alone."""
    answerer = Answerer(asked.base, store, threads=os.cpu_count() or 1)
    results = list(evaluate(answerer, asked.cases))
    attempt = Attempt(
        _answerable(asked.cases),
        np.array([any(match.fact.id in each.case.facts for match in each.answer.matches[:1]) for each in results]),
        np.array([each.answer.confidence for each in results]),
    )
    # `make eval` goes by the first fact of the reply, which may come from a part of the message.
    outcomes = tuple(each.outcome for each in results)
    answered = np.array([each.answer.status is Status.ANSWERED for each in results])
    return replace(own(name, attempt, answered, most_false), outcomes=outcomes)


def peer_performance(peer: Peer, asked: QuestionSet, most_false: float) -> Performance:
    """Return how a peer does at its best; `most_false` is the share of false answers that it may have to be careful."""
    attempts = [_attempt(peer, asked, *extras) for extras in product((False, True), repeat=2)]
    settings = [(attempt, outcomes) for attempt in attempts for outcomes in attempt.by_threshold()]
    best, outcomes = max(settings, key=lambda setting: _good(setting[1]))
    return Performance(
        peer.name,
        outcomes,
        max(attempt.first for attempt in attempts),
        best.auroc,
        _most_right((outcomes for _, outcomes in settings), most_false),
    )


def together(performances: Sequence[Performance]) -> Performance:
    """Return how one program did on several bases; what is no count is the mean of them."""
    return Performance(
        performances[0].name,
        tuple(outcome for each in performances for outcome in each.outcomes),
        fmean(each.first for each in performances),
        fmean(each.auroc for each in performances),
        fmean(each.as_careful for each in performances),
    )


def _attempt(peer: Peer, asked: QuestionSet, statements: bool, not_covered: bool) -> Attempt:
    offered = list(texts(asked.base, statements, not_covered))
    nearest = peer.build([text for text, _ in offered])
    found = [nearest(case.question) for case in asked.cases]
    facts = [None if hit is None else offered[hit[0]][1] for hit in found]
    return Attempt(
        _answerable(asked.cases),
        np.array([fact in case.facts for fact, case in zip(facts, asked.cases, strict=True)]),
        np.array([0.0 if hit is None or fact is None else hit[1] for hit, fact in zip(found, facts, strict=True)]),
    )


def texts(base: FactBase, statements: bool, not_covered: bool) -> Iterator[tuple[str, str | None]]:
    """Yield the texts that a peer gets, each with the id of its fact."""
    for fact in base.facts:
        yield from ((question, fact.id) for question in fact.questions)
        if statements:
            yield fact.statement, fact.id
    if not_covered:
        yield from ((question, None) for entry in base.not_covered for question in entry.questions)


def _answerable(cases: Sequence[Case]) -> Flags:
    return np.array([case.answerable for case in cases])


def _outcome(answerable: np.bool_, hit: np.bool_, answered: np.bool_) -> Outcome:
    if answerable:
        return (Outcome.RIGHT if hit else Outcome.WRONG) if answered else Outcome.UNKNOWN
    return Outcome.FALSE if answered else Outcome.DECLINED


def _good(outcomes: Sequence[Outcome]) -> int:
    """Return how many questions were answered right or rightly declined."""
    return sum(outcome in (Outcome.RIGHT, Outcome.DECLINED) for outcome in outcomes)


def _most_right(settings: Iterable[Sequence[Outcome]], most_false: float) -> float:
    """Return the greatest share answered right among the settings with no more false answers than `most_false`."""
    return max(tally.right for tally in map(Tally, map(Counter, settings)) if tally.false <= most_false)
