"""Fixtures for tests of many rooms."""

import os
from pathlib import Path

import pytest
from hypothesis import settings

from bot.embeddings.model import EmbeddingModel
from tests.embedded import store

settings.register_profile("default", deadline=None)  # how long an example takes says how busy the machine is
settings.load_profile("default")

SLOW = tuple(Path(__file__).parent / folder for folder in ("e2e", "hostile", "playground"))
"""Folders whose tests start bots and browsers, or attack with hundreds of inputs: `make unit` leaves them out."""


def pytest_xdist_auto_num_workers() -> int:
    """Return two workers more than there are processors: many tests wait for a bot, and take no processor meanwhile."""
    return 2 + (os.cpu_count() or 1)


@pytest.hookimpl(tryfirst=True)  # before `-m` looks for the mark
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark the tests of those folders as slow, elsewhere a test that is slow says so itself, and begin with all these.

    What is quick then fills the time until the last slow test has ended.
    """
    for item in items:
        if any(item.path.is_relative_to(folder) for folder in SLOW):
            item.add_marker(pytest.mark.slow)
    items.sort(key=lambda item: item.get_closest_marker("slow") is None)


@pytest.fixture(scope="session")
def model() -> EmbeddingModel:
    """Return the embedding model that is installed."""
    return store().model
