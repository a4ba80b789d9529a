"""Logs the actions of admins: a line for each, appended and never changed."""

import json
import logging
import os
import threading
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from bot.unprintable import escaped

_LOGGER = logging.getLogger(__name__)


class AdminLog:
    """A file with a line of JSON for each action: when, who (a Telegram id), what, the files' hash before and after."""

    def __init__(self, file: Path, now: Callable[[], datetime]) -> None:
        self._file = file
        self._now = now
        self._lock = threading.Lock()

    def note(self, who: int, what: str, before: str | None, after: str | None) -> None:
        """Add a line; if the disk refuses it, the program's own log gets a warning."""
        entry = {"when": self._now().isoformat(), "who": who, "what": what, "before": before, "after": after}
        try:
            self._file.parent.mkdir(parents=True, exist_ok=True)
            with self._lock:
                _append(self._file, f"{escaped(json.dumps(entry, ensure_ascii=False))}\n".encode(errors="replace"))
        except OSError as error:
            _LOGGER.warning("%s cannot be written: %s", self._file, error)


def _append(file: Path, line: bytes) -> None:
    """Write the line at once, so that a crash leaves all of it or nothing; raises `OSError` unless all is written.

    A disk that is full may take only the beginning: the next line then begins below it.
    """
    number = os.open(file, os.O_RDWR | os.O_APPEND | os.O_CREAT, 0o600)
    try:
        size = os.fstat(number).st_size
        if size and os.pread(number, 1, size - 1) != b"\n":
            line = b"\n" + line
        written = os.write(number, line)
        while written < len(line):
            written += os.write(number, line[written:])
        os.fsync(number)
    finally:
        os.close(number)
