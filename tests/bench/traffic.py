"""How many updates a second the whole bot deals with, and how soon, beside bots that only repeat what they get.

All run at once, each with a stand-in for Telegram of its own, and get work by turns: a burst, all of it in one moment,
and a stream of as many updates a second as Telegram lets a bot answer.
"""

import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from itertools import cycle, islice
from pathlib import Path

import numpy as np
import psutil

from bot.playground.botapi import World
from tests.bench.answers import TALKSBOT
from tests.bench.spread import Spread, spread
from tests.e2e.process import BotProcess, polling_settings

TELEGRAM_TAKES = 30
"""Messages a second over all chats."""

ECHOES = (1, 16, 256)
"""Updates at once: one after the other, as in the example of python-telegram-bot, some, and as many as it takes."""

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
    """What comes of sending `questions` to each bot, talksbot first; `folder` is theirs to write to."""
    programs = {TALKSBOT: [], **{f"echo, {most} at once": [str(most)] for most in ECHOES}}
    asked = cycle(questions)
    with ExitStack() as stack:
        sites = [stack.enter_context(_site(name, program, knowledge, folder)) for name, program in programs.items()]
        for site in sites:
            site.burst(list(islice(asked, load.burst)))  # the first is slower: connections are made, caches filled
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


@contextmanager
def _site(name: str, program: Sequence[str], knowledge: Path, folder: Path) -> Iterator["_Site"]:
    """A bot that runs, and is gone in the end."""
    home = folder / name
    home.mkdir()
    with World() as world:
        settings = polling_settings(world, knowledge=knowledge, data=home / "data")
        bot = BotProcess(world, settings, home, ("-m", "tests.bench.bots", *program))
        try:
            bot.wait_until_ready()
            yield _Site(name, world, psutil.Process(bot.pid))
        finally:
            bot.kill()


@dataclass(frozen=True, slots=True)
class _Site:
    """One bot and its world, in which each question comes from somebody new."""

    name: str
    world: World
    process: psutil.Process

    def burst(self, questions: Sequence[str]) -> Burst:
        """Send all at once."""
        own, others = _spent(self.process), time.process_time()
        with self.world.cloud.condition:
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
        """The chat in which `question` is, and since when."""
        person = self.world.person("Reader")
        at = time.monotonic()
        person.writes(question)
        return person.id, at

    def _replies(self, count: int, since: float) -> dict[int, float]:
        """When each chat had its reply, as soon as all have one."""
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline:
            calls = [call for call in self.world.calls("sendMessage") if call.started >= since and call.finished]
            if len(calls) >= count:
                return {call.chat_id: call.finished or 0.0 for call in calls}
            time.sleep(LOOK)
        raise TimeoutError(f"{self.name} did not answer {count} questions in {PATIENCE:.0f} seconds")


def _spent(process: psutil.Process) -> float:
    """Seconds of processor time."""
    times = process.cpu_times()
    return times.user + times.system
