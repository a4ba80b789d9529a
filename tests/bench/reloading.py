"""What readers notice while a large fact base is read anew: until when the old one serves, and how long they wait.

It goes as in the running bot: the files are read in a thread, and questions are answered in the event loop beside it.
"""

import asyncio
import sys
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from itertools import cycle
from multiprocessing import get_context
from pathlib import Path

import yaml

from bot.answering import Answerer
from bot.app import SWITCH_SECONDS
from bot.chats.knowledge import Knowledge
from bot.editing.live import Live
from bot.facts.history import History
from bot.facts.loading import load_or_raise
from bot.facts.model import FactBase
from tests.bench.made import Made, made
from tests.bench.spread import Spread, spread

FACTS_A_FILE = 1_000
APART = 0.02
"""Seconds from one question to the next."""

ANEW, ONE_FACT = "all facts new", "one fact changed"


@dataclass(frozen=True, slots=True)
class Reloading:
    """One kind of change: seconds until it was served and until all was done, milliseconds that questions waited."""

    change: str
    facts: int
    served: Spread
    done: Spread
    longest_wait: Spread
    usual_wait: float


@dataclass(frozen=True, slots=True)
class _Look:
    served: float
    done: float
    waits: tuple[float, ...]


def reloadings(facts: int, times: int, folder: Path) -> list[Reloading]:
    """Each kind of change of a base of so many facts, made some times, in a process of its own."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as home:
        looks = home.submit(_looks, facts, times, folder).result()
    return [_summary(change, facts, of_change) for change, of_change in looks.items()]


def _summary(change: str, facts: int, looks: Sequence[_Look]) -> Reloading:
    waits = sorted(wait for look in looks for wait in look.waits)
    return Reloading(
        change,
        facts,
        spread(look.served for look in looks),
        spread(look.done for look in looks),
        spread(max(look.waits) * 1e3 for look in looks),
        waits[len(waits) // 2] * 1e3,
    )


def _looks(facts: int, times: int, folder: Path) -> dict[str, list[_Look]]:
    sys.setswitchinterval(SWITCH_SECONDS)
    knowledge = folder / "knowledge"
    bases = cycle([made(facts, asked=500, seed=seed) for seed in (1, 2)])
    now = next(bases)
    write(now.base, knowledge)
    answerer = Answerer(load_or_raise(knowledge))
    live = Live(knowledge, Knowledge(answerer), History(folder / "history", lambda: datetime.now(UTC)))
    live.reload()
    found: dict[str, list[_Look]] = {ANEW: [], ONE_FACT: []}
    for number in range(times):
        now = next(bases)
        write(now.base, knowledge)
        found[ANEW].append(asyncio.run(_look(live, now)))
        write(_with_one_changed(now.base, number), knowledge)
        found[ONE_FACT].append(asyncio.run(_look(live, now)))
    return found


async def _look(live: Live, now: Made) -> _Look:
    """Reload, and ask meanwhile."""
    before, questions = live.knowledge.answerer, cycle(now.asked)
    began = time.perf_counter()
    reload = asyncio.create_task(asyncio.to_thread(live.reload))
    served, waits, due = 0.0, [], began
    while not reload.done():
        live.knowledge.answerer.answer(next(questions))
        answered = time.perf_counter()
        waits.append(answered - due)
        if not served and live.knowledge.answerer is not before:
            served = answered - began
        due = max(due + APART, answered)
        await asyncio.sleep(due - time.perf_counter())
    await reload
    done = time.perf_counter() - began
    return _Look(served or done, done, tuple(waits))


def _with_one_changed(base: FactBase, number: int) -> FactBase:
    fact = replace(base.facts[0], statement=f"{base.facts[0].statement} It is statement {number}.")
    return replace(base, facts=(fact, *base.facts[1:]))


def write(base: FactBase, folder: Path) -> None:
    """The fact files of `base`; those that are as they should be are left alone."""
    folder.mkdir(exist_ok=True)
    for number, text in enumerate(_texts(base)):
        path = folder / f"{number:03}.yaml"
        if not path.exists() or path.read_text("utf-8") != text:
            path.write_text(text, "utf-8")


def _texts(base: FactBase) -> Iterator[str]:
    files = range(0, len(base.facts), FACTS_A_FILE)
    for number, start in enumerate(files):
        share = slice(number, None, len(files))
        yield yaml.dump(
            {
                "version": 1,
                "source": {"title": base.sources[0].title},
                "names": {name.id: {"name": name.name, "also": list(name.also)} for name in base.names[share]},
                "synonyms": [list(group) for group in base.synonyms[share]],
                "facts": [
                    {
                        "id": fact.id,
                        "statement": fact.statement,
                        "quote": fact.quote,
                        "questions": list(fact.questions),
                        "about": list(fact.about),
                    }
                    for fact in base.facts[start : start + FACTS_A_FILE]
                ],
                "not_covered": [{"questions": list(entry.questions)} for entry in base.not_covered[share]],
            },
            Dumper=yaml.CSafeDumper,
            sort_keys=False,
            width=1_000,
        )
