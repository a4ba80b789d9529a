"""The embeddings that tests share: to load the model takes a third of a second, and to embed the talks five."""

import tempfile
from functools import cache
from pathlib import Path

from bot.answering import Answerer
from bot.embeddings.model import load_model
from bot.embeddings.store import EmbeddingStore
from bot.facts.loading import load_or_raise

REMEMBERED = 5_000
"""Texts of questions, some 75 MB, that are not embedded again: a set is asked twice, in and out of its chats."""


@cache
def store() -> EmbeddingStore:
    """Return a store of the installed model, which all test processes of this machine keep in one file."""
    model = load_model()
    assert model is not None
    return EmbeddingStore(model, Path(tempfile.gettempdir()) / "talksbot-tests" / "embeddings.sqlite3", REMEMBERED)


@cache
def talks() -> Answerer:
    """Return what answers from the fact base of the article."""
    return Answerer(load_or_raise(Path(__file__).parents[1] / "knowledge"), store())
