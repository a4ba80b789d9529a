"""Fixtures of the playground: a demo, a bot with many pages, and a browser, each started as seldom as possible."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.e2e.library import write_facts

from .demo import Client, DemoProcess
from .visits import SharedBot, Visit, run_shared_bot, visit

if TYPE_CHECKING:
    from .screen import Page, Window


def started(knowledge: Path, *options: str) -> Iterator[DemoProcess]:
    """Yield a demo whose bot is ready, and end it afterwards."""
    process = DemoProcess(knowledge, knowledge.parent, *options)
    try:
        process.wait_for_line("answers from")
        yield process
    finally:
        process.kill()


@pytest.fixture(scope="module")
def knowledge(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the fact files of `demo`."""
    return write_facts(tmp_path_factory.mktemp("demo") / "knowledge")


@pytest.fixture(scope="module")
def demo(knowledge: Path) -> Iterator[DemoProcess]:
    yield from started(knowledge)


@pytest.fixture
def client(demo: DemoProcess) -> Client:
    return Client(demo.url)


@pytest.fixture(scope="package")
def facts(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the fact files of `shared_bot`, which no test changes."""
    return write_facts(tmp_path_factory.mktemp("shared") / "knowledge")


@pytest.fixture(scope="package")
def shared_bot(facts: Path) -> Iterator[SharedBot]:
    with run_shared_bot(facts) as made:
        yield made


@pytest.fixture
def visited(shared_bot: SharedBot, facts: Path) -> Iterator[Visit]:
    """Yield a page with new people, so that tests share no chats and no budgets."""
    with visit(shared_bot.telegram, facts) as made:
        yield made


@pytest.fixture(scope="package")
def window() -> "Iterator[Window]":
    """Yield the window of a browser; it ends with these tests, for Playwright's event loop is in the way of others."""
    from .screen import browsing

    with browsing() as made:
        yield made


@pytest.fixture
def address(visited: Visit) -> str:
    """Return the address of the page."""
    return visited.url


@pytest.fixture(params=["desk"])
def page(request: pytest.FixtureRequest, window: "Window", address: str) -> "Iterator[Page]":
    from .screen import DESK, PHONE

    with window.opened(address, {"desk": DESK, "phone": PHONE}[request.param]) as made:
        yield made
