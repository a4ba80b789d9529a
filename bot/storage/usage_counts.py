"""Counts how many questions ended how, by day: numbers and nothing else."""

import sqlite3
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
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


class Counter(Protocol):
    """Counts questions by how they ended."""

    def count(self, status: Status) -> None:
        """Count one more question that ended with `status`."""


class NoCounts:
    """Counts nothing."""

    def count(self, status: Status) -> None:
        """Do nothing."""


@dataclass(frozen=True, slots=True)
class DayCounts:
    """The number of questions of one day by status."""

    day: date
    by_status: Mapping[Status, int]

    @property
    def total(self) -> int:
        """The number of all questions of the day."""
        return sum(self.by_status.values())


class CountStore:
    """Counts in a database; `count` returns at once."""

    def __init__(self, folder: Path, clock: TrustedClock) -> None:
        self._clock = clock
        self._writer = Writer(folder / FILE, _SCHEMA, self._tidy)

    def count(self, status: Status) -> None:
        """Count one more question that ended with `status` today."""
        row = (self._clock.today().isoformat(), status.value)
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
    by_day: dict[str, dict[Status, int]] = defaultdict(dict)
    for day, status, times in database.execute("SELECT day, status, times FROM counts ORDER BY day DESC"):
        by_day[day][Status(status)] = times
    return tuple(DayCounts(date.fromisoformat(day), counts) for day, counts in by_day.items())
