"""A demo for all tests of a file that leave its chats and fact files as they found them."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.e2e.library import write_facts

from .demo import Client, DemoProcess


def started(knowledge: Path) -> Iterator[DemoProcess]:
    """A demo whose bot is ready, until it is no longer needed."""
    process = DemoProcess(knowledge, knowledge.parent)
    try:
        process.wait_for_line("answers from")
        yield process
    finally:
        process.kill()


@pytest.fixture(scope="module")
def knowledge(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_facts(tmp_path_factory.mktemp("demo") / "knowledge")


@pytest.fixture(scope="module")
def demo(knowledge: Path) -> Iterator[DemoProcess]:
    yield from started(knowledge)


@pytest.fixture
def client(demo: DemoProcess) -> Client:
    return Client(demo.url)
