"""Lets one process at a time keep its data in a folder: two would lose each other's versions."""

import json
import logging
import os
import socket
import stat
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from itertools import chain
from pathlib import Path

from filelock import FileLock, Timeout

LOCK = "bot.lock"
HOLDER = "bot.lock.json"
"""Who holds the lock; the lock itself is the system's and ends with the process, however that ends."""

PRIVATE = ("*.sqlite3*", "admin.log", "history", "history/*")
"""What in the folder is for nobody but the user whom the bot runs as."""

_LOGGER = logging.getLogger(__name__)


class DataFolderError(Exception):
    """The folder of DATA_PATH cannot be used; the text says why, and what to do."""


@contextmanager
def data_locked(folder: Path, now: Callable[[], datetime]) -> Iterator[None]:
    """Hold `folder`, which is made if it is missing; raises `DataFolderError` if another process holds it.

    A folder that may not be written to is not held, which the log says: nothing can be lost there.
    """
    check_is_folder(folder)
    lock = FileLock(folder / LOCK, timeout=0)
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        lock.acquire()
    except Timeout:
        raise DataFolderError(
            f"DATA_PATH: {folder} is in use by {_holder(folder)}; two bots would lose each other's versions. "
            "End that one, or give this one a folder of its own."
        ) from None
    except (OSError, NotImplementedError) as error:
        _LOGGER.warning("%s cannot be held for this process alone: %s", folder, error)
    else:
        _sign(folder, now())
        _make_private(folder)
    try:
        yield
    finally:
        lock.release()


def _make_private(folder: Path) -> None:
    """Take from others what they may do with the files in `folder` that may hold what readers and admins wrote.

    The folder itself stays as it is: it may be one that the host shares with others on purpose.
    """
    for file in chain.from_iterable(map(folder.glob, PRIVATE)):
        try:
            file.chmod(stat.S_IMODE(file.stat().st_mode) & stat.S_IRWXU)
        except OSError as error:
            _LOGGER.warning("%s can be read by others on this machine: %s", file, error)


def check_is_folder(folder: Path) -> None:
    """Raise `DataFolderError` if `folder`, or what it would be made in, is something else."""
    there = next((path for path in (folder, *folder.parents) if os.path.lexists(path)), None)
    if there is not None and not there.is_dir():
        raise DataFolderError(
            f"DATA_PATH: {there} is not a folder; give the path of a folder that the bot may write to."
        )


def _sign(folder: Path, now: datetime) -> None:
    raw = {"pid": os.getpid(), "host": socket.gethostname(), "since": now.isoformat(timespec="seconds")}
    try:
        (folder / HOLDER).write_text(json.dumps(raw), "utf-8")
    except OSError as error:  # a full disk keeps nobody from running
        _LOGGER.warning("%s cannot be written: %s", folder / HOLDER, error)


def _holder(folder: Path) -> str:
    try:
        raw = json.loads((folder / HOLDER).read_text("utf-8"))
        return f"process {raw['pid']} on {raw['host']} since {raw['since']}"
    except (OSError, ValueError, TypeError, KeyError):
        return "another process"
