"""The data behind a button: which fact, and which question, in words that outlive a restart.

A question is named by a checksum of its words and not by its number, which changes when the file does.
"""

import zlib
from dataclasses import dataclass
from enum import StrEnum

from bot.facts.model import Fact

MOST_BYTES = 64


class Action(StrEnum):
    """What a tap does; the value is its first letter in the data."""

    SHOW = "s"
    """Turn the message into the answer."""

    ASK = "a"
    """Reply with the answer."""

    NOT_MEANT = "n"
    """Turn the answer into the next best ones."""

    TOPIC = "t"
    """List what is known about a name."""

    TOPICS = "l"
    """List the names."""


@dataclass(frozen=True, slots=True)
class Tap:
    """One tap: `target` is the id of a fact or a name; `detail` a question's checksum, or the number of a page."""

    action: Action
    target: str = ""
    detail: str = ""

    @property
    def data(self) -> str:
        """The tap as a button's data."""
        return f"{self.action}:{self.target}:{self.detail}"

    @property
    def page(self) -> int:
        """`detail` as the number of a page, the first if it is none."""
        return int(self.detail) if self.detail.isdecimal() and len(self.detail) < 5 else 0


def parse_tap(data: str) -> Tap | None:
    """The tap in a button's data; None for data that is not ours."""
    action, _, rest = data.partition(":")
    target, _, detail = rest.partition(":")
    return Tap(Action(action), target, detail) if action in set(Action) else None


def to_fact(action: Action, fact: Fact, question: str) -> Tap:
    """A tap that leads to `fact` by `question`."""
    return Tap(action, fact.id, checksum(question))


def question_of(tap: Tap, fact: Fact) -> str | None:
    """The question of `fact` that the tap names, unless it was reworded since."""
    return next((question for question in fact.questions if checksum(question) == tap.detail), None)


def checksum(question: str) -> str:
    """A name of eight characters for the words of a question."""
    return f"{zlib.crc32(question.encode(errors='replace')):08x}"
