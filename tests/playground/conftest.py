"""A demo, a bot with many pages, and a browser: each as few times as the tests allow."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from bot.playground.botapi import FakeTelegram
from tests.e2e.library import write_facts

from .demo import Client, DemoProcess
from .visits import Visit, open_house, visit

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page


def started(knowledge: Path, *options: str) -> Iterator[DemoProcess]:
    """A demo whose bot is ready, until it is no longer needed."""
    process = DemoProcess(knowledge, knowledge.parent, *options)
    try:
        process.wait_for_line("answers from")
        yield process
    finally:
        process.kill()


@pytest.fixture(scope="module")
def knowledge(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The fact files of `demo`."""
    return write_facts(tmp_path_factory.mktemp("demo") / "knowledge")


@pytest.fixture(scope="module")
def demo(knowledge: Path) -> Iterator[DemoProcess]:
    yield from started(knowledge)


@pytest.fixture
def client(demo: DemoProcess) -> Client:
    return Client(demo.url)


@pytest.fixture(scope="package")
def facts(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The fact files of `house`, which stay as they are."""
    return write_facts(tmp_path_factory.mktemp("house") / "knowledge")


@pytest.fixture(scope="package")
def house(facts: Path) -> Iterator[FakeTelegram]:
    with open_house(facts) as telegram:
        yield telegram


@pytest.fixture
def visited(house: FakeTelegram, facts: Path) -> Iterator[Visit]:
    """New people and a page of theirs: nobody's chats and budgets are those of another test."""
    with visit(house, facts) as made:
        yield made


@pytest.fixture(scope="package")
def browser() -> "Iterator[Browser]":
    """Gone before tests elsewhere need the event loop, of which Playwright keeps one."""
    from .screen import browsing

    with browsing() as made:
        yield made


@pytest.fixture
def address(visited: Visit) -> str:
    """Where the page is."""
    return visited.url


@pytest.fixture(params=["desk"])
def page(request: pytest.FixtureRequest, browser: "Browser", address: str) -> "Iterator[Page]":
    from .screen import DESK, PHONE, opened

    with opened(browser, address, {"desk": DESK, "phone": PHONE}[request.param]) as made:
        yield made
