"""What readers notice while a large fact base is read anew: until when the old one serves, and how long they wait.

It goes as in the running bot: the files are read in a thread, and questions are answered in the event loop beside it.
Where much is new, the new facts are served by words alone until they are embedded, also in a thread.
"""

import asyncio
import os
import sys
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from itertools import cycle
from multiprocessing import get_context
from pathlib import Path
from statistics import median

import yaml

from bot.answering import Answerer
from bot.chats.browsing import CurrentAnswerer
from bot.editing.served_facts import ServedFacts
from bot.embeddings.store import EmbeddingStore
from bot.facts.history import History
from bot.facts.loading import load_or_raise
from bot.facts.model import FactBase
from bot.telegram.app import SWITCH_SECONDS
from bot.trusted_clock import FILE, TrustedClock
from tools.bench.answers import TALKSBOT, WORDS_ALONE
from tools.bench.embeddings import file_for, model
from tools.bench.made import Made, made
from tools.bench.spread import Spread, spread

FACTS_A_FILE = 1_000
APART = 0.05
"""Seconds from one question to the next."""

ANEW, ONE_FACT = "all facts new", "one fact changed"


@dataclass(frozen=True, slots=True)
class Reloading:
    """One kind of change, seconds until it was served, served by meaning, and all was done, and how questions waited.

    `by_meaning` is None if nothing is embedded. `longest_wait` is how many milliseconds a question was in wait for the
    event loop, `longest_delay` and `usual_delay` until it was answered.
    """

    program: str
    change: str
    facts: int
    served: Spread
    by_meaning: Spread | None
    done: Spread
    longest_wait: Spread
    longest_delay: Spread
    usual_delay: float


@dataclass(frozen=True, slots=True)
class _Look:
    served: float
    by_meaning: float | None
    done: float
    waits: tuple[float, ...]
    delays: tuple[float, ...]


def reloadings(facts: int, most_embedded: int, times: int, folder: Path) -> list[Reloading]:
    """Return what came of each kind of change of a base of so many facts, made some times, in a process of its own.

    With the model the base has no more facts than `most_embedded`, and is all new only once: that takes minutes.
    """
    found = []
    for program, size in ((TALKSBOT, min(facts, most_embedded)), (WORDS_ALONE, facts)):
        home = folder / f"reload, {program}"
        home.mkdir()
        file = file_for(made(size, asked=0, seed=size).base, folder) if program == TALKSBOT else None
        with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
            looks = pool.submit(_looks, size, file, times, home).result()
        found += [_summary(program, change, size, of_change) for change, of_change in looks.items()]
    return found


def _summary(program: str, change: str, facts: int, looks: Sequence[_Look]) -> Reloading:
    by_meaning = [look.by_meaning for look in looks if look.by_meaning is not None]
    return Reloading(
        program,
        change,
        facts,
        served=spread(look.served for look in looks),
        by_meaning=spread(by_meaning) if by_meaning else None,
        done=spread(look.done for look in looks),
        longest_wait=spread(max(look.waits) * 1e3 for look in looks),
        longest_delay=spread(max(look.delays) * 1e3 for look in looks),
        usual_delay=median(delay for look in looks for delay in look.delays) * 1e3,
    )


def _looks(facts: int, file: Path | None, times: int, folder: Path) -> dict[str, list[_Look]]:
    sys.setswitchinterval(SWITCH_SECONDS)
    knowledge, store = folder / "knowledge", EmbeddingStore(model(), file) if file else None
    # The first of the two bases is the one that was embedded before.
    bases = cycle([made(facts, asked=500, seed=seed) for seed in (facts, facts + 1)])
    now = next(bases)
    write(now.base, knowledge)
    answerer = Answerer(load_or_raise(knowledge), store, threads=os.cpu_count() or 1)
    history = History(folder / "history", TrustedClock(folder / FILE, lambda: datetime.now(UTC)))
    served = ServedFacts(knowledge, CurrentAnswerer(answerer), history, store)
    served.reload()
    found: dict[str, list[_Look]] = {ANEW: [], ONE_FACT: []}
    for number in range(times):
        if store is None or number == 0:
            now = next(bases)
            write(now.base, knowledge)
            found[ANEW].append(asyncio.run(_look(served, now)))
        write(_with_one_changed(now.base, number), knowledge)
        found[ONE_FACT].append(asyncio.run(_look(served, now)))
    return found


async def _look(served: ServedFacts, now: Made) -> _Look:
    """Reload and embed, and ask meanwhile."""
    before, questions = served.answerer, cycle(now.asked)
    answered_anew, by_meaning, waits, delays = 0.0, 0.0, [], []
    began = due = time.perf_counter()
    taking = asyncio.create_task(_take(served))
    while not taking.done():
        waits.append(time.perf_counter() - due)
        served.answerer.answer(next(questions))
        answered = time.perf_counter()
        delays.append(answered - due)
        if served.answerer is not before:
            answered_anew = answered_anew or answered - began
            by_meaning = by_meaning or (answered - began if served.answerer.by_meaning else 0.0)
        due = max(due + APART, answered)
        await asyncio.sleep(due - time.perf_counter())
    done, ended = await taking - began, time.perf_counter() - began
    # What came true since the last question was answered did so just now.
    embedded = (by_meaning or ended) if served.answerer.by_meaning else None
    return _Look(answered_anew or done, embedded, done, tuple(waits), tuple(delays))


async def _take(served: ServedFacts) -> float:
    """Take the change and embed what is new in it; return when the change was taken."""
    await asyncio.to_thread(served.reload)
    taken = time.perf_counter()
    await asyncio.to_thread(served.embed)
    return taken


def _with_one_changed(base: FactBase, number: int) -> FactBase:
    fact = replace(base.facts[0], statement=f"{base.facts[0].statement} It is statement {number}.")
    return replace(base, facts=(fact, *base.facts[1:]))


def write(base: FactBase, folder: Path) -> None:
    """Write the fact files of `base`; those that are as they should be are left alone."""
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
