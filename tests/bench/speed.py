"""What a question costs as a fact base grows: time, time to build the index, and memory.

Every program has a process of its own for each base, so that its memory is its own. They are asked by turns, a share of
the questions in each round, so that whatever else the machine does befalls all alike.
"""

import gc
import time
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass
from functools import partial
from multiprocessing import get_context

import numpy as np
import psutil

from bot.answering import Answerer
from bot.facts.model import FactBase
from tests.bench.answers import TALKSBOT, texts
from tests.bench.made import Made, made
from tests.bench.peers import Peer
from tests.bench.spread import Spread, spread

Ask = Callable[[str], object]
Build = Callable[[FactBase], Ask]

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
    """What it took to make a program ready: seconds, and bytes by which its process grew."""

    seconds: float
    memory: int


@dataclass(frozen=True, slots=True)
class Cost:
    """What one program costs on one base. Times of questions are in microseconds.

    `ratio` is the median over talksbot's in the same round.
    """

    program: str
    facts: int
    built: Built
    asked: int
    median: Spread
    p99: float
    ratio: Spread


def costs(peers: Sequence[Peer], bases: Sequence[Made], effort: Effort) -> list[Cost]:
    """The cost of talksbot and of each peer on each of `bases`, from small to large."""
    builds: dict[str, Build] = {TALKSBOT: _answering, **{peer.name: partial(_finding, peer) for peer in peers}}
    found: dict[str, list[Cost]] = {name: [] for name in builds}
    for base in bases:
        able = {name: build for name, build in builds.items() if _is_bearable(found[name], base)}
        for cost in _costs_on(base, able, effort):
            found[cost.program].append(cost)
    return [cost for of_program in found.values() for cost in of_program]


def growth(of_program: Sequence[Cost]) -> float | None:
    """The exponent by which the cost of a question grows with the facts; None if there are too few bases to tell."""
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


def _costs_on(base: Made, builds: Mapping[str, Build], effort: Effort) -> list[Cost]:
    with ExitStack() as stack:
        spawn = get_context("spawn")
        homes = {name: stack.enter_context(ProcessPoolExecutor(1, mp_context=spawn)) for name in builds}
        built = {name: home.submit(_make_ready, builds[name], base.base).result() for name, home in homes.items()}
        rounds: list[dict[str, list[float]]] = []
        for number in range(effort.rounds):
            questions = _share(base.asked, number, effort.questions)
            rounds.append(
                {name: home.submit(_time, questions, effort.seconds).result() for name, home in homes.items()}
            )
    return [_cost(name, len(base.base.facts), built[name], rounds) for name in builds]


def _cost(program: str, facts: int, built: Built, rounds: Sequence[Mapping[str, Sequence[float]]]) -> Cost:
    medians = [float(np.median(times[program])) for times in rounds]
    ratios = [own / float(np.median(times[TALKSBOT])) for own, times in zip(medians, rounds, strict=True)]
    everything = [one for times in rounds for one in times[program]]
    p99 = float(np.percentile(everything, 99))
    return Cost(program, facts, built, len(everything), spread(medians), p99, spread(ratios))


def _share(questions: Sequence[str], number: int, count: int) -> list[str]:
    """The questions of one round: others in each, as far as there are others."""
    return [questions[(number * count + position) % len(questions)] for position in range(count)]


def _answering(base: FactBase) -> Ask:
    return Answerer(base).answer


def _finding(peer: Peer, base: FactBase) -> Ask:
    return peer.build([text for text, _ in texts(base, statements=False, not_covered=True)])


_program: Ask
"""What the process that this module was loaded in for has made ready."""


def _make_ready(build: Build, base: FactBase) -> Built:
    global _program
    small = made(20, asked=20, seed=0)
    ask = build(small.base)  # loads what the libraries load at their first use
    for question in small.asked:
        ask(question)
    gc.collect()
    before, began = psutil.Process().memory_info().rss, time.perf_counter()
    _program = build(base)
    seconds = time.perf_counter() - began
    gc.collect()
    return Built(seconds, psutil.Process().memory_info().rss - before)


def _time(questions: Sequence[str], seconds: float) -> list[float]:
    """How many microseconds each question took, one at least."""
    taken = []
    end = time.perf_counter() + seconds
    for question in questions:
        began = time.perf_counter()
        _program(question)
        now = time.perf_counter()
        taken.append((now - began) * 1e6)
        if now > end:
            break
    return taken
