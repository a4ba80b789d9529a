"""What tests of many rooms share."""

import pytest

from bot.embeddings.model import EmbeddingModel
from tests.embedded import store


@pytest.fixture(scope="session")
def model() -> EmbeddingModel:
    """Return the embedding model that is installed."""
    return store().model
