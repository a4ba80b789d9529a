"""The embedding model that ships with the bot and a matcher by meaning, each made once for all tests of matching."""

from pathlib import Path

import pytest

from bot.embeddings.model import EmbeddingModel
from bot.embeddings.store import EmbeddingStore
from bot.facts.loading import load_or_raise
from bot.matching.matcher import Matcher
from tests.matching.bases import LIBRARY

GYM = Path(__file__).parents[1] / "bases" / "gym" / "facts.yaml"


@pytest.fixture(scope="session")
def library(model: EmbeddingModel) -> Matcher:
    """Return a matcher of the library by meaning."""
    return Matcher(LIBRARY, EmbeddingStore(model, None))


@pytest.fixture(scope="session")
def gym(model: EmbeddingModel) -> Matcher:
    """Return a matcher by meaning of a base with 25 facts, each asked for with other words than it is told in."""
    return Matcher(load_or_raise(GYM), EmbeddingStore(model, None))
