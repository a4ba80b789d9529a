"""Writes happen in their order and never in the way."""

import sqlite3
import threading
from pathlib import Path

import pytest

from bot.storage.sqlite_writer import TIDY_SECONDS, Write, Writer, read_only
from tests.clock import SleepingClock

SCHEMA = "CREATE TABLE IF NOT EXISTS words (word TEXT)"


def insert(word: str) -> Write:
    return lambda database: database.execute("INSERT INTO words VALUES (?)", (word,))


def words(file: Path) -> list[str]:
    with read_only(file) as database:
        return [word for (word,) in database.execute("SELECT word FROM words ORDER BY rowid")]


def empty(database: sqlite3.Connection) -> None:
    database.execute("DELETE FROM words")


def writer(file: Path) -> Writer:
    return Writer(file, SCHEMA, empty)


def test_writes_are_on_the_disk_after_waiting(tmp_path: Path) -> None:
    file = tmp_path / "new" / "words.sqlite3"
    mine = writer(file)
    mine.put(insert("one"))
    mine.put(insert("two"))
    mine.wait()

    assert words(file) == ["one", "two"]
    mine.close()


def test_a_write_that_fails_does_not_keep_the_next_one_away(tmp_path: Path) -> None:
    file = tmp_path / "words.sqlite3"
    mine = writer(file)
    mine.put(lambda database: database.execute("NONSENSE"))
    mine.put(insert("two"))
    mine.close(seconds=30)

    assert words(file) == ["two"]


def test_of_writes_that_come_together_only_the_one_that_fails_is_left_out(tmp_path: Path) -> None:
    file = tmp_path / "words.sqlite3"
    mine = writer(file)
    for write in (insert("one"), lambda database: database.execute("NONSENSE"), insert("three")):
        mine.put(write)
    mine.wait()

    assert words(file) == ["one", "three"]
    mine.close()


def test_tidying_comes_first(tmp_path: Path) -> None:
    file = tmp_path / "words.sqlite3"
    for word in ("one", "two"):
        mine = writer(file)
        mine.put(insert(word))
        mine.close(seconds=30)

    assert words(file) == ["two"]


def test_tidying_comes_again_after_an_hour_in_which_writes_never_stopped(tmp_path: Path) -> None:
    file, clock = tmp_path / "words.sqlite3", SleepingClock()
    mine = Writer(file, SCHEMA, empty, clock)
    kept = []
    for word in ("one", "two", "three", "four"):
        mine.put(insert(word))
        mine.wait()
        kept.append(words(file))
        clock.now += TIDY_SECONDS / 2

    assert kept == [["one"], ["one", "two"], ["three"], ["three", "four"]]
    mine.close()


def test_putting_does_not_wait_even_for_a_disk_that_stands_still(tmp_path: Path) -> None:
    stands, goes_on = threading.Event(), threading.Event()

    def stand(database: sqlite3.Connection) -> None:  # noqa: ARG001
        stands.set()
        goes_on.wait(30)

    mine = writer(tmp_path / "words.sqlite3")
    mine.put(stand)
    assert stands.wait(30)
    for _ in range(5_000):
        mine.put(insert("more"))
    goes_on.set()


def test_trouble_is_told_once_and_not_with_each_write(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    (tmp_path / "file").write_text("no folder")
    mine = writer(tmp_path / "file" / "words.sqlite3")
    for _ in range(3):
        mine.put(insert("one"))
    mine.close(seconds=30)

    assert len(caplog.records) == 1
