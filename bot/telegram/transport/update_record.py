"""A file that tells a restart which updates are answered, and which one may have crashed the process.

It holds keys, which are ids with a checksum, and nothing else: what an update says stays with Telegram until it is
confirmed. The checksum tells updates of two bots apart, or of a Bot API server that counts anew.

Lines are appended as they come, without waiting for the disk: a process that is killed loses none of them, a machine
that loses its power a few, so that some answers are sent twice. An appended line takes microseconds, so it needs no
thread; gathered for half a second, as writes of `bot/storage` are, a kill would repeat all answers of that time.
"""

import errno
import json
import logging
import os
import re
import zlib
from collections import Counter
from enum import StrEnum
from io import FileIO
from pathlib import Path

from bot.lru_map import LruMap

FILE = "updates.log"

REMEMBERED = 10_000
"""Keys of updates that are done and kept; Telegram hands out 100 that are not confirmed, so far fewer would do."""

MOST_LINES = 100_000
"""Lines after which the file is written anew with what is still needed: two megabytes."""

_LOGGER = logging.getLogger(__name__)


class Mark(StrEnum):
    """What became of an update, as a word in the file."""

    BEGUN = "begun"
    """Its handler was called; if HANDLED does not follow, the process ended while it ran."""

    HANDLED = "handled"
    DONE = "done"
    """Everything that answers it was sent or given up."""


_LINE = re.compile(rf"(?P<mark>{'|'.join(Mark)}) (?P<key>-?[0-9]{{1,20}}-[0-9a-f]{{8}})")


def update_key(number: int, raw: object) -> str:
    """Return the key of an update with this id, which is the same when Telegram sends the update again."""
    try:
        content = json.dumps(raw, sort_keys=True)
    except (ValueError, RecursionError):
        content = ""
    return f"{number}-{zlib.crc32(content.encode()):08x}"


class UpdateRecord:
    """What is known of updates by their keys, in memory and in `file`; without a file, in memory alone."""

    def __init__(self, file: Path | None = None) -> None:
        """Read what the file says; what cannot be read in it is passed over."""
        self._file = file
        self._done: LruMap[str, bool] = LruMap(REMEMBERED)
        self._interrupted: Counter[str] = Counter()
        self._stream: FileIO | None = None
        self._lines = MOST_LINES
        self._torn = False
        self._failing = False
        for line in _lines(file):
            if (read := _LINE.fullmatch(line)) is not None:
                self._remember(Mark(read["mark"]), read["key"])

    def is_done(self, key: str) -> bool:
        """Tell whether the update was answered or given up, by this process or one before it."""
        return self._done.get(key) is not None

    def interrupted(self, key: str) -> int:
        """Return how often a process ended while it handled this update."""
        return self._interrupted[key]

    def note(self, mark: Mark, key: str) -> None:
        """Keep what became of an update. If the file cannot be written, that is logged once, and memory has to do."""
        self._remember(mark, key)
        if self._file is None:
            return
        try:
            self._append(self._file, f"{mark} {key}\n")
        except OSError as error:
            self._lines = MOST_LINES
            if not self._failing:
                _LOGGER.warning("%s: not written, so a crash may repeat answers: %s", self._file, error)
            self._failing = True
        else:
            self._failing = False

    def close(self) -> None:
        """Close the file."""
        if self._stream is not None:
            self._stream.close()
            self._stream = None

    def _remember(self, mark: Mark, key: str) -> None:
        match mark:
            case Mark.BEGUN:
                self._interrupted[key] += 1
            case Mark.HANDLED if self._interrupted[key] > 1:
                self._interrupted[key] -= 1
            case Mark.HANDLED:
                del self._interrupted[key]
            case Mark.DONE:
                del self._interrupted[key]
                self._done.put(key, True)

    def _append(self, file: Path, line: str) -> None:
        """Write `line`; one that was cut short because the disk was full is ended first, so that it spoils no other."""
        if self._stream is None or self._lines >= MOST_LINES:
            self._begin_anew(file)
            return
        data = (f"\n{line}" if self._torn else line).encode()
        self._torn = self._stream.write(data) < len(data)
        self._lines += 1

    def _begin_anew(self, file: Path) -> None:
        """Write all that is remembered into a new file, which takes the place of the one before in one step."""
        self.close()
        kept = [f"{Mark.DONE} {key}\n" for key in self._done]
        kept += [f"{Mark.BEGUN} {key}\n" for key in self._interrupted.elements()]
        data = "".join(kept).encode()
        file.parent.mkdir(parents=True, exist_ok=True)
        unfinished = file.with_name(f".{file.name}")
        unfinished.unlink(missing_ok=True)
        self._stream = FileIO(unfinished, "xb", opener=_private)
        if self._stream.write(data) < len(data):
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        unfinished.replace(file)
        self._lines, self._torn = len(kept), False


def _private(path: str, flags: int) -> int:
    """Open a file that only the bot's own user may read."""
    return os.open(path, flags, 0o600)


def _lines(file: Path | None) -> list[str]:
    """Return the lines of the file; none if there is no file, or it cannot be read, which is logged."""
    if file is None:
        return []
    try:
        return file.read_text(encoding="ascii", errors="replace").splitlines()
    except FileNotFoundError:
        return []
    except OSError as error:
        _LOGGER.warning("%s: not read, so answers may be repeated: %s", file, error)
        return []
