"""The gaps in SQLite. Writing happens in a thread of its own: an answer never waits for the disk or fails with it."""

import json
import logging
import queue
import sqlite3
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from bot.gaps.model import Gap, folded
from bot.gaps.redaction import redacted

FILE = "gaps.sqlite3"

WAITING = 1_000
"""Questions that wait to be written at most; a disk that is slower than that loses the rest."""

ROWS = 20_000
"""Wordings of a day that are kept at most, the oldest making room: some 10 MB."""

LONGEST_READ = 2_000
"""Wordings that are looked at, the most asked first: grouping compares each with each."""

TIDY_SECONDS = 3_600.0
BUSY_SECONDS = 5.0

_SCHEMA = """
CREATE TABLE IF NOT EXISTS gaps (
    folded TEXT NOT NULL,
    day TEXT NOT NULL,
    wording TEXT NOT NULL,
    offered TEXT NOT NULL,
    times INTEGER NOT NULL,
    PRIMARY KEY (folded, day)
);
CREATE TABLE IF NOT EXISTS ignored (folded TEXT PRIMARY KEY, day TEXT NOT NULL);
"""

_COUNT = """
INSERT INTO gaps VALUES (:folded, :day, :wording, :offered, 1)
ON CONFLICT (folded, day) DO UPDATE SET times = times + 1, offered = excluded.offered
"""

_READ = """
SELECT wording, sum(times) AS asked, max(day) AS last, offered FROM gaps
WHERE day > :from AND folded NOT IN (SELECT folded FROM ignored)
GROUP BY folded ORDER BY asked DESC, last DESC, folded LIMIT :most
"""
"""SQLite takes `wording` and `offered` from the row that has the greatest day."""

_LOGGER = logging.getLogger(__name__)

Write = Callable[[sqlite3.Connection], object]


class GapsUnreadableError(Exception):
    """The gaps cannot be read; the text says why."""


@dataclass(frozen=True, slots=True)
class Shelf:
    """Where gaps lie and for how long; 0 days keep none. `today` is asked whenever a day is needed."""

    folder: Path
    days: int
    today: Callable[[], date]

    @property
    def file(self) -> Path:
        """The file that holds them."""
        return self.folder / FILE

    @property
    def expired(self) -> date:
        """The latest day whose gaps are gone."""
        return self.today() - timedelta(days=self.days)


class GapStore:
    """Keeps gaps; everything but `gaps` and `close` returns at once."""

    def __init__(self, shelf: Shelf) -> None:
        self._shelf = shelf
        self._waiting: queue.Queue[Write | threading.Event | None] = queue.Queue(WAITING)
        self._thread = threading.Thread(target=self._work, name="gaps", daemon=True)
        self._thread.start()

    def record(self, question: str, offered: Sequence[str]) -> None:
        """Keep `question` as one more that ended without an answer."""
        if self._shelf.days:
            day, ids = self._shelf.today().isoformat(), json.dumps(list(offered))
            self._put(lambda database: _count(database, question, day, ids))

    def ignore(self, wordings: Sequence[str]) -> None:
        """Show none of `wordings` any more; they come back if they are still asked when their days are over."""
        day = self._shelf.today().isoformat()
        rows = [(folded(wording), day) for wording in wordings]
        self._put(lambda database: database.executemany("INSERT OR REPLACE INTO ignored VALUES (?, ?)", rows))

    def gaps(self) -> tuple[Gap, ...]:
        """All that is kept by now, the most asked first; raises `GapsUnreadableError`."""
        done = threading.Event()
        if self._put(done):
            done.wait(BUSY_SECONDS)
        return read_gaps(self._shelf)

    def close(self, seconds: float = 1.0) -> None:
        """Write what still waits, unless that takes too long."""
        if self._put(None):
            self._thread.join(seconds)

    def _put(self, write: Write | threading.Event | None) -> bool:
        try:
            self._waiting.put_nowait(write)
        except queue.Full:
            return False
        return True

    def _work(self) -> None:
        self._perform(self._tidy)
        while True:
            try:
                write = self._waiting.get(timeout=TIDY_SECONDS)
            except queue.Empty:
                write = self._tidy
            if write is None:
                return
            if isinstance(write, threading.Event):
                write.set()
            else:
                self._perform(write)

    def _perform(self, write: Write) -> None:
        if not self._shelf.days and not self._shelf.file.exists():
            return
        try:
            with _opened(self._shelf.folder) as database, database:
                write(database)
        except (sqlite3.Error, OSError) as error:
            _LOGGER.warning("a gap was not kept in %s: %s", self._shelf.file, error)

    def _tidy(self, database: sqlite3.Connection) -> None:
        """Delete what has had its days, and the oldest of what is too much."""
        for table in ("gaps", "ignored"):
            database.execute(f"DELETE FROM {table} WHERE day <= ?", (self._shelf.expired.isoformat(),))  # noqa: S608
        newest = "SELECT rowid FROM gaps ORDER BY day DESC, times DESC LIMIT ?"
        database.execute(f"DELETE FROM gaps WHERE rowid NOT IN ({newest})", (ROWS,))  # noqa: S608


def read_gaps(shelf: Shelf) -> tuple[Gap, ...]:
    """What lies on `shelf`, without changing it; raises `GapsUnreadableError`."""
    if not shelf.file.exists():
        return ()
    bounds = {"from": shelf.expired.isoformat(), "most": LONGEST_READ}
    try:
        uri = f"{shelf.file.absolute().as_uri()}?mode=ro"
        with closing(sqlite3.connect(uri, uri=True, timeout=BUSY_SECONDS)) as database:
            return tuple(map(_gap, database.execute(_READ, bounds)))
    except (sqlite3.Error, OSError, ValueError) as error:
        raise GapsUnreadableError(f"{shelf.file} cannot be read ({error}); delete it to begin anew.") from error


@contextmanager
def _opened(folder: Path) -> Iterator[sqlite3.Connection]:
    folder.mkdir(parents=True, exist_ok=True)
    with closing(sqlite3.connect(folder / FILE, timeout=BUSY_SECONDS)) as database:
        database.execute("PRAGMA secure_delete = ON")
        database.executescript(_SCHEMA)
        yield database


def _count(database: sqlite3.Connection, question: str, day: str, offered: str) -> None:
    wording = redacted(question)
    if folded(wording):
        row = {"folded": folded(wording), "day": day, "wording": wording, "offered": offered}
        database.execute(_COUNT, row)


def _gap(row: tuple[str, int, str, str]) -> Gap:
    wording, times, last, offered = row
    return Gap(wording, times, date.fromisoformat(last), tuple(json.loads(offered)))
