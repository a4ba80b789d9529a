"""The whole run: one part after the other, so that none disturbs another's times."""

import os
from collections.abc import Sequence
from concurrent.futures import Executor, ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial
from multiprocessing import get_context
from pathlib import Path

from rich.console import Console

from tools.bench.answers import (
    TALKSBOT,
    WORDS_ALONE,
    OverBases,
    Performance,
    QuestionSet,
    own_performance,
    peer_performance,
    question_set,
)
from tools.bench.embeddings import embed, file_for, store
from tools.bench.forward import forwards
from tools.bench.lazy import is_lazy, left_out
from tools.bench.machine import machine
from tools.bench.made import Made, made
from tools.bench.peers import Peer
from tools.bench.proposing import proposings
from tools.bench.reloading import reloadings
from tools.bench.results import Results
from tools.bench.speed import Effort, costs
from tools.bench.starting import starting
from tools.bench.traffic import Load, traffic

QUESTIONS = "questions.yaml"

_SAY = Console(stderr=True).print


@dataclass(frozen=True, slots=True)
class Plan:
    """How much is measured: sizes of made bases, the largest that is embedded, and how often.

    Embedding takes two milliseconds a text, and a base of 10,000 facts has 100,000 texts.
    """

    sizes: tuple[int, ...]
    most_embedded: int
    effort: Effort
    reload_facts: int
    reload_times: int
    proposals: tuple[int, ...]
    proposals_later: int
    load: Load
    starts: int


PROPOSALS = (100, 1_000)
"""Facts of the bases that are changed."""

FULL = Plan(
    (50, 200, 1_000, 5_000, 10_000, 20_000), 10_000, Effort(5, 200, 1.0), 10_000, 3, PROPOSALS, 5, Load(5, 300, 90), 7
)
QUICK = Plan((50, 200, 1_000), 200, Effort(3, 50, 0.5), 1_000, 2, PROPOSALS, 5, Load(3, 100, 30), 2)


def run(plan: Plan, peers: Sequence[Peer], knowledge: Path, bases: Sequence[Path], folder: Path) -> Results:
    """Measure everything; `bases` are folders with other facts and questions, `folder` is there to be written to."""
    able = [peer for peer in peers if peer.is_installed]
    quick = [peer for peer in able if not peer.slow]
    here = _asked_in(knowledge)
    asked = tuple(case.question for case in here.cases)
    _SAY("answers")
    # No time is measured here, so all processors are busy.
    with ProcessPoolExecutor(os.cpu_count(), mp_context=get_context("spawn")) as pool:
        answers = _performances(pool, able, [knowledge])
        older = _performances(pool, quick, [base for base in bases if not is_lazy(base)])
        lazy = _lazy(pool, quick, bases)
    _SAY("embedding")
    project = Made(here.base, asked)
    asked_each = plan.effort.rounds * plan.effort.questions
    sizes = [made(facts, asked=asked_each, seed=facts) for facts in plan.sizes]
    by_meaning = [base for base in sizes if len(base.base.facts) <= plan.most_embedded]
    embedded = [embed(each.base, file_for(each.base, folder)) for each in (project, *by_meaning)]
    _SAY("speed")
    costs_here = costs(able, [project], plan.effort, folder, len(here.base.facts))
    costs_made = costs(able, sizes, plan.effort, folder, plan.most_embedded)
    forward = forwards([project, by_meaning[-1]], plan.effort, folder)
    _SAY("reload")
    reloads = reloadings(plan.reload_facts, plan.most_embedded, plan.reload_times, folder)
    _SAY("proposals")
    proposals = proposings(plan.proposals, plan.proposals_later, folder)
    _SAY("traffic")
    bots = traffic(knowledge, asked, plan.load, folder)
    _SAY("start")
    return Results(
        machine=machine(able),
        cases=here.cases,
        facts=len(here.base.facts),
        answers=tuple(each for [each] in answers.programs),
        lazy=lazy,
        older=older,
        fitted_on=len(bases) - 1,
        here=tuple(costs_here),
        made=tuple(costs_made),
        embedded=tuple(embedded),
        forward=tuple(forward),
        reloads=tuple(reloads),
        proposals=tuple(proposals),
        traffic=tuple(bots),
        starting=starting(knowledge, asked[0], plan.starts, folder),
        absent=tuple(peer.name for peer in peers if peer not in able),
    )


def _performances(pool: Executor, peers: Sequence[Peer], folders: Sequence[Path]) -> OverBases:
    """Return how each program did in each folder, talksbot with the constants that it ships with."""
    ours = [own_performance(TALKSBOT, _asked_in(folder), store(None)) for folder in folders]
    careful = [each.total.false for each in ours]
    words_alone = [
        own_performance(WORDS_ALONE, _asked_in(folder), None, false)
        for folder, false in zip(folders, careful, strict=True)
    ]
    return _with_peers(pool, [ours, words_alone], peers, folders)


def _lazy(pool: Executor, peers: Sequence[Peer], bases: Sequence[Path]) -> OverBases:
    """Return how each program did on each lazy base, talksbot with constants fitted on the other bases."""
    folders = [base for base in bases if is_lazy(base)]
    return _with_peers(pool, left_out(pool, folders, bases), peers, folders)


def _with_peers(
    pool: Executor, ours: Sequence[Sequence[Performance]], peers: Sequence[Peer], folders: Sequence[Path]
) -> OverBases:
    """Return how talksbot and the peers did in each folder."""
    careful = [each.total.false for each in ours[0]]
    found = pool.map(partial(_peer_performances, folders=folders, most_false=careful), peers)
    return OverBases(tuple(folder.name for folder in folders), tuple(map(tuple, (*ours, *found))))


def _peer_performances(peer: Peer, folders: Sequence[Path], most_false: Sequence[float]) -> list[Performance]:
    return [peer_performance(peer, _asked_in(folder), false) for folder, false in zip(folders, most_false, strict=True)]


def _asked_in(folder: Path) -> QuestionSet:
    return question_set(folder, folder / QUESTIONS)
