"""Writes to SQLite in a thread of its own, so that no answer waits for the disk or fails with it."""

import logging
import queue
import sqlite3
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import TypeVar

from bot.sqlite_files import BUSY_SECONDS, check, is_damage, is_in_use, opened_to_read, reason, set_aside

GATHER_SECONDS = 0.5
"""Seconds for which writes are gathered: opening the file for each took more than a third of what a question costs."""

MOST_WAITING = 1_000
"""Writes that wait at most; a disk that is slower than that loses the rest."""

TIDY_SECONDS = 3_600.0

_LOGGER = logging.getLogger(__name__)

T = TypeVar("T")
Write = Callable[[sqlite3.Connection], object]
Read = Callable[[sqlite3.Connection], T]


class UnreadableError(Exception):
    """A database cannot be read; the text says which and why, and `damaged` whether it is the file's fault."""

    def __init__(self, file: Path, error: Exception) -> None:
        super().__init__(f"{file.name} {reason(error)}.")
        self.damaged = is_damage(error)


class Writer:
    """Carries out writes in their order, those that come close together in one transaction.

    `tidy` is a write that is carried out at the start and once an hour, if the file exists. A file that is damaged is
    set aside, and a new one begun; one that another program holds is tried again until it is free.
    """

    def __init__(self, file: Path, schema: str, tidy: Write, clock: Callable[[], float] = time.monotonic) -> None:
        self._file = file
        self._schema = schema
        self._tidy = tidy
        self._clock = clock
        self._waiting: queue.Queue[Write | threading.Event] = queue.Queue(MOST_WAITING)
        self._flush = threading.Event()
        self._closed = threading.Event()
        self._failing = False
        self._losing = False
        self._thread = threading.Thread(target=self._work, name=f"writing {file.name}", daemon=True)
        self._thread.start()

    def put(self, write: Write) -> None:
        """Carry out `write` soon, in a new file if there is none; drop it if `MOST_WAITING` writes wait already."""
        if not self._put(write):
            self._lose()

    def wait(self) -> None:
        """Wait until all that was put before is on the disk, for at most `BUSY_SECONDS`."""
        done = threading.Event()
        if self._put(done):
            self._flush.set()
            done.wait(BUSY_SECONDS)

    def read(self, use: Read[T], nothing: T) -> T:
        """Return what `use` reads after all that was put before; `nothing` without a file; raises `UnreadableError`."""
        self.wait()
        try:
            return read(self._file, use, nothing)
        except UnreadableError as error:
            if not error.damaged:
                raise
            self.put(check)  # finds what is damaged, sets it aside and begins anew
            self.wait()
            return read(self._file, use, nothing)

    def close(self, seconds: float = 1.0) -> None:
        """Write what still waits, unless that takes more than so many seconds."""
        if self._put(self._closed):
            self._flush.set()
            self._thread.join(seconds)

    def _put(self, write: Write | threading.Event) -> bool:
        try:
            self._waiting.put_nowait(write)
        except queue.Full:
            return False
        return True

    def _work(self) -> None:
        due = self._clock()
        left: list[Write] = []
        while not self._closed.is_set():
            items = self._gathered(GATHER_SECONDS if left else due - self._clock())
            if self._clock() >= due:
                if self._file.exists():
                    left += [check, self._tidy]
                due = self._clock() + TIDY_SECONDS
            left += [item for item in items if not isinstance(item, threading.Event)]
            if left:
                left = self._perform(left)
                if len(left) > MOST_WAITING:
                    self._lose()
                    del left[MOST_WAITING:]
            for item in items:
                if isinstance(item, threading.Event):
                    item.set()
        if left:
            _LOGGER.warning("%s: %d writes are lost, since it was in use by another program", self._file, len(left))

    def _gathered(self, seconds: float) -> list[Write | threading.Event]:
        """Return what is put within `GATHER_SECONDS` after the first; nothing if nothing comes for so many seconds."""
        try:
            items = [self._waiting.get(timeout=max(0.0, seconds))]
        except queue.Empty:
            return []
        self._flush.wait(GATHER_SECONDS)
        self._flush.clear()
        with suppress(queue.Empty):
            while True:
                items.append(self._waiting.get_nowait())
        return items

    def _perform(self, writes: list[Write]) -> list[Write]:
        """Carry all out in one transaction or, if one of them fails, each by itself.

        Return what is left to be tried again, since another program holds the file.
        """
        try:
            self._carry_out(writes)
        except Exception as error:  # the next write may be a good one
            if is_in_use(error):
                self._warn(f"{reason(error)}: what is to be written waits")
                return writes
            if len(writes) > 1:
                return [left for write in writes for left in self._perform([write])]
            self._warn(f"not written: {error}")
        else:
            self._failing = self._losing = False
        return []

    def _carry_out(self, writes: Sequence[Write]) -> None:
        """Carry all out in one transaction, in a new file if the old one turns out to be damaged."""
        try:
            self._carry_out_in_file(writes)
        except sqlite3.DatabaseError as error:
            if not is_damage(error):
                raise
            aside = set_aside(self._file)
            _LOGGER.warning("%s is damaged (%s); it is now %s, and a new one is begun", self._file, error, aside.name)
            self._carry_out_in_file(writes)

    def _carry_out_in_file(self, writes: Sequence[Write]) -> None:
        with _opened(self._file, self._schema) as database, database:
            for write in writes:
                write(database)

    def _lose(self) -> None:
        """Say once that writes are lost, until something goes well again."""
        level = logging.DEBUG if self._losing else logging.WARNING
        _LOGGER.log(level, "%s: %d writes wait already, so more are lost", self._file, MOST_WAITING)
        self._losing = True

    def _warn(self, what: str) -> None:
        """Say once what goes wrong, until something goes well again."""
        _LOGGER.log(logging.DEBUG if self._failing else logging.WARNING, "%s: %s", self._file, what)
        self._failing = True


def read(file: Path, use: Read[T], nothing: T) -> T:
    """Return what `use` reads in the database `file`, or `nothing` if there is none; raises `UnreadableError`."""
    if not file.exists():
        return nothing
    try:
        with opened_to_read(file) as database:
            return use(database)
    except (sqlite3.Error, OSError, ValueError) as error:
        raise UnreadableError(file, error) from error


@contextmanager
def _opened(file: Path, schema: str) -> Iterator[sqlite3.Connection]:
    file.parent.mkdir(parents=True, exist_ok=True)
    with closing(sqlite3.connect(file, timeout=BUSY_SECONDS)) as database:
        database.execute("PRAGMA secure_delete = ON")
        database.executescript(schema)
        yield database
