"""What an admin waits for: a question is taught to a fact, checked, asked before and after, and shown.

The first proposal after a start embeds what is asked; of what is served, the later ones know the answers.
"""

import time
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from multiprocessing import get_context
from pathlib import Path

from bot.answering import Answerer
from bot.chats.browsing import CurrentAnswerer
from bot.editing.outcomes import Proposal
from bot.editing.proposals import proposal
from bot.editing.served_facts import ServedFacts
from bot.embeddings.store import EmbeddingStore
from bot.facts.history import History
from bot.facts.loading import load_or_raise
from bot.facts.yaml_insertion import with_question
from bot.trusted_clock import FILE, TrustedClock
from tools.bench.embeddings import embed, file_for, model
from tools.bench.made import made
from tools.bench.reloading import write
from tools.bench.spread import Spread, spread


@dataclass(frozen=True, slots=True)
class Proposing:
    """Seconds until a proposal is there, the first and `asked_later` others, and their seconds of processor time."""

    facts: int
    asked_later: int
    first: float
    later: Spread
    processor: Spread


def proposings(sizes: Sequence[int], later: int, folder: Path) -> list[Proposing]:
    """Return what proposals take on a made base of each size, in a process of its own.

    After the first one come so many `later` ones, each for another fact.
    """
    found = []
    for facts in sizes:
        home = folder / f"proposals, {facts}"
        home.mkdir()
        with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
            found.append(pool.submit(_proposing, facts, later, home).result())
    return found


def _proposing(facts: int, later: int, folder: Path) -> Proposing:
    knowledge = folder / "knowledge"
    base = made(facts, asked=1 + later, seed=facts)
    write(base.base, knowledge)
    file = file_for(base.base, folder)
    embed(base.base, file)
    store = EmbeddingStore(model(), file)
    history = History(folder / "history", TrustedClock(folder / FILE, lambda: datetime.now(UTC)))
    served = ServedFacts(knowledge, CurrentAnswerer(Answerer(load_or_raise(knowledge), store)), history, store)
    taken, processor = [], []
    for number, question in enumerate(base.asked):
        teach = partial(with_question, fact_id=f"fact-{number % facts}", wording=question)
        name = served.files().files[0].name
        began, began_processor = time.perf_counter(), time.process_time()
        found = proposal(served, name, teach(served.files().get(name) or b""))
        taken.append(time.perf_counter() - began)
        processor.append(time.process_time() - began_processor)
        if not isinstance(found, Proposal):
            raise TypeError(f"a question that cannot be taught: {found}")
    return Proposing(facts, later, taken[0], spread(taken[1:]), spread(processor[1:]))
