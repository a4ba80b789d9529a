"""What the end-to-end tests share: a world of their own, and bots that are gone when a test is."""

import shutil
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from .botapi import World
from .process import ROOT, BotProcess, polling_settings, webhook_settings

StartBot = Callable[..., BotProcess]


@pytest.fixture
def world() -> Iterator[World]:
    """A Bot API stand-in with nobody in it yet."""
    with World() as made:
        yield made


@pytest.fixture
def knowledge(tmp_path: Path) -> Path:
    """A copy of the fact files, to be changed at will."""
    return Path(shutil.copytree(ROOT / "knowledge", tmp_path / "knowledge"))


@pytest.fixture
def start_bot(world: World, knowledge: Path, tmp_path: Path) -> Iterator[StartBot]:
    """Start bots: `start_bot()`, `start_bot(webhook=True)`, `start_bot(ADMIN_IDS="1001")`."""
    started: list[BotProcess] = []

    def start(*, webhook: bool = False, ready: bool = True, **settings: str) -> BotProcess:
        chosen = polling_settings(world, knowledge=knowledge, data=tmp_path / "data")
        if webhook:
            chosen |= webhook_settings(world)
        started.append(BotProcess(world, chosen | settings, tmp_path))
        return started[-1].wait_until_ready() if ready else started[-1]

    yield start
    for process in started:
        process.kill()
        sys.stdout.write(process.output)  # pytest shows it with a test that failed
