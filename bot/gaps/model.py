"""A gap: a wording, how often it was asked, and what was offered instead."""

import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Protocol

from bot.facts.wordings import folded_wording


@dataclass(frozen=True, slots=True)
class Gap:
    """One wording that ended without an answer; `last` is the latest day on which it was asked.

    `rejected` is the id of the fact that it was answered with, if a reader said that this was not what was meant.
    """

    wording: str
    times: int
    last: date
    offered: tuple[str, ...] = ()
    rejected: str | None = None

    @property
    def key(self) -> str:
        """An id of eight hexadecimal digits for the wording, short enough for a button."""
        return f"{zlib.crc32(folded_wording(self.wording).encode(errors='replace')):08x}"


@dataclass(frozen=True, slots=True)
class GapGroup:
    """Wordings that are alike, the most asked first."""

    gaps: tuple[Gap, ...]

    @property
    def head(self) -> Gap:
        """The wording that is shown for the group."""
        return self.gaps[0]

    def gap(self, key: str) -> Gap | None:
        """Return the wording whose key is `key`; None if the group has none."""
        return next((gap for gap in self.gaps if gap.key == key), None)

    @property
    def times(self) -> int:
        """How often any of the wordings was asked."""
        return sum(gap.times for gap in self.gaps)

    @property
    def last(self) -> date:
        """The latest day on which one of them was asked."""
        return max(gap.last for gap in self.gaps)

    @property
    def offered(self) -> tuple[str, ...]:
        """The ids of the facts that were offered to any of them."""
        return tuple(dict.fromkeys(fact for gap in self.gaps for fact in gap.offered))

    @property
    def rejected(self) -> tuple[str, ...]:
        """The ids of the facts that readers did not mean."""
        return tuple(dict.fromkeys(gap.rejected for gap in self.gaps if gap.rejected))


class HowOften(StrEnum):
    """A range of how often gaps were asked. The values stand in buttons that are in chats already: never change one."""

    ALL = "all"
    ONCE = "1"
    TWICE = "2+"
    FIVE_TIMES = "5+"

    def takes(self, times: int) -> bool:
        """Tell whether a gap that was asked so many times belongs to it."""
        match self:
            case HowOften.ALL:
                return True
            case HowOften.ONCE:
                return times == 1
            case HowOften.TWICE:
                return times >= 2
            case HowOften.FIVE_TIMES:
                return times >= 5


class GapLog(Protocol):
    """Keeps questions without their askers."""

    def record(self, question: str, offered: Sequence[str]) -> None:
        """Keep `question`, to which the facts with the ids `offered` were offered instead."""

    def reject(self, question: str, fact: str) -> None:
        """Keep `question`, which was answered with the fact `fact` but meant something else."""
