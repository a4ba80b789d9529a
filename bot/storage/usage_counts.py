"""Counts how many questions ended how, by day: numbers and nothing else."""

import sqlite3
from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Protocol

from bot.answering import Status
from bot.storage.sqlite_writer import Writer, read_only

FILE = "counts.sqlite3"

DAYS = 400
"""Days that are kept: enough to compare a month with that of a year ago."""

_SCHEMA = """
CREATE TABLE IF NOT EXISTS counts (
    day TEXT NOT NULL, status TEXT NOT NULL, times INTEGER NOT NULL, PRIMARY KEY (day, status)
)
"""

_COUNT = "INSERT INTO counts VALUES (?, ?, 1) ON CONFLICT (day, status) DO UPDATE SET times = times + 1"


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

    def __init__(self, folder: Path, today: Callable[[], date]) -> None:
        self._file = folder / FILE
        self._today = today
        self._writer = Writer(self._file, _SCHEMA, self._tidy)

    def count(self, status: Status) -> None:
        """Count one more question that ended with `status` today."""
        row = (self._today().isoformat(), status.value)
        self._writer.put(lambda database: database.execute(_COUNT, row))

    def latest(self, days: int) -> tuple[DayCounts, ...]:
        """Return the last `days` days on which somebody asked, the newest first; none if they cannot be read."""
        self._writer.wait()
        if not self._file.exists():
            return ()
        by_day: dict[str, dict[Status, int]] = defaultdict(dict)
        try:
            with read_only(self._file) as database:
                for day, status, times in database.execute("SELECT day, status, times FROM counts ORDER BY day DESC"):
                    by_day[day][Status(status)] = times
        except (sqlite3.Error, ValueError):
            return ()
        return tuple(DayCounts(date.fromisoformat(day), counts) for day, counts in by_day.items())[:days]

    def close(self, seconds: float = 1.0) -> None:
        """Write what still waits, unless that takes more than so many seconds."""
        self._writer.close(seconds)

    def _tidy(self, database: sqlite3.Connection) -> None:
        """Delete days older than `DAYS`, and days to come, which only a clock that was wrong can have counted."""
        today = self._today()
        bounds = ((today - timedelta(days=DAYS)).isoformat(), today.isoformat())
        database.execute("DELETE FROM counts WHERE day < ? OR day > ?", bounds)
