"""The embeddings of the bases: made once in a run, before anything that needs them is timed, and kept in files."""

import os
import time
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from bot.answering import Answerer
from bot.embeddings.model import EmbeddingModel, load_model
from bot.embeddings.store import EmbeddingStore
from bot.facts.model import FactBase


@dataclass(frozen=True, slots=True)
class Embedded:
    """What it took to embed a base of which nothing was embedded, and to make it ready: texts and seconds."""

    facts: int
    texts: int
    seconds: float


@cache
def model() -> EmbeddingModel:
    """Return the model that is installed; each process loads it once."""
    found = load_model()
    if found is None:
        raise RuntimeError("only EMBEDDING_MODEL=none does without a model")
    return found


@cache
def store(file: Path | None) -> EmbeddingStore:
    """Return what keeps embeddings in `file`, or in the memory of this process alone."""
    return EmbeddingStore(model(), file)


def file_for(base: FactBase, folder: Path) -> Path:
    """Return the file in `folder` for the embeddings of `base`; bases of different sizes have different files."""
    return folder / f"embeddings-{len(base.facts)}.sqlite3"


def embed(base: FactBase, file: Path) -> Embedded:
    """Embed with all processors what `file` lacks of `base`, and keep it there."""
    texts = 0

    def count(_: int, total: int) -> None:
        nonlocal texts
        texts = total

    began = time.perf_counter()
    # The store is dropped in the end: that of a large base takes hundreds of megabytes.
    Answerer(base, EmbeddingStore(model(), file), progress=count, threads=os.cpu_count() or 1)
    return Embedded(len(base.facts), texts, time.perf_counter() - began)
