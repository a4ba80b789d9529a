"""How long it takes from the start of a process to its first answer, and what that time goes into."""

import re
import subprocess
import sys
import time
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from bot.answering import Answerer
from bot.facts.loading import load_or_raise
from bot.playground.botapi import World
from tests.bench.spread import Spread, spread
from tests.e2e.process import ROOT, BotProcess, environment, polling_settings

PACKAGES = 8
"""How many are named of those that take longest to import."""

_IMPORT = re.compile(r"import time: +(?P<microseconds>\d+) \| +\d+ \| +(?P<package>\w+)[\w.]*")
"""A line of `python -X importtime`: what the module itself took, what it took with all that it imports, its name."""


@dataclass(frozen=True, slots=True)
class Imports:
    """Milliseconds that importing takes: in all, and by package, the longest first."""

    total: float
    packages: tuple[tuple[str, float], ...]


@dataclass(frozen=True, slots=True)
class Starting:
    """Seconds to the first answer, and milliseconds of what is done before it."""

    python: Spread
    terminal: Spread
    telegram: Spread
    reading: Spread
    index: Spread
    terminal_imports: Imports
    telegram_imports: Imports


def starting(knowledge: Path, question: str, times: int, folder: Path) -> Starting:
    """The first answer to `question`, some times; `folder` is the bot's to write to."""
    ask = ("-m", "bot", "ask", "--knowledge", str(knowledge), question)
    began, read, built = zip(*(_made_ready(knowledge) for _ in range(times)), strict=True)
    return Starting(
        python=spread(_run("-c", "pass") for _ in range(times)),
        terminal=spread(_run(*ask) for _ in range(times)),
        telegram=spread(_first_reply(knowledge, question, folder / str(number)) for number in range(times)),
        reading=spread((after - before) * 1e3 for before, after in zip(began, read, strict=True)),
        index=spread((after - before) * 1e3 for before, after in zip(read, built, strict=True)),
        terminal_imports=_imports(*ask),
        telegram_imports=_imports("-c", "import bot.app"),
    )


def _run(*arguments: str) -> float:
    began = time.perf_counter()
    _python(*arguments)
    return time.perf_counter() - began


def _python(*arguments: str) -> str:
    """What a process of Python's own said on standard error."""
    command = [sys.executable, *arguments]
    return subprocess.run(  # noqa: S603 - our own program
        command, cwd=ROOT, env=environment({}), check=True, capture_output=True, text=True
    ).stderr


def _first_reply(knowledge: Path, question: str, home: Path) -> float:
    """Seconds until a question that waits already is answered."""
    home.mkdir()
    with World() as world:
        reader = world.person("Reader")
        asked = reader.writes(question)
        began = time.monotonic()
        bot = BotProcess(world, polling_settings(world, knowledge=knowledge, data=home / "data"), home)
        try:
            reader.private.answer_to(asked)
            return (reader.private.calls("sendMessage")[0].finished or 0.0) - began
        finally:
            bot.kill()


def _made_ready(knowledge: Path) -> tuple[float, float, float]:
    """When the reading of the facts began, when it ended, and when the index was built."""
    began = time.perf_counter()
    base = load_or_raise(knowledge)
    read = time.perf_counter()
    Answerer(base)
    return began, read, time.perf_counter()


def _imports(*arguments: str) -> Imports:
    taken: Counter[str] = Counter()
    for line in _python("-X", "importtime", *arguments).splitlines():
        if found := _IMPORT.fullmatch(line):
            taken[found["package"]] += int(found["microseconds"])
    return Imports(taken.total() / 1e3, tuple((name, spent / 1e3) for name, spent in taken.most_common(PACKAGES)))
