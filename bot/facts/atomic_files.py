"""Puts a file in the place of another so that a crash at any moment leaves one of the two, whole."""

import contextlib
import os
import tempfile
from pathlib import Path

PREFIX = ".talksbot-"
"""Hidden, so that nobody takes an unfinished file for a fact file."""


def write_atomically(path: Path, data: bytes) -> None:
    """Make `data` the content of `path`, with the permissions that it had; an `OSError` leaves all as it was.

    A link is followed: what it leads to changes, and the link stays.
    """
    target = path.resolve()
    number, name = tempfile.mkstemp(prefix=PREFIX, dir=target.parent)
    unfinished = Path(name)
    try:
        with os.fdopen(number, "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fchmod(stream.fileno(), _mode(target))
            os.fsync(stream.fileno())
        unfinished.replace(target)
    except BaseException:
        with contextlib.suppress(OSError):
            unfinished.unlink()
        raise
    _sync_folder(target.parent)


def remove(path: Path) -> None:
    """Take the file away for good."""
    path.unlink()
    _sync_folder(path.parent)


def clear_unfinished(folder: Path) -> tuple[Path, ...]:
    """Take away what a crash left unfinished under `folder`; what that was."""
    cleared: list[Path] = []
    with contextlib.suppress(OSError):
        for left in folder.rglob(f"{PREFIX}*"):
            left.unlink()
            cleared.append(left)
    return tuple(cleared)


def _mode(target: Path) -> int:
    try:
        return target.stat().st_mode & 0o777
    except FileNotFoundError:
        return 0o644


def _sync_folder(folder: Path) -> None:
    """Have the name on the disk as well; some file systems cannot, and then the file itself is safe all the same."""
    with contextlib.suppress(OSError):
        number = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(number)
        finally:
            os.close(number)
