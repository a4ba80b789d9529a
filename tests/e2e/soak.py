"""A soak: many chats ask for a long time while Telegram fails and the fact file never rests, all by one seed.

What is drawn from the seed is who asks what and when, which updates come twice or in reverse, and which calls fail.
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
"""The share of all calls that run into a fault."""

ODD = 0.02
"""The share of turns whose questions come in reverse, and of those after which one comes again."""

A_SECOND = 20.0
"""Questions; the bot sends 25 messages a second, and some of them twice."""

AT_ONCE = (1, 1, 2, 3)
"""How many questions are asked in a turn: two turns may follow each other, and six answers are what a person gets."""

PATIENCE = 75.0
"""Longer than the bot tries to deliver an answer."""

IDLE = 40.0
"""Longer than the bot keeps connections that it does not use: it looks every 15 seconds for those unused for 15."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A question, and the message that it is."""

    text: str
    chat: int
    message: int


@dataclass(frozen=True, slots=True)
class Sample:
    """The bot's process at one moment: its memory in bytes, its open files and connections.

    `starved` is for how many seconds it has waited for a processor, which is the machine's doing.
    """

    at: float
    memory: int
    descriptors: int
    starved: float


@dataclass(frozen=True, slots=True)
class Record:
    """All that happened, to be judged afterwards; `idle` is how the process was before and after."""

    asked: tuple[Asked, ...]
    editions: tuple[Edition, ...]
    calls: tuple[Call, ...]
    samples: tuple[Sample, ...]
    idle: tuple[Sample, Sample]


@dataclass(frozen=True, slots=True)
class Seat:
    """Somebody in a place where the bot can be asked."""

    person: Person
    place: Place

    def asks(self, question: str) -> Message:
        """Ask as one does there."""
        return self.person.writes(question if self.place.id == self.person.id else f"/ask {question}", self.place)


@dataclass(frozen=True, slots=True)
class Turn:
    """What is asked in one place at one moment."""

    seat: Seat
    questions: tuple[str, ...]
    reversed: bool
    repeated: bool

    def take(self, telegram: FakeTelegram) -> list[Asked]:
        """Ask."""
        with telegram.state.change():
            with telegram.state.updates.reversed() if self.reversed else contextlib.nullcontext():
                messages = [self.seat.asks(question) for question in self.questions]
            if self.repeated:
                telegram.repeats_last_update()
        return [
            Asked(text, self.seat.place.id, message.id) for text, message in zip(self.questions, messages, strict=True)
        ]


def soak(telegram: FakeTelegram, process: BotProcess, knowledge: Path, seed: int, questions: int) -> Record:
    """Ask a bot that has nothing else to do so many questions, and wait for what it says."""
    visitor = telegram.person("Vera")
    editions = [write_edition(1, knowledge)]
    process.wait_for_output("the fact files have changed")
    visitor.asks(library.QUESTION)
    asked, samples = [], [sample(process)]
    turns = _turns(Random(seed), _seats(telegram), questions)  # noqa: S311 - no secret
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
    idle = samples[0], _at_rest(process, visitor, samples[0].descriptors)
    return Record(
        tuple(asked), tuple(editions), tuple(telegram.calls("getUpdates", "sendMessage")), tuple(samples), idle
    )


def sample(process: BotProcess) -> Sample:
    """The process as it is now."""
    about = Path("/proc") / str(process.pid)
    pages = int((about / "statm").read_text().split()[1])
    nanoseconds = int((about / "schedstat").read_text().split()[1])
    return Sample(
        at=time.monotonic(),
        memory=pages * os.sysconf("SC_PAGE_SIZE"),
        descriptors=len(list((about / "fd").iterdir())),
        starved=nanoseconds / 1e9,
    )


def _seats(telegram: FakeTelegram) -> list[list[Seat]]:
    """The chats, each as those who ask in it; nobody is in two of them, or a budget might be spent."""
    seats = [[Seat(person, person.private)] for person in (telegram.person("Reader") for _ in range(PEOPLE))]
    for _ in range(GROUPS):
        members = [telegram.person("Member") for _ in range(MEMBERS)]
        group = telegram.group("Readers", *members)
        seats.append([Seat(member, group) for member in members])
    return seats


def _turns(rng: Random, seats: list[list[Seat]], questions: int) -> Iterator[tuple[float, Turn]]:
    """Turns and when they are taken, in rounds in which each chat has one: no budget is ever spent."""
    left = questions
    while left:
        for chat in rng.sample(seats, len(seats)):
            asked = tuple(rng.choices(tuple(ANSWERS), k=min(rng.choice(AT_ONCE), left)))
            if not asked:
                return
            yield (questions - left) / A_SECOND, Turn(rng.choice(chat), asked, rng.random() < ODD, rng.random() < ODD)
            left -= len(asked)


def _wait_for_answers(telegram: FakeTelegram, asked: list[Asked]) -> None:
    """Until each question has an answer, or so long that none will come any more."""
    waiting = list(asked)

    def all_are_answered() -> bool:
        while waiting and _is_answered(telegram, waiting[-1]):
            waiting.pop()
        return not waiting

    with contextlib.suppress(AssertionError):  # what is missing is to be judged with all the rest
        telegram.wait_for(all_are_answered, "the answers", seconds=PATIENCE)


def _is_answered(telegram: FakeTelegram, asked: Asked) -> bool:
    return any(message.reply_to == asked.message for message in Place(telegram.state, asked.chat).from_bot)


def _at_rest(process: BotProcess, visitor: Person, descriptors: int) -> Sample:
    """The process once it has no more open than before, or after a while."""
    deadline = time.monotonic() + IDLE
    while (now := sample(process)).descriptors > descriptors and time.monotonic() < deadline:
        visitor.asks(library.QUESTION)
        time.sleep(2.0)
    return now
