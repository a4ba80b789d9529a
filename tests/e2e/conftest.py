"""Fixtures of the end-to-end tests: stand-ins for Telegram, and bots that are ended after a test."""

import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

from bot.playground.botapi import FakeTelegram, Person

from .library import write_facts
from .process import BotProcess, polling_settings, webhook_settings

StartBot = Callable[..., BotProcess]


@dataclass(frozen=True, slots=True)
class ServedFacts:
    """A stand-in with a bot that runs for all tests, and the person who is its admin."""

    telegram: FakeTelegram
    admin: Person
    process: BotProcess
    knowledge: Path


@pytest.fixture(scope="session", params=["polling", "webhook"])
def running(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServedFacts]:
    """Yield a bot for all tests that change nothing for others: starting one takes longer than most tests."""
    folder = tmp_path_factory.mktemp(request.param)
    files = write_facts(folder / "knowledge")
    with FakeTelegram() as made:
        admin = made.person("Admin")
        settings = polling_settings(made, knowledge=files, data=folder / "data")
        settings |= {"ADMIN_IDS": str(admin.id)} | (webhook_settings(made) if request.param == "webhook" else {})
        process = BotProcess(made, settings, folder)
        try:
            yield ServedFacts(made, admin, process.wait_until_ready(), files)
        finally:
            process.kill()


@pytest.fixture
def live(running: ServedFacts) -> Iterator[ServedFacts]:
    """Yield the bot that runs for all tests, by polling and by webhook; use people and chats of your own."""
    before = len(running.process.output)
    yield running
    running.telegram.faults.clear()
    running.telegram.privacy_mode(True)
    sys.stdout.write(running.process.output[before:])


@pytest.fixture
def telegram() -> Iterator[FakeTelegram]:
    """Yield a stand-in without people and chats."""
    with FakeTelegram() as made:
        yield made


@pytest.fixture
def knowledge(tmp_path: Path) -> Path:
    """Return the folder of a small fact base that the test may change."""
    return write_facts(tmp_path / "knowledge")


@pytest.fixture
def start_bot(telegram: FakeTelegram, knowledge: Path, tmp_path: Path) -> Iterator[StartBot]:
    """Yield a function that starts a bot: `start_bot()`, `start_bot(webhook=True)`, `start_bot(ADMIN_IDS="1001")`.

    `start_bot(arguments=RUN)` starts it without a fork.
    """
    started: list[BotProcess] = []

    def start(
        *, webhook: bool = False, ready: bool = True, arguments: Sequence[str] = (), **settings: str
    ) -> BotProcess:
        chosen = polling_settings(telegram, knowledge=knowledge, data=tmp_path / "data")
        if webhook:
            chosen |= webhook_settings(telegram)
        started.append(BotProcess(telegram, chosen | settings, tmp_path, arguments))
        return started[-1].wait_until_ready() if ready else started[-1]

    yield start
    for process in started:
        process.kill()
        sys.stdout.write(process.output)  # pytest shows it with a test that failed
