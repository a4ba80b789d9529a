"""The embeddings that tests share: to load the model takes a third of a second, and to embed the talks five."""

import os
import tempfile
from functools import cache
from pathlib import Path

from filelock import FileLock

from bot.answering import Answerer
from bot.embeddings.model import load_model
from bot.embeddings.store import EmbeddingStore
from bot.facts.loading import load_or_raise

FOLDER = Path(tempfile.gettempdir()) / "talksbot-tests"

REMEMBERED = 5_000
"""Texts of questions, some 75 MB, that are not embedded again: a set is asked twice, in and out of its chats."""


@cache
def store() -> EmbeddingStore:
    """Return a store of the installed model, which all test processes of this machine keep in one file."""
    model = load_model()
    assert model is not None
    return EmbeddingStore(model, FOLDER / "embeddings.sqlite3", REMEMBERED)


@cache
def talks() -> Answerer:
    """Return what answers from the fact base of the article.

    One process of all embeds it, with all processors; the others wait and find it done.
    """
    base = load_or_raise(Path(__file__).parents[1] / "knowledge")
    FOLDER.mkdir(exist_ok=True)
    with FileLock(FOLDER / "talks.lock"):
        return Answerer(base, store(), threads=os.cpu_count() or 1)
