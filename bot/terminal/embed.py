"""What answers in the terminal: with a progress bar where embedding the facts takes long and somebody looks."""

import os
import sys
from pathlib import Path

from bot.answering import Answerer
from bot.embeddings.store import EmbeddingStore, open_store
from bot.facts.model import FactBase
from bot.terminal.streams import complain

WORDS_ALONE = "Questions are matched by words alone, since EMBEDDING_MODEL is none."


def embedded_answerer(base: FactBase, setting: str, data: Path) -> Answerer:
    """Return what answers from `base` with the model that EMBEDDING_MODEL names, its embeddings kept in `data`.

    Raises EmbeddingModelError if the model cannot be used.
    """
    return answerer_with(base, open_store(setting, data))


def answerer_with(base: FactBase, store: EmbeddingStore | None) -> Answerer:
    """Return what answers from `base` with the embeddings in `store`, or by words alone, which it says to a person."""
    looked_at = sys.stderr.isatty()
    if store is None:
        if looked_at:
            complain(WORDS_ALONE)
        return Answerer(base)
    threads = os.cpu_count() or 1
    if not looked_at:
        return Answerer(base, store, threads=threads)
    return _with_progress_bar(base, store, threads)


def _with_progress_bar(base: FactBase, store: EmbeddingStore, threads: int) -> Answerer:
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("AnalyzedText the facts", visible=False)

        def show(done: int, total: int) -> None:
            bar.update(task, completed=done, total=total, visible=done < total)

        return Answerer(base, store, progress=show, threads=threads)
