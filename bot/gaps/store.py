"""Stores the gaps in SQLite: a row for each wording and day."""

import json
import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from bot.facts.wordings import folded_wording
from bot.gaps.model import Gap
from bot.gaps.redaction import redacted
from bot.storage.sqlite_writer import Read, Writer, read
from bot.trusted_clock import TrustedClock

FILE = "gaps.sqlite3"

MOST_ROWS = 20_000
"""Wordings of a day that are kept at most, the oldest making room: some 10 MB."""

MOST_READ = 1_000
"""Wordings that are looked at, the most asked first: grouping compares each with each, half a second for so many."""

_SCHEMA = """
CREATE TABLE IF NOT EXISTS gaps (
    folded TEXT NOT NULL,
    day TEXT NOT NULL,
    wording TEXT NOT NULL,
    offered TEXT NOT NULL,
    rejected TEXT,
    times INTEGER NOT NULL,
    PRIMARY KEY (folded, day)
);
CREATE TABLE IF NOT EXISTS ignored (folded TEXT PRIMARY KEY, day TEXT NOT NULL);
"""

_COUNT = """
INSERT INTO gaps VALUES (:folded, :day, :wording, :offered, :rejected, 1)
ON CONFLICT (folded, day) DO UPDATE
SET times = times + 1, offered = excluded.offered, rejected = coalesce(excluded.rejected, rejected)
"""

_COUNT_AS_TODAY = """
INSERT INTO gaps SELECT folded, :today, wording, offered, rejected, times FROM gaps WHERE day > :today
ON CONFLICT (folded, day) DO UPDATE
SET times = times + excluded.times, rejected = coalesce(excluded.rejected, rejected)
"""

_ACCEPT = "UPDATE gaps SET rejected = NULL WHERE folded = ? AND rejected = ?"

_READ = """
SELECT wording, sum(times) AS asked, max(day) AS last, offered, rejected FROM gaps
WHERE day > :from AND folded NOT IN (SELECT folded FROM ignored)
GROUP BY folded ORDER BY asked DESC, last DESC, folded LIMIT :most
"""
"""SQLite takes `wording`, `offered` and `rejected` from the row that has the greatest day."""

_NEWEST = "SELECT max(day) FROM (SELECT day FROM gaps UNION ALL SELECT day FROM ignored)"


@dataclass(frozen=True, slots=True)
class GapLocation:
    """The folder of the gaps, the days for which they are kept, and the clock to date them by; 0 days keep none."""

    folder: Path
    days: int
    clock: TrustedClock

    @property
    def file(self) -> Path:
        """The database that holds the gaps."""
        return self.folder / FILE

    def expired(self, today: date) -> str:
        """Return the latest day whose gaps are deleted on the day `today`; no calendar goes back before the year 1."""
        return (today - timedelta(days=min(self.days, (today - date.min).days))).isoformat()


class GapStore:
    """Keeps gaps; everything but `gaps` and `close` returns at once."""

    def __init__(self, location: GapLocation) -> None:
        self._location = location
        self._writer = Writer(location.file, _SCHEMA, self._tidy)

    def record(self, question: str, offered: Sequence[str]) -> None:
        """Keep `question` as one more that ended without an answer."""
        self._keep(question, offered, None)

    def reject(self, question: str, fact: str) -> None:
        """Keep `question` as one more that was answered with `fact` and meant something else."""
        self._keep(question, [fact], fact)

    def ignore(self, wordings: Sequence[str]) -> None:
        """Show none of `wordings` any more; they come back if they are still asked when their days are over."""
        day = self._location.clock.today().isoformat()
        rows = [(folded_wording(wording), day) for wording in wordings]
        self._writer.put(lambda database: database.executemany("INSERT OR REPLACE INTO ignored VALUES (?, ?)", rows))

    def accept(self, wordings: Sequence[tuple[str, str]]) -> None:
        """Forget for each of `wordings` that readers rejected the fact whose id stands beside it."""
        rows = [(folded_wording(wording), fact) for wording, fact in wordings]
        if rows:
            self._writer.put(lambda database: database.executemany(_ACCEPT, rows))

    def gaps(self) -> tuple[Gap, ...]:
        """Return all that is kept by now, the most asked first; raises `UnreadableError`."""
        return self._writer.read(_gaps_of(self._location), ())

    def close(self, seconds: float = 1.0) -> None:
        """Write what still waits, unless that takes more than so many seconds."""
        self._writer.close(seconds)

    def _keep(self, question: str, offered: Sequence[str], rejected: str | None) -> None:
        if self._location.days:
            row = {
                "day": self._location.clock.today().isoformat(),
                "offered": json.dumps(list(offered)),
                "rejected": rejected,
            }
            self._writer.put(lambda database: _count(database, question, row))

    def _tidy(self, database: sqlite3.Connection) -> None:
        """Delete what is older than it may be, if the clock can be believed, and the oldest of what is too much.

        What a clock dated ahead of its time counts from today, or it would stay for longer than it may.
        """
        if not self._location.days:
            database.execute("DELETE FROM gaps")
        (newest,) = database.execute(_NEWEST).fetchone()
        today = self._location.clock.believed(date.fromisoformat(newest) if newest else None)
        if today is not None:
            bounds = {"today": today.isoformat(), "expired": self._location.expired(today)}
            database.execute(_COUNT_AS_TODAY, bounds)
            database.execute("DELETE FROM gaps WHERE day <= :expired OR day > :today", bounds)
            database.execute("UPDATE ignored SET day = :today WHERE day > :today", bounds)
            database.execute("DELETE FROM ignored WHERE day <= :expired", bounds)
        newest_rows = "SELECT rowid FROM gaps ORDER BY rowid DESC LIMIT ?"
        database.execute(f"DELETE FROM gaps WHERE rowid NOT IN ({newest_rows})", (MOST_ROWS,))  # noqa: S608 - ours


def read_gaps(location: GapLocation) -> tuple[Gap, ...]:
    """Return the gaps at `location`, without changing anything there; raises `UnreadableError`."""
    return read(location.file, _gaps_of(location), ())


def _gaps_of(location: GapLocation) -> Read[tuple[Gap, ...]]:
    bounds = {"from": location.expired(location.clock.today()), "most": MOST_READ}
    return lambda database: tuple(map(_gap, database.execute(_READ, bounds)))


def _count(database: sqlite3.Connection, question: str, row: Mapping[str, str | None]) -> None:
    wording = redacted(question)
    if folded_wording(wording):
        database.execute(_COUNT, {**row, "folded": folded_wording(wording), "wording": wording})


def _gap(row: tuple[str, int, str, str, str | None]) -> Gap:
    wording, times, last, offered, rejected = row
    return Gap(wording, times, date.fromisoformat(last), tuple(json.loads(offered)), rejected)
