"""Counts by day how many questions ended how, and how answers were rated: numbers and nothing else."""

import sqlite3
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from pathlib import Path
from typing import Protocol

from bot.answering import Status
from bot.storage.sqlite_writer import Writer
from bot.trusted_clock import TrustedClock

FILE = "counts.sqlite3"

DAYS = 400
"""Days that are kept: enough to compare a month with that of a year ago."""

_SCHEMA = """
CREATE TABLE IF NOT EXISTS counts (
    day TEXT NOT NULL, status TEXT NOT NULL, times INTEGER NOT NULL, PRIMARY KEY (day, status)
)
"""

_COUNT = "INSERT INTO counts VALUES (?, ?, 1) ON CONFLICT (day, status) DO UPDATE SET times = times + 1"

_COUNT_AS_TODAY = """
INSERT INTO counts SELECT :today, status, sum(times) FROM counts WHERE day > :today GROUP BY status
ON CONFLICT (day, status) DO UPDATE SET times = times + excluded.times
"""
"""SQLite needs the WHERE to tell this ON from that of a join."""


class Rating(StrEnum):
    """What readers thought of an answer."""

    LIKED = "liked"
    NOT_MEANT = "not meant"


Counted = Status | Rating


class Counter(Protocol):
    """Counts questions by how they ended, and answers by what readers thought of them."""

    def count(self, what: Counted) -> None:
        """Count one more question that ended so, or answer that was rated so."""


class NoCounts:
    """Counts nothing."""

    def count(self, what: Counted) -> None:
        """Do nothing."""


@dataclass(frozen=True, slots=True)
class DayCounts:
    """The numbers of one day: of questions by status, and of answers by rating."""

    day: date
    by_status: Mapping[Status, int]
    by_rating: Mapping[Rating, int] = field(default_factory=dict)

    @property
    def total(self) -> int:
        """The number of all questions of the day."""
        return sum(self.by_status.values())


class CountStore:
    """Counts in a database; `count` returns at once."""

    def __init__(self, folder: Path, clock: TrustedClock) -> None:
        self._clock = clock
        self._writer = Writer(folder / FILE, _SCHEMA, self._tidy)

    def count(self, what: Counted) -> None:
        """Count one more question that ended so today, or answer that was rated so."""
        row = (self._clock.today().isoformat(), what.value)
        self._writer.put(lambda database: database.execute(_COUNT, row))

    def latest(self, days: int) -> tuple[DayCounts, ...]:
        """Return the last `days` days on which somebody asked, the newest first; raises `UnreadableError`."""
        return self._writer.read(_days, tuple[DayCounts, ...]())[:days]

    def close(self, seconds: float = 1.0) -> None:
        """Write what still waits, unless that takes more than so many seconds."""
        self._writer.close(seconds)

    def _tidy(self, database: sqlite3.Connection) -> None:
        """Delete days older than `DAYS`, and count those to come as today, if the clock can be believed."""
        (newest,) = database.execute("SELECT max(day) FROM counts").fetchone()
        today = self._clock.believed(date.fromisoformat(newest) if newest else None)
        if today is None:
            return
        bounds = {"oldest": (today - timedelta(days=DAYS)).isoformat(), "today": today.isoformat()}
        database.execute(_COUNT_AS_TODAY, bounds)
        database.execute("DELETE FROM counts WHERE day < :oldest OR day > :today", bounds)


def _days(database: sqlite3.Connection) -> tuple[DayCounts, ...]:
    """Return all days, the newest first; what another version of the bot counted besides is left out."""
    by_day: dict[str, dict[str, int]] = defaultdict(dict)
    for day, status, times in database.execute("SELECT day, status, times FROM counts ORDER BY day DESC"):
        by_day[day][status] = times
    return tuple(
        DayCounts(
            date.fromisoformat(day),
            {status: counts[status] for status in Status if status in counts},
            {rating: counts[rating] for rating in Rating if rating in counts},
        )
        for day, counts in by_day.items()
    )
