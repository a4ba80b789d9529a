"""How many updates a second the whole bot deals with, and how soon, beside bots that only repeat what they get.

All run at once, each with a stand-in for Telegram of its own, and get work by turns: a burst, all of it in one moment,
and a stream of as many updates a second as Telegram lets a bot answer.

No text is sent twice, for the bot would remember its embedding: once all questions are asked, they come in other
capitals, which mean the same.
"""

import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

import numpy as np
import psutil

from bot.embeddings.model import NONE
from bot.embeddings.store import FILE
from bot.facts.loading import load_or_raise
from bot.playground.botapi import FakeTelegram
from tests.e2e.process import BotProcess, polling_settings
from tools.bench.answers import TALKSBOT, WORDS_ALONE
from tools.bench.embeddings import embed
from tools.bench.spread import Spread, spread

TELEGRAM_TAKES = 30
"""Messages a second over all chats."""

ECHO, ECHOES = "echo", (1, 16, 256)
"""Updates at once: one after the other, as in the example of python-telegram-bot, some, and as many as it takes."""

DATA = "data"

LONGEST_VARIED = 12
"""Words of a question that are varied to have texts that no bot has heard."""

PATIENCE, LOOK = 60.0, 0.01
"""Seconds in which all must be answered, and between looks whether it is; what is measured is in the stand-in's log."""


@dataclass(frozen=True, slots=True)
class Load:
    """How much is sent: rounds, and in each so many updates in a burst and so many in a stream."""

    rounds: int
    burst: int
    stream: int


@dataclass(frozen=True, slots=True)
class Burst:
    """What one burst showed: updates a second, and milliseconds of processor time an update took.

    `stand_in` is the time of the process that has both the stand-ins and who writes to them.
    """

    rate: float
    cpu: float
    stand_in: float


@dataclass(frozen=True, slots=True)
class Stream:
    """What one stream showed: milliseconds from each update to its reply, and of processor time an update took."""

    delays: tuple[float, ...]
    cpu: float


@dataclass(frozen=True, slots=True)
class Traffic:
    """How one bot did."""

    bot: str
    bursts: tuple[Burst, ...]
    streams: tuple[Stream, ...]
    memory: int

    @property
    def is_echo(self) -> bool:
        """Whether it only repeats what it gets."""
        return self.bot.startswith(ECHO)

    @property
    def rate(self) -> Spread:
        """Updates a second."""
        return spread(burst.rate for burst in self.bursts)

    @property
    def cpu(self) -> Spread:
        """Milliseconds of processor time for an update of a burst."""
        return spread(burst.cpu for burst in self.bursts)

    @property
    def cpu_in_stream(self) -> Spread:
        """The same for an update that comes by itself."""
        return spread(stream.cpu for stream in self.streams)

    @property
    def stand_in(self) -> Spread:
        """The same of the stand-in."""
        return spread(burst.stand_in for burst in self.bursts)

    @property
    def median(self) -> Spread:
        """Milliseconds from update to reply."""
        return spread(float(np.median(stream.delays)) for stream in self.streams)

    @property
    def p99(self) -> float:
        """The same for the slowest hundredth."""
        return float(np.percentile([one for stream in self.streams for one in stream.delays], 99))


def traffic(knowledge: Path, questions: Sequence[str], load: Load, folder: Path) -> list[Traffic]:
    """Return what comes of sending `questions` to each bot, talksbot first; `folder` is theirs to write to."""
    programs = [
        _Program(TALKSBOT),
        _Program(WORDS_ALONE, model=NONE),
        *(_Program(f"{ECHO}, {most} at once", (str(most),)) for most in ECHOES),
    ]
    asked = unheard(questions)
    embed(load_or_raise(knowledge), folder / TALKSBOT / DATA / FILE)
    with ExitStack() as stack:
        sites = [stack.enter_context(_site(program, knowledge, folder / program.name)) for program in programs]
        first = list(islice(asked, load.burst))
        for site in sites:
            site.burst(first)  # the first is slower: connections are made, caches filled
        bursts: dict[str, list[Burst]] = {site.name: [] for site in sites}
        streams: dict[str, list[Stream]] = {site.name: [] for site in sites}
        for _ in range(load.rounds):
            in_burst, in_stream = list(islice(asked, load.burst)), list(islice(asked, load.stream))
            for site in sites:
                bursts[site.name].append(site.burst(in_burst))
            for site in sites:
                streams[site.name].append(site.stream(in_stream))
        return [
            Traffic(site.name, tuple(bursts[site.name]), tuple(streams[site.name]), site.process.memory_info().rss)
            for site in sites
        ]


def unheard(questions: Sequence[str]) -> Iterator[str]:
    """Yield the questions, and then the same again and again with other words in capitals, no text twice."""
    heard = set()
    for number in range(2**LONGEST_VARIED):
        for question in questions:
            words = question.split()
            text = " ".join(word.upper() if number >> place & 1 else word for place, word in enumerate(words))
            if text not in heard:
                heard.add(text)
                yield text


@dataclass(frozen=True, slots=True)
class _Program:
    """One bot: what tools.bench.bots is told, and its EMBEDDING_MODEL."""

    name: str
    arguments: tuple[str, ...] = ()
    model: str = ""


@contextmanager
def _site(program: _Program, knowledge: Path, home: Path) -> Iterator["_Site"]:
    """Run a bot, which is gone in the end."""
    home.mkdir(exist_ok=True)
    with FakeTelegram() as telegram:
        settings = polling_settings(telegram, knowledge=knowledge, data=home / DATA) | {
            "EMBEDDING_MODEL": program.model
        }
        bot = BotProcess(telegram, settings, home, ("-m", "tools.bench.bots", *program.arguments))
        try:
            bot.wait_until_ready()
            yield _Site(program.name, telegram, psutil.Process(bot.pid))
        finally:
            bot.kill()


@dataclass(frozen=True, slots=True)
class _Site:
    """One bot and its stand-in for Telegram, on which each question comes from somebody new."""

    name: str
    telegram: FakeTelegram
    process: psutil.Process

    def burst(self, questions: Sequence[str]) -> Burst:
        """Send all at once."""
        own, others = _spent(self.process), time.process_time()
        with self.telegram.state.condition:
            sent = [self._ask(question) for question in questions]
        replied = self._replies(len(sent), since=sent[0][1])
        lasted = max(replied.values()) - sent[0][1]
        cpu, stand_in = _spent(self.process) - own, time.process_time() - others
        return Burst(len(sent) / lasted, cpu * 1e3 / len(sent), stand_in * 1e3 / len(sent))

    def stream(self, questions: Sequence[str]) -> Stream:
        """Send one after the other, as many a second as Telegram takes."""
        own, began = _spent(self.process), time.monotonic()
        sent = []
        for number, question in enumerate(questions):
            time.sleep(max(0.0, began + number / TELEGRAM_TAKES - time.monotonic()))
            sent.append(self._ask(question))
        replied = self._replies(len(sent), since=began)
        cpu = (_spent(self.process) - own) * 1e3 / len(sent)
        return Stream(tuple((replied[chat] - at) * 1e3 for chat, at in sent), cpu)

    def _ask(self, question: str) -> tuple[int, float]:
        """Return the chat in which `question` is, and since when."""
        person = self.telegram.person("Reader")
        at = time.monotonic()
        person.writes(question)
        return person.id, at

    def _replies(self, count: int, since: float) -> dict[int, float]:
        """Return when each chat had its reply, as soon as all have one."""
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline:
            calls = [call for call in self.telegram.calls("sendMessage") if call.started >= since and call.finished]
            if len(calls) >= count:
                return {call.chat_id: call.finished or 0.0 for call in calls}
            time.sleep(LOOK)
        raise TimeoutError(f"{self.name} did not answer {count} questions in {PATIENCE:.0f} seconds")


def _spent(process: psutil.Process) -> float:
    """Return the seconds of processor time so far."""
    times = process.cpu_times()
    return times.user + times.system
