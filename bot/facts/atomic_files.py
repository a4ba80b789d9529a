"""Replaces files so that a crash at any moment leaves the old one or the new one, whole."""

import contextlib
import errno
import os
import tempfile
from pathlib import Path
from typing import BinaryIO

PREFIX = ".talksbot-"
"""Hidden, so that nobody takes an unfinished file for a fact file."""

_NOTHING_BESIDE = (errno.EACCES, errno.EPERM, errno.EROFS)


def write_atomically(path: Path, data: bytes, *, private: bool = False) -> bool:
    """Make `data` the content of `path`, with the permissions that it had; an `OSError` leaves all as it was.

    A new file may be read by all, one that is `private` by nobody else, whatever it was before.

    A link is followed: the file that it leads to changes, and the link stays. Return False if the system lets nothing
    take the place of the file, as that of one which is mounted by itself, or lets nothing be made beside it: then it
    was written in place, and a crash in that moment leaves a part of it. Keep a copy first.
    """
    target = path.resolve()
    try:
        number, name = tempfile.mkstemp(prefix=PREFIX, dir=target.parent)
    except OSError as error:
        if error.errno in _NOTHING_BESIDE and os.access(target, os.W_OK):
            _write_in_place(target, data)
            return False
        raise
    unfinished = Path(name)
    try:
        with os.fdopen(number, "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fchmod(stream.fileno(), 0o600 if private else _mode(target))
            os.fsync(stream.fileno())
        in_one_step = _take_the_place(unfinished, target)
        if not in_one_step:
            _write_in_place(target, data)
            unfinished.unlink()
    except BaseException:
        with contextlib.suppress(OSError):
            unfinished.unlink()
        raise
    _sync_folder(target.parent)
    return in_one_step


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


def _take_the_place(unfinished: Path, target: Path) -> bool:
    """Rename `unfinished` to `target`; return False if that is a mount of its own."""
    try:
        unfinished.replace(target)
    except OSError as error:
        if error.errno != errno.EBUSY:
            raise
        return False
    return True


def _write_in_place(target: Path, data: bytes) -> None:
    """Write `data` over the content of `target`; if the disk refuses it, what was there comes back."""
    with target.open("r+b") as stream:
        before = stream.read()
        try:
            _overwrite(stream, data)
        except OSError:
            with contextlib.suppress(OSError):
                _overwrite(stream, before)
            raise


def _overwrite(stream: BinaryIO, data: bytes) -> None:
    stream.seek(0)
    stream.write(data)
    stream.truncate()
    stream.flush()
    os.fsync(stream.fileno())


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
