"""How long it takes from the start of a process to its first answer, and what that time goes into.

The first start ever embeds the facts, later ones find the embeddings in DATA_PATH. Where there is much to embed, the
bot answers by words alone until it is done, while the command `ask` waits for it.
"""

import re
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from bot.answering import Answerer
from bot.editing.served_facts import MOST_NEW
from bot.embeddings.model import NONE, load_model
from bot.embeddings.store import FILE, EmbeddingStore
from bot.facts.loading import load_or_raise
from bot.playground.botapi import FakeTelegram
from tests.e2e.process import ROOT, RUN, BotProcess, environment, polling_settings
from tools.bench.embeddings import model
from tools.bench.spread import Spread, spread

EMBEDDED = "all is embedded"
"""What the bot logs when it no longer answers by words alone."""

PATIENCE = 60.0
"""Seconds in which that must be so."""

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
class Begun:
    """Seconds to the first answer: of the first start, of a later one, and of one without a model."""

    first: Spread
    later: Spread
    words_alone: Spread


@dataclass(frozen=True, slots=True)
class Starting:
    """Seconds to the first answer, and milliseconds of what is done before it.

    `by_meaning` are the seconds of the bot's first start until all is embedded.
    """

    terminal: Begun
    telegram: Begun
    by_meaning: Spread
    python: Spread
    reading: Spread
    model: Spread
    index: Spread
    terminal_imports: Imports
    telegram_imports: Imports


def starting(knowledge: Path, question: str, times: int, folder: Path) -> Starting:
    """Measure the first answer to `question`, some times; `folder` is there to be written to."""
    homes = [folder / f"start-{number}" for number in range(times)]
    bots = [_bot_begun(knowledge, question, home) for home in homes]
    ready = [_made_ready(knowledge, home / "bot" / FILE) for home in homes]
    warm = _settings(homes[0] / "bot", "")
    ask = ("-m", "bot", "ask", "--knowledge", str(knowledge), question)
    return Starting(
        terminal=_begun([_terminal_begun(ask, home / "terminal") for home in homes]),
        telegram=_begun(bots),
        by_meaning=spread(each.by_meaning for each in bots),
        python=spread(_run("-c", "pass") for _ in homes),
        reading=spread(each.reading for each in ready) * 1e3,
        model=spread(each.model for each in ready) * 1e3,
        index=spread(each.index for each in ready) * 1e3,
        terminal_imports=_imports(*ask, settings=warm),
        telegram_imports=_imports("-c", "import bot.telegram.app"),
    )


@dataclass(frozen=True, slots=True)
class _Begun:
    first: float
    later: float
    words_alone: float
    by_meaning: float = 0.0


@dataclass(frozen=True, slots=True)
class _Ready:
    reading: float
    model: float
    index: float


def _begun(each: Sequence[_Begun]) -> Begun:
    return Begun(
        spread(one.first for one in each), spread(one.later for one in each), spread(one.words_alone for one in each)
    )


def _terminal_begun(ask: Sequence[str], data: Path) -> _Begun:
    first, later, words_alone = (_run(*ask, settings=_settings(data, network)) for network in ("", "", NONE))
    return _Begun(first, later, words_alone)


def _settings(data: Path, network: str) -> dict[str, str]:
    return {"DATA_PATH": str(data), "EMBEDDING_MODEL": network}


def _run(*arguments: str, settings: Mapping[str, str] | None = None) -> float:
    began = time.perf_counter()
    _python(*arguments, settings=settings)
    return time.perf_counter() - began


def _python(*arguments: str, settings: Mapping[str, str] | None = None) -> str:
    """Return what a process of Python's own said on standard error."""
    command = [sys.executable, *arguments]
    return subprocess.run(  # noqa: S603 - our own program
        command, cwd=ROOT, env=environment(settings or {}), check=True, capture_output=True, text=True
    ).stderr


def _bot_begun(knowledge: Path, question: str, home: Path) -> _Begun:
    home.mkdir()
    waits = Answerer(load_or_raise(knowledge), EmbeddingStore(model(), None), most_new=MOST_NEW).waiting > 0
    first, by_meaning = _first_reply(knowledge, question, home, waits=waits)
    later, _ = _first_reply(knowledge, question, home)
    words_alone, _ = _first_reply(knowledge, question, home, NONE)
    return _Begun(first, later, words_alone, by_meaning)


def _first_reply(
    knowledge: Path, question: str, home: Path, network: str = "", *, waits: bool = False
) -> tuple[float, float]:
    """Return the seconds until a question is answered that is there before the bot, and until all is embedded.

    `network` is its EMBEDDING_MODEL, and `waits` tells whether it answers by words alone at first.
    """
    with FakeTelegram() as telegram:
        reader = telegram.person("Reader")
        asked = reader.writes(question)
        began = time.monotonic()
        data = home / "bot"
        settings = polling_settings(telegram, knowledge=knowledge, data=data) | _settings(data, network)
        bot = BotProcess(telegram, settings, home, RUN)
        try:
            reader.private.answer_to(asked)
            replied = (reader.private.calls("sendMessage")[0].finished or 0.0) - began
            if not waits:
                return replied, replied
            bot.wait_for_output(EMBEDDED, seconds=PATIENCE)
            return replied, time.monotonic() - began
        finally:
            bot.kill()


def _made_ready(knowledge: Path, file: Path) -> _Ready:
    """Measure the reading of the facts, the loading of the model, and the building of the index from `file`."""
    began = time.perf_counter()
    base = load_or_raise(knowledge)
    read = time.perf_counter()
    network = load_model()
    loaded = time.perf_counter()
    Answerer(base, EmbeddingStore(network, file) if network else None)
    return _Ready(read - began, loaded - read, time.perf_counter() - loaded)


def _imports(*arguments: str, settings: Mapping[str, str] | None = None) -> Imports:
    taken: Counter[str] = Counter()
    for line in _python("-X", "importtime", *arguments, settings=settings).splitlines():
        if found := _IMPORT.fullmatch(line):
            taken[found["package"]] += int(found["microseconds"])
    return Imports(taken.total() / 1e3, tuple((name, spent / 1e3) for name, spent in taken.most_common(PACKAGES)))
