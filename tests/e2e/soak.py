"""A soak: many chats ask for a long time while calls fail and the fact file keeps changing, all by one seed.

The seed decides who asks what and when, which updates come twice or in reverse, and which calls fail.
"""

import contextlib
import os
import time
from collections.abc import Iterator
from dataclasses import dataclass
from heapq import merge
from pathlib import Path
from random import Random

from bot.playground.botapi import Call, FakeTelegram, Message, Person, Place, RandomFaults

from . import library
from .editions import ANSWERS, Edition, write_edition
from .process import BotProcess

PEOPLE, GROUPS, MEMBERS = 500, 50, 3
FAULTY = 0.05
"""The share of all calls that meet a fault."""

ODD = 0.02
"""The share of turns whose questions come in reverse, and of those after which one comes again."""

A_SECOND = 20.0
"""Questions a second; the bot sends 25 messages a second, and some of them twice."""

AT_ONCE = (1, 1, 2, 3)
"""Questions in a turn: two turns may follow each other, and a person gets six answers at most."""

PATIENCE = 75.0
"""Seconds; longer than the bot tries to deliver an answer."""

IDLE = 60.0
"""Seconds; longer than the bot keeps unused connections: every 15 seconds it closes those unused for 15."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A question, and the ids of its chat and message."""

    text: str
    chat: int
    message: int


@dataclass(frozen=True, slots=True)
class Sample:
    """The bot's process at one moment: its memory in bytes, its open files and connections.

    `starved` is the seconds that it has waited for a processor, for which the machine is to blame.
    """

    at: float
    memory: int
    descriptors: int
    starved: float


@dataclass(frozen=True, slots=True)
class Record:
    """All that happened; `idle` is the process before and after."""

    asked: tuple[Asked, ...]
    editions: tuple[Edition, ...]
    calls: tuple[Call, ...]
    samples: tuple[Sample, ...]
    idle: tuple[Sample, Sample]


@dataclass(frozen=True, slots=True)
class Asker:
    """A person in a chat where the bot can be asked."""

    person: Person
    place: Place

    def asks(self, question: str) -> Message:
        """Ask a question, with /ask in a group."""
        return self.person.writes(question if self.place.id == self.person.id else f"/ask {question}", self.place)


@dataclass(frozen=True, slots=True)
class Turn:
    """The questions that a person asks in one chat at one moment."""

    asker: Asker
    questions: tuple[str, ...]
    reversed: bool
    repeated: bool

    def take(self, telegram: FakeTelegram) -> list[Asked]:
        """Ask the questions, and return them."""
        with telegram.state.change():
            with telegram.state.updates.reversed() if self.reversed else contextlib.nullcontext():
                messages = [self.asker.asks(question) for question in self.questions]
            if self.repeated:
                telegram.repeats_last_update()
        return [
            Asked(text, self.asker.place.id, message.id) for text, message in zip(self.questions, messages, strict=True)
        ]


def soak(telegram: FakeTelegram, process: BotProcess, knowledge: Path, seed: int, questions: int) -> Record:
    """Ask an idle bot so many questions, wait for its answers, and return all that happened."""
    visitor = telegram.person("Vera")
    editions = [write_edition(1, knowledge)]
    process.wait_for_output("the fact files have changed")
    visitor.asks(library.QUESTION)
    asked, samples = [], [sample(process)]
    turns = _turns(Random(seed), _askers(telegram), questions)  # noqa: S311 - no secret
    seconds = ((float(second), None) for second in range(1, round(questions / A_SECOND)))
    telegram.faults.random_faults = RandomFaults(seed, FAULTY)
    began = time.monotonic()
    for at, turn in merge(turns, seconds, key=lambda event: event[0]):
        time.sleep(max(0.0, began + at - time.monotonic()))
        if turn is None:
            editions.append(write_edition(len(editions) + 1, knowledge))
            samples.append(sample(process))
        else:
            asked += turn.take(telegram)
    _wait_for_answers(telegram, asked)
    samples.append(sample(process))
    telegram.faults.clear()
    idle = samples[0], _at_rest(process, samples[0].descriptors)
    return Record(
        tuple(asked), tuple(editions), tuple(telegram.calls("getUpdates", "sendMessage")), tuple(samples), idle
    )


def sample(process: BotProcess) -> Sample:
    """Return the process as it is now."""
    about = Path("/proc") / str(process.pid)
    pages = int((about / "statm").read_text().split()[1])
    nanoseconds = int((about / "schedstat").read_text().split()[1])
    return Sample(
        at=time.monotonic(),
        memory=pages * os.sysconf("SC_PAGE_SIZE"),
        descriptors=len(list((about / "fd").iterdir())),
        starved=nanoseconds / 1e9,
    )


def _askers(telegram: FakeTelegram) -> list[list[Asker]]:
    """Return the chats, each with those who ask in it; nobody is in two of them, or a budget might be spent."""
    askers = [[Asker(person, person.private)] for person in (telegram.person("Reader") for _ in range(PEOPLE))]
    for _ in range(GROUPS):
        members = [telegram.person("Member") for _ in range(MEMBERS)]
        group = telegram.group("Readers", *members, bot="administrator")
        askers.append([Asker(member, group) for member in members])
    return askers


def _turns(rng: Random, askers: list[list[Asker]], questions: int) -> Iterator[tuple[float, Turn]]:
    """Yield turns and the second of each, in rounds in which each chat has one, so that no budget is ever spent."""
    left = questions
    while left:
        for chat in rng.sample(askers, len(askers)):
            asked = tuple(rng.choices(tuple(ANSWERS), k=min(rng.choice(AT_ONCE), left)))
            if not asked:
                return
            yield (questions - left) / A_SECOND, Turn(rng.choice(chat), asked, rng.random() < ODD, rng.random() < ODD)
            left -= len(asked)


def _wait_for_answers(telegram: FakeTelegram, asked: list[Asked]) -> None:
    """Wait until each question has an answer, or so long that none will come any more."""
    waiting = list(asked)

    def all_are_answered() -> bool:
        while waiting and _is_answered(telegram, waiting[-1]):
            waiting.pop()
        return not waiting

    with contextlib.suppress(AssertionError):  # what is missing is to be judged with all the rest
        telegram.wait_for(all_are_answered, "the answers", seconds=PATIENCE)


def _is_answered(telegram: FakeTelegram, asked: Asked) -> bool:
    return any(message.reply_to == asked.message for message in Place(telegram.state, asked.chat).from_bot)


def _at_rest(process: BotProcess, descriptors: int) -> Sample:
    """Return the process once it has no more open than before, or after `IDLE` seconds.

    Nothing is asked meanwhile: each call takes the connection that was unused for longest, and so keeps many open.
    """
    deadline = time.monotonic() + IDLE
    while (now := sample(process)).descriptors > descriptors and time.monotonic() < deadline:
        time.sleep(1.0)
    return now
