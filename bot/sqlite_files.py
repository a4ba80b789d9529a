"""Opens SQLite files, tells one that is damaged from one that is only in use, and sets the damaged aside."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from itertools import count
from pathlib import Path

BUSY_SECONDS = 5.0
"""Seconds for which SQLite itself tries again while another program holds a file."""

DAMAGED = ".damaged"
"""What is added to the name of a file that is set aside."""

_COMPANIONS = ("", "-journal", "-wal", "-shm")
"""What SQLite adds to the name of a file for those that belong to it."""

_LOWEST_BYTE = 0xFF
"""The part of SQLite's code of an error that says what sort of error it is."""


def is_damage(error: BaseException) -> bool:
    """Tell whether SQLite calls the file malformed or no database; whatever else fails, the file may be sound."""
    return _code(error) in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)


def is_in_use(error: BaseException) -> bool:
    """Tell whether another program holds the file, so that the same will succeed later."""
    return _code(error) in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)


@contextmanager
def opened_to_read(file: Path) -> Iterator[sqlite3.Connection]:
    """Open the database in `file`, which must exist, for reading only; raises `sqlite3.Error`.

    It is opened so that SQLite may roll back what a crash has left half written: without that right it could not be
    read until the next write.
    """
    with closing(sqlite3.connect(f"{file.absolute().as_uri()}?mode=rw", uri=True, timeout=BUSY_SECONDS)) as database:
        database.execute("PRAGMA query_only = ON")
        yield database


def check(database: sqlite3.Connection) -> None:
    """Read all of the database, and raise the `sqlite3.DatabaseError` of a damaged one if anything in it is wrong."""
    (found,) = database.execute("PRAGMA quick_check(1)").fetchone()
    if found != "ok":
        error = sqlite3.DatabaseError(found)
        error.sqlite_errorcode = sqlite3.SQLITE_CORRUPT
        raise error


def set_aside(file: Path) -> Path:
    """Rename `file`, with what SQLite keeps beside it, to a name that is free, and return that; raises `OSError`."""
    for number in count(1):
        aside = file.with_name(f"{file.name}{DAMAGED}{'' if number == 1 else f'-{number}'}")
        if not aside.exists():
            break
    for companion in reversed(_COMPANIONS):
        beside = file.with_name(f"{file.name}{companion}")
        if beside.exists():
            beside.rename(aside.with_name(f"{aside.name}{companion}"))
    return aside


def remove(file: Path) -> None:
    """Delete `file`, and what SQLite keeps beside it; raises `OSError`."""
    for companion in _COMPANIONS:
        file.with_name(f"{file.name}{companion}").unlink(missing_ok=True)


def files_set_aside(folder: Path, name: str = "*") -> tuple[Path, ...]:
    """Return the files called `name` in `folder` that were set aside, without what belongs to them."""
    found = sorted(folder.glob(f"{name}{DAMAGED}*"))
    return tuple(path for path in found if not path.name.endswith(_COMPANIONS[1:]))


def reason(error: BaseException) -> str:
    """Return why a file cannot be used, for after its name, and what to do about it if anything is to be done."""
    if is_in_use(error):
        return "is in use by another program; try again in a moment"
    if is_damage(error):
        return f"is damaged ({error}); the bot sets it aside and begins a new one"
    return f"cannot be read ({error})"


def _code(error: BaseException) -> int:
    return getattr(error, "sqlite_errorcode", 0) & _LOWEST_BYTE
