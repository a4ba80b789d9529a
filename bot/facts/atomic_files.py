"""Replaces files so that a crash at any moment leaves the old one or the new one, whole."""

import contextlib
import os
import tempfile
from pathlib import Path

PREFIX = ".talksbot-"
"""Hidden, so that nobody takes an unfinished file for a fact file."""


def write_atomically(path: Path, data: bytes) -> None:
    """Make `data` the content of `path`, with the permissions that it had; an `OSError` leaves all as it was.

    A link is followed: the file that it leads to changes, and the link stays.
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
    """Delete the file, and have that on the disk."""
    path.unlink()
    _sync_folder(path.parent)


def clear_unfinished(folder: Path) -> tuple[Path, ...]:
    """Delete the unfinished files that a crash left under `folder`, and return their paths."""
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
    """Write the entries of `folder` to the disk; where a file system cannot, the file itself is safe all the same."""
    with contextlib.suppress(OSError):
        number = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(number)
        finally:
            os.close(number)
