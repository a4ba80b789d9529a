"""Writes to SQLite from a thread of its own, so that no answer waits for the disk or fails with it."""

import logging
import queue
import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

WAITING = 1_000
"""Writes that wait at most; a disk that is slower than that loses the rest."""

TIDY_SECONDS = 3_600.0
BUSY_SECONDS = 5.0

_LOGGER = logging.getLogger(__name__)

Write = Callable[[sqlite3.Connection], object]


class Writer:
    """Carries out writes in their order. `tidy` is one of them, at the start and once an hour."""

    def __init__(self, file: Path, schema: str, tidy: Write) -> None:
        self._file = file
        self._schema = schema
        self._tidy = tidy
        self._waiting: queue.Queue[Write | threading.Event | None] = queue.Queue(WAITING)
        self._failing = False
        self._thread = threading.Thread(target=self._work, name=f"writing {file.name}", daemon=True)
        self._thread.start()

    def put(self, write: Write) -> None:
        """Carry out `write` soon; it makes the file if there is none."""
        self._put(write)

    def wait(self) -> None:
        """Until all that was put before is on the disk, unless that takes long."""
        done = threading.Event()
        if self._put(done):
            done.wait(BUSY_SECONDS)

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
        self._tidy_up()
        while True:
            try:
                write = self._waiting.get(timeout=TIDY_SECONDS)
            except queue.Empty:
                self._tidy_up()
                continue
            if write is None:
                return
            if isinstance(write, threading.Event):
                write.set()
            else:
                self._perform(write)

    def _tidy_up(self) -> None:
        if self._file.exists():
            self._perform(self._tidy)

    def _perform(self, write: Write) -> None:
        try:
            with _opened(self._file, self._schema) as database, database:
                write(database)
        except Exception as error:  # the next write may be a good one
            _LOGGER.log(logging.DEBUG if self._failing else logging.WARNING, "%s: not written: %s", self._file, error)
            self._failing = True
        else:
            self._failing = False


@contextmanager
def reading(file: Path) -> Iterator[sqlite3.Connection]:
    """The database in `file`, which is left as it is; raises `sqlite3.Error`."""
    with closing(sqlite3.connect(f"{file.absolute().as_uri()}?mode=ro", uri=True, timeout=BUSY_SECONDS)) as database:
        yield database


@contextmanager
def _opened(file: Path, schema: str) -> Iterator[sqlite3.Connection]:
    file.parent.mkdir(parents=True, exist_ok=True)
    with closing(sqlite3.connect(file, timeout=BUSY_SECONDS)) as database:
        database.execute("PRAGMA secure_delete = ON")
        database.executescript(schema)
        yield database
