"""Databases in the states in which a crash, a program or a disk leaves them."""

import signal
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

ROOT = Path(__file__).parents[2]
NO_DATABASE = "this is no database, whatever its name says" * 50


def leave_hot_journal(file: Path, schema: str, insert: str) -> None:
    """Have a process write rows with the numbers 0 and 1 to `file`, and be killed in the middle of thousands more."""
    file.parent.mkdir(parents=True, exist_ok=True)
    arguments = [sys.executable, "-m", "tests.storage.killed_writer", str(file), schema, insert]
    done = subprocess.run(arguments, cwd=ROOT, check=False)  # noqa: S603 - our own program
    assert done.returncode == -signal.SIGKILL
    assert file.with_name(f"{file.name}-journal").stat().st_size > 0


@contextmanager
def held(file: Path) -> Iterator[None]:
    """Hold the database as another program does in the middle of a change."""
    with closing(sqlite3.connect(file)) as database:
        database.execute("BEGIN EXCLUSIVE")
        yield


def damage(file: Path) -> None:
    """Write over all but the beginning of the database."""
    content = file.read_bytes()
    file.write_bytes(content[:1_024] + b"\xff" * (len(content) - 1_024))
