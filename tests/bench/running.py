"""The whole run: one part after the other, so that none disturbs another's times."""

import os
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial
from multiprocessing import get_context
from pathlib import Path

from rich.console import Console

from tests.bench.answers import Performance, QuestionSet, peer_performance, question_set, talksbot_performance, together
from tests.bench.machine import machine
from tests.bench.made import Made, made
from tests.bench.peers import Peer
from tests.bench.reloading import reloadings
from tests.bench.results import Results
from tests.bench.speed import Effort, costs
from tests.bench.starting import starting
from tests.bench.traffic import Load, traffic

QUESTIONS = "questions.yaml"

_SAY = Console(stderr=True).print


@dataclass(frozen=True, slots=True)
class Plan:
    """How much is measured: sizes of made bases, and how often."""

    sizes: tuple[int, ...]
    effort: Effort
    reload_facts: int
    reload_times: int
    load: Load
    starts: int


FULL = Plan((50, 200, 1_000, 5_000, 10_000, 20_000), Effort(5, 200, 1.0), 10_000, 3, Load(5, 300, 90), 7)
QUICK = Plan((50, 200, 1_000), Effort(3, 50, 0.5), 1_000, 2, Load(3, 100, 30), 2)


def run(plan: Plan, peers: Sequence[Peer], knowledge: Path, elsewhere: Sequence[Path], folder: Path) -> Results:
    """All figures; `elsewhere` are folders with other bases and questions, `folder` is the bots' to write to."""
    able = [peer for peer in peers if peer.is_installed]
    quick = [peer for peer in able if not peer.slow]
    here = _asked_in(knowledge)
    asked = tuple(case.question for case in here.cases)
    _SAY("answers")
    answers = _performances(able, [knowledge])
    answers_elsewhere = _performances(quick, elsewhere)
    _SAY("speed")
    costs_here = costs(able, [Made(here.base, asked)], plan.effort)
    bases = [made(facts, asked=plan.effort.rounds * plan.effort.questions, seed=facts) for facts in plan.sizes]
    costs_made = costs(able, bases, plan.effort)
    _SAY("reload")
    reloads = reloadings(plan.reload_facts, plan.reload_times, folder)
    _SAY("traffic")
    bots = traffic(knowledge, asked, plan.load, folder)
    _SAY("start")
    return Results(
        machine=machine(able),
        cases=here.cases,
        facts=len(here.base.facts),
        answers=tuple(answers),
        elsewhere=tuple(answers_elsewhere),
        here=tuple(costs_here),
        made=tuple(costs_made),
        reloads=tuple(reloads),
        traffic=tuple(bots),
        starting=starting(knowledge, asked[0], plan.starts, folder),
        absent=tuple(peer.name for peer in peers if peer not in able),
    )


def _performances(peers: Sequence[Peer], folders: Sequence[Path]) -> list[Performance]:
    """How talksbot and each peer did in all folders together; no time is measured, so each processor gets a peer."""
    ours = [talksbot_performance(_asked_in(folder)) for folder in folders]
    most_false = [each.total.false for each in ours]
    with ProcessPoolExecutor(os.cpu_count(), mp_context=get_context("spawn")) as pool:
        found = pool.map(partial(_peer_performance, folders=folders, most_false=most_false), peers)
        return [together(ours), *found]


def _peer_performance(peer: Peer, folders: Sequence[Path], most_false: Sequence[float]) -> Performance:
    return together(
        [peer_performance(peer, _asked_in(folder), false) for folder, false in zip(folders, most_false, strict=True)]
    )


def _asked_in(folder: Path) -> QuestionSet:
    return question_set(folder, folder / QUESTIONS)
