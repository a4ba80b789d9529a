"""A demo for all tests that leave its files as they found them."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.e2e.library import write_facts

from .demo import Client, DemoProcess


@pytest.fixture(scope="session")
def knowledge(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_facts(tmp_path_factory.mktemp("demo") / "knowledge")


@pytest.fixture(scope="session")
def demo(knowledge: Path) -> Iterator[DemoProcess]:
    process = DemoProcess(knowledge, knowledge.parent)
    try:
        process.wait_for_line("answers from")
        yield process
    finally:
        process.kill()


@pytest.fixture
def client(demo: DemoProcess) -> Client:
    return Client(demo.url)
