"""Writes to SQLite in a thread of its own, so that no answer waits for the disk or fails with it."""

import logging
import queue
import sqlite3
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from pathlib import Path

GATHER_SECONDS = 0.5
"""Seconds for which writes are gathered: opening the file for each took more than a third of what a question costs."""

MOST_WAITING = 1_000
"""Writes that wait at most; a disk that is slower than that loses the rest."""

TIDY_SECONDS = 3_600.0
BUSY_SECONDS = 5.0

_LOGGER = logging.getLogger(__name__)

Write = Callable[[sqlite3.Connection], object]


class Writer:
    """Carries out writes in their order, those that come close together in one transaction.

    `tidy` is a write that is carried out at the start and once an hour, if the file exists.
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
        self._thread = threading.Thread(target=self._work, name=f"writing {file.name}", daemon=True)
        self._thread.start()

    def put(self, write: Write) -> None:
        """Carry out `write` soon, in a new file if there is none; drop it if `MOST_WAITING` writes wait already."""
        self._put(write)

    def wait(self) -> None:
        """Wait until all that was put before is on the disk, for at most `BUSY_SECONDS`."""
        done = threading.Event()
        if self._put(done):
            self._flush.set()
            done.wait(BUSY_SECONDS)

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
        while not self._closed.is_set():
            items = self._gathered(due - self._clock())
            if self._clock() >= due:
                self._tidy_up()
                due = self._clock() + TIDY_SECONDS
            writes = [item for item in items if not isinstance(item, threading.Event)]
            if writes:
                self._perform(writes)
            for item in items:
                if isinstance(item, threading.Event):
                    item.set()

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

    def _tidy_up(self) -> None:
        if self._file.exists():
            self._perform([self._tidy])

    def _perform(self, writes: Sequence[Write]) -> None:
        """Carry all out in one transaction or, if one of them fails, each by itself."""
        try:
            with _opened(self._file, self._schema) as database, database:
                for write in writes:
                    write(database)
        except Exception as error:  # the next write may be a good one
            if len(writes) > 1:
                for write in writes:
                    self._perform([write])
                return
            _LOGGER.log(logging.DEBUG if self._failing else logging.WARNING, "%s: not written: %s", self._file, error)
            self._failing = True
        else:
            self._failing = False


@contextmanager
def read_only(file: Path) -> Iterator[sqlite3.Connection]:
    """Open the database in `file` for reading, without changing it; raises `sqlite3.Error`."""
    with closing(sqlite3.connect(f"{file.absolute().as_uri()}?mode=ro", uri=True, timeout=BUSY_SECONDS)) as database:
        yield database


@contextmanager
def _opened(file: Path, schema: str) -> Iterator[sqlite3.Connection]:
    file.parent.mkdir(parents=True, exist_ok=True)
    with closing(sqlite3.connect(file, timeout=BUSY_SECONDS)) as database:
        database.execute("PRAGMA secure_delete = ON")
        database.executescript(schema)
        yield database
