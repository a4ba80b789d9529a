"""What of a question is the network's: matching and deciding beside the forward passes that they need.

A question is embedded as it came and, if that differs, in the words of the base, and so is each of its words that was
not embedded lately. The time of these forward passes is taken where the matcher asks for them, so that both sides of
the ratio befell the same moments of the machine.
"""

import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path

import numpy as np

from bot.embeddings.model import Embedding, EmbeddingModel
from bot.embeddings.store import EmbeddingStore
from bot.matching.matcher import Matcher
from tools.bench.embeddings import file_for, model
from tools.bench.made import Made
from tools.bench.speed import Effort, shares
from tools.bench.spread import Spread, spread


@dataclass(frozen=True, slots=True)
class Forward:
    """The times of questions that were asked for the first time, in microseconds, and two ratios of each question.

    `alone` is the forward pass of the text of the question alone, `needed` that of all texts that the matcher embeds,
    `match` all of Matcher.match. `ratio` is `match` over `needed`, and `over_alone` is `match` over `alone`.
    """

    facts: int
    asked: int
    alone: Spread
    needed: Spread
    match: Spread
    ratio: Spread
    over_alone: Spread


@dataclass(frozen=True, slots=True)
class _Times:
    alone: float
    needed: float
    match: float


class _Timed(EmbeddingModel):
    """The same model, which adds up the time of its forward passes."""

    def __init__(self, same: EmbeddingModel) -> None:
        vars(self).update(vars(same))
        self.seconds = 0.0

    def embed(self, texts: Sequence[str]) -> list[Embedding]:
        began = time.perf_counter()
        found = super().embed(texts)
        self.seconds += time.perf_counter() - began
        return found


def forwards(bases: Sequence[Made], effort: Effort, embeddings: Path) -> list[Forward]:
    """Measure on bases whose embeddings are in the folder `embeddings`, in a process of its own."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as home:
        return [home.submit(_forward, base, effort, file_for(base.base, embeddings)).result() for base in bases]


def _forward(base: Made, effort: Effort, file: Path) -> Forward:
    rounds = _rounds(base, effort, file)
    return Forward(
        facts=len(base.base.facts),
        asked=sum(map(len, rounds)),
        alone=spread(_median([each.alone for each in times]) for times in rounds),
        needed=spread(_median([each.needed for each in times]) for times in rounds),
        match=spread(_median([each.match for each in times]) for times in rounds),
        ratio=spread(_median([each.match / each.needed for each in times]) for times in rounds),
        over_alone=spread(_median([each.match / each.alone for each in times]) for times in rounds),
    )


def _rounds(base: Made, effort: Effort, file: Path) -> list[list[_Times]]:
    timed = _Timed(model())
    matcher = Matcher(base.base, EmbeddingStore(timed, file))
    rounds = [list(_times(matcher, timed, share, effort.seconds)) for share in shares(base.asked, effort)]
    return [times for times in rounds if times]


def _times(matcher: Matcher, timed: _Timed, questions: Sequence[str], seconds: float) -> Iterator[_Times]:
    end = time.perf_counter() + seconds
    for question in questions:
        began, before = time.perf_counter(), timed.seconds
        matcher.match([question])
        matched, needed = time.perf_counter(), timed.seconds - before
        model().embed([question])
        now = time.perf_counter()
        # A text without a word that asks anything is not embedded.
        if needed:
            yield _Times((now - matched) * 1e6, needed * 1e6, (matched - began) * 1e6)
        if now > end:
            return


def _median(values: Sequence[float]) -> float:
    return float(np.median(values))
