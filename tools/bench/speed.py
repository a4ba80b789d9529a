"""What a question costs as a fact base grows: time, time to build the index, and memory.

Every program has a process of its own for each base, so that its memory is its own. They are asked by turns, a share of
the questions in each round, so that whatever else the machine does befalls all alike.

No program hears a question twice but for once more right after the first time: the first time is what readers feel, for
few of them ask what another has just asked in the same words. The embeddings of the base are on disk, as they are in
the running bot.
"""

import gc
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass
from functools import partial
from multiprocessing import get_context
from pathlib import Path

import numpy as np
import psutil

from bot.answering import Answerer
from bot.facts.model import FactBase
from tools.bench.answers import TALKSBOT, WORDS_ALONE, texts
from tools.bench.embeddings import file_for, store
from tools.bench.made import Made, made
from tools.bench.peers import Peer, keeping
from tools.bench.spread import Spread, spread

Ask = Callable[[str], object]
Build = Callable[[FactBase, Path | None], Ask]
"""Makes a program ready for a base, whose embeddings are in a file if it goes by meaning."""

LONGEST_BUILD, LONGEST_QUESTION = 60.0, 2.0
"""Seconds for the index and for a question; a program that would need more, to go by the base before, is left out."""

GROWS_FROM = 1_000
"""Facts from which the growth of a cost is fitted: below, it is what every question costs anyhow."""


@dataclass(frozen=True, slots=True)
class Effort:
    """How much is measured: rounds, and in each at most so many questions to each program, or so many seconds."""

    rounds: int
    questions: int
    seconds: float


@dataclass(frozen=True, slots=True)
class Built:
    """What it took to make a program ready: seconds, bytes by which its process grew, and bytes that it then had."""

    seconds: float
    memory: int
    process: int


@dataclass(frozen=True, slots=True)
class Cost:
    """What one program costs on one base. Times of questions are in microseconds.

    `median` and `p99` are of questions that are asked for the first time, `again` is the median when the same is asked
    once more. `ratio` is the median over talksbot's in the same round, None where talksbot was not measured.
    """

    program: str
    facts: int
    built: Built
    asked: int
    median: Spread
    p99: float
    again: Spread
    ratio: Spread | None


@dataclass(frozen=True, slots=True)
class _Timed:
    """How many microseconds one question took, and how many when it was asked once more."""

    first: float
    again: float


def costs(
    peers: Sequence[Peer], bases: Sequence[Made], effort: Effort, embeddings: Path, most_embedded: int
) -> list[Cost]:
    """Return the cost of talksbot and of each peer on each of `bases`, from small to large.

    Programs that go by meaning are measured on bases of no more facts than `most_embedded`, whose embeddings are in
    the folder `embeddings`.
    """
    names = (TALKSBOT, WORDS_ALONE, *(peer.name for peer in peers))
    found: dict[str, list[Cost]] = {name: [] for name in names}
    for base in bases:
        file = file_for(base.base, embeddings) if len(base.base.facts) <= most_embedded else None
        able = {
            name: build
            for name, build in _builds(peers, is_embedded=file is not None)
            if _is_bearable(found[name], base)
        }
        for cost in _costs_on(base, file, able, effort, embeddings / "small.sqlite3"):
            found[cost.program].append(cost)
    return [cost for of_program in found.values() for cost in of_program]


def shares(asked: Sequence[str], effort: Effort) -> list[list[str]]:
    """Return the questions of each round: no text is in two of them, or twice in one."""
    distinct = list(dict.fromkeys(asked))
    count = min(effort.questions, len(distinct) // effort.rounds)
    return [distinct[number * count : (number + 1) * count] for number in range(effort.rounds)]


def growth(of_program: Sequence[Cost]) -> float | None:
    """Return the exponent by which the cost of a question grows with the facts; None of too few bases to tell."""
    large = [(cost.facts, cost.median.middle) for cost in of_program if cost.facts >= GROWS_FROM]
    if len(large) < 3:
        return None
    facts, medians = np.log(np.array(large)).T
    return float(np.polyfit(facts, medians, 1)[0])


def _is_bearable(before: Sequence[Cost], base: Made) -> bool:
    if not before:
        return True
    last = before[-1]
    larger = len(base.base.facts) / last.facts
    return last.built.seconds * larger <= LONGEST_BUILD and last.median.middle * larger <= LONGEST_QUESTION * 1e6


def _costs_on(base: Made, file: Path | None, builds: Mapping[str, Build], effort: Effort, of_small: Path) -> list[Cost]:
    with ExitStack() as stack:
        spawn = get_context("spawn")
        small = made(5, asked=3, seed=0)
        homes = {name: stack.enter_context(ProcessPoolExecutor(1, mp_context=spawn)) for name in builds}
        built = {
            name: home.submit(_make_ready, builds[name], (small, of_small), (base.base, file)).result()
            for name, home in homes.items()
        }
        rounds = [
            {name: home.submit(_time, questions, effort.seconds).result() for name, home in homes.items()}
            for questions in shares(base.asked, effort)
        ]
    return [_cost(name, len(base.base.facts), built[name], rounds) for name in builds]


def _cost(program: str, facts: int, built: Built, rounds: Sequence[Mapping[str, Sequence[_Timed]]]) -> Cost:
    medians = [_median(times[program]) for times in rounds]
    ratios = [own / _median(times[TALKSBOT]) for own, times in zip(medians, rounds, strict=True) if TALKSBOT in times]
    everything = [one for times in rounds for one in times[program]]
    return Cost(
        program,
        facts,
        built,
        asked=len(everything),
        median=spread(medians),
        p99=float(np.percentile([one.first for one in everything], 99)),
        again=spread(float(np.median([one.again for one in times[program]])) for times in rounds),
        ratio=spread(ratios) if ratios else None,
    )


def _median(times: Sequence[_Timed]) -> float:
    return float(np.median([one.first for one in times]))


def _builds(peers: Sequence[Peer], *, is_embedded: bool) -> Iterator[tuple[str, Build]]:
    """Yield what makes each program; those that go by meaning only if the base is embedded."""
    if is_embedded:
        yield TALKSBOT, _answering_by_meaning
    yield WORDS_ALONE, _answering_by_words
    for peer in peers:
        if is_embedded or not peer.by_meaning:
            yield peer.name, partial(_finding, peer)


def _answering_by_meaning(base: FactBase, file: Path | None) -> Ask:
    return Answerer(base, store(file)).answer


def _answering_by_words(base: FactBase, _: Path | None) -> Ask:
    return Answerer(base).answer


def _finding(peer: Peer, base: FactBase, file: Path | None) -> Ask:
    ready = keeping(peer, file) if peer.by_meaning else peer
    return ready.build([text for text, _ in texts(base, statements=False, not_covered=True)])


_program: Ask
"""What the process that this module was loaded in for has made ready."""


def _make_ready(build: Build, small: tuple[Made, Path], base: tuple[FactBase, Path | None]) -> Built:
    """Make a program ready to be asked, after a small base, at whose first use the libraries load what they need.

    With each base comes the file for its embeddings.
    """
    global _program
    first, of_first = small
    ask = build(first.base, of_first)
    for question in first.asked:
        ask(question)
    gc.collect()
    before, began = psutil.Process().memory_info().rss, time.perf_counter()
    _program = build(*base)
    seconds = time.perf_counter() - began
    gc.collect()
    after = psutil.Process().memory_info().rss
    return Built(seconds, after - before, after)


def _time(questions: Sequence[str], seconds: float) -> list[_Timed]:
    """Ask each question and then once more, at least one; stop when so many seconds are over."""
    taken = []
    end = time.perf_counter() + seconds
    for question in questions:
        began = time.perf_counter()
        _program(question)
        answered = time.perf_counter()
        _program(question)
        now = time.perf_counter()
        taken.append(_Timed((answered - began) * 1e6, (now - answered) * 1e6))
        if now > end:
            break
    return taken
