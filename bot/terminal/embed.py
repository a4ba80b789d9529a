"""The answerer of the commands, with a progress bar where embedding the facts takes long."""

import os
import sys
from pathlib import Path

from bot.answering import Answerer
from bot.embeddings.store import EmbeddingStore, open_store
from bot.facts.model import FactBase
from bot.terminal.streams import write_error

WORDS_ALONE = "Questions are matched by words alone, since EMBEDDING_MODEL is none."


def embedded_answerer(base: FactBase, setting: str, data: Path) -> Answerer:
    """Return an answerer with the model that EMBEDDING_MODEL names; embeddings are kept in `data`.

    Raise EmbeddingModelError if the model cannot be used.
    """
    return answerer_with(base, open_store(setting, data))


def answerer_with(base: FactBase, store: EmbeddingStore | None) -> Answerer:
    """Return an answerer with the embeddings in `store`; None matches by words alone, which a terminal is told."""
    on_screen = sys.stderr.isatty()
    if store is None:
        if on_screen:
            write_error(WORDS_ALONE)
        return Answerer(base)
    threads = os.cpu_count() or 1
    if not on_screen:
        return Answerer(base, store, threads=threads)
    return _with_progress_bar(base, store, threads)


def _with_progress_bar(base: FactBase, store: EmbeddingStore, threads: int) -> Answerer:
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("Reading the facts", visible=False)

        def show(done: int, total: int) -> None:
            bar.update(task, completed=done, total=total, visible=done < total)

        return Answerer(base, store, progress=show, threads=threads)
