"""The data of readers' buttons: an action, and the fact and question it is about.

It has to be understood after a restart and after the file has changed, so a question is named by a checksum of its
words and not by its number.
"""

import zlib
from dataclasses import dataclass
from enum import StrEnum

from bot.facts.model import Fact

MOST_BYTES = 64
"""Telegram's limit for the data of a button."""


class Action(StrEnum):
    """The action of a button; the value is the first letter of the data."""

    SHOW = "s"
    """Turn the message into the answer."""

    ASK = "a"
    """Reply with the answer."""

    NOT_MEANT = "n"
    """Turn the answer into a choice of the next best ones."""

    TOPIC = "t"
    """List what is known about a name."""

    TOPICS = "l"
    """List the names."""


@dataclass(frozen=True, slots=True)
class Tap:
    """A tap on a button: `target` is the id of a fact or a name, `detail` a question's checksum or a page number."""

    action: Action
    target: str = ""
    detail: str = ""

    @property
    def data(self) -> str:
        """Return the tap as a button's data."""
        return f"{self.action}:{self.target}:{self.detail}"

    @property
    def page(self) -> int:
        """Return `detail` as the number of a page, counted from 0; 0 if it is none."""
        return int(self.detail) if self.detail.isdecimal() and len(self.detail) < 5 else 0


def parse_tap(data: str) -> Tap | None:
    """Return the tap in a button's data; None for data that is not of this form."""
    action, _, rest = data.partition(":")
    target, _, detail = rest.partition(":")
    return Tap(Action(action), target, detail) if action in set(Action) else None


def to_fact(action: Action, fact: Fact, question: str) -> Tap:
    """Return a tap that asks for `fact` by `question`."""
    return Tap(action, fact.id, checksum(question))


def question_of(tap: Tap, fact: Fact) -> str | None:
    """Return the question of `fact` that the tap names; None if it was reworded since."""
    return next((question for question in fact.questions if checksum(question) == tap.detail), None)


def checksum(question: str) -> str:
    """Return a checksum of a question, in eight hexadecimal digits."""
    return f"{zlib.crc32(question.encode(errors='replace')):08x}"
