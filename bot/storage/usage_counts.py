"""How many questions ended how, by day: numbers and nothing else."""

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
"""Enough to hold a month against that of a year ago."""

_SCHEMA = """
CREATE TABLE IF NOT EXISTS counts (
    day TEXT NOT NULL, status TEXT NOT NULL, times INTEGER NOT NULL, PRIMARY KEY (day, status)
)
"""

_COUNT = "INSERT INTO counts VALUES (?, ?, 1) ON CONFLICT (day, status) DO UPDATE SET times = times + 1"


class Counter(Protocol):
    """Counts questions."""

    def count(self, status: Status) -> None:
        """One more question ended with `status`."""


class NoCounts:
    """Counts nothing."""

    def count(self, status: Status) -> None:
        """Forget it."""


@dataclass(frozen=True, slots=True)
class DayCounts:
    """The questions of one day by how they ended."""

    day: date
    by_status: Mapping[Status, int]

    @property
    def total(self) -> int:
        """All questions of the day."""
        return sum(self.by_status.values())


class CountStore:
    """Counts on disk; `count` returns at once."""

    def __init__(self, folder: Path, today: Callable[[], date]) -> None:
        self._file = folder / FILE
        self._today = today
        self._writer = Writer(self._file, _SCHEMA, self._tidy)

    def count(self, status: Status) -> None:
        """One more question ended with `status` today."""
        row = (self._today().isoformat(), status.value)
        self._writer.put(lambda database: database.execute(_COUNT, row))

    def latest(self, days: int) -> tuple[DayCounts, ...]:
        """The last `days` days on which somebody asked, the newest first; none if they cannot be read."""
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
        """Write what still waits, unless that takes too long."""
        self._writer.close(seconds)

    def _tidy(self, database: sqlite3.Connection) -> None:
        """Delete what has had its days, and days to come, of which only a clock that was wrong can tell."""
        today = self._today()
        bounds = ((today - timedelta(days=DAYS)).isoformat(), today.isoformat())
        database.execute("DELETE FROM counts WHERE day < ? OR day > ?", bounds)
