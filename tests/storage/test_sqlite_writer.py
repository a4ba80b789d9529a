"""Writes happen in their order and never in the way."""

import logging
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from bot.sqlite_files import opened_to_read
from bot.storage.sqlite_writer import MOST_WAITING, TIDY_SECONDS, Write, Writer
from tests.clock import SleepingClock
from tests.storage.databases import NO_DATABASE, damage, held, leave_hot_journal

NOTHING: tuple[str, ...] = ()
SCHEMA = "CREATE TABLE IF NOT EXISTS words (word TEXT)"


def insert(word: str) -> Write:
    return lambda database: database.execute("INSERT INTO words VALUES (?)", (word,))


def words(file: Path) -> list[str]:
    with opened_to_read(file) as database:
        return [word for (word,) in database.execute("SELECT word FROM words ORDER BY rowid")]


def empty(database: sqlite3.Connection) -> None:
    database.execute("DELETE FROM words")


def writer(file: Path) -> Writer:
    return Writer(file, SCHEMA, empty)


@contextmanager
def logged(name: str) -> Iterator[threading.Event]:
    """Yield an event that is set as soon as the logger `name` says anything, in whatever thread."""
    said = threading.Event()

    class Told(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:  # noqa: ARG002
            said.set()

    handler = Told()
    logging.getLogger(name).addHandler(handler)
    try:
        yield said
    finally:
        logging.getLogger(name).removeHandler(handler)


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


@pytest.mark.parametrize("content", [NO_DATABASE, "SQLite format 3\x00" + "x" * 5_000])
def test_what_is_no_database_is_set_aside_and_nothing_that_comes_is_lost(
    tmp_path: Path, content: str, caplog: pytest.LogCaptureFixture
) -> None:
    file = tmp_path / "words.sqlite3"
    file.write_text(content)
    mine = writer(file)
    for word in ("one", "two"):
        mine.put(insert(word))
    mine.close(seconds=30)

    assert words(file) == ["one", "two"]
    assert (tmp_path / "words.sqlite3.damaged").read_text() == content
    [record] = caplog.records
    assert record.levelno == logging.WARNING
    assert "it is now words.sqlite3.damaged, and a new one is begun" in record.getMessage()


def test_damage_behind_the_beginning_is_found_at_the_start(tmp_path: Path) -> None:
    file = tmp_path / "words.sqlite3"
    mine = Writer(file, SCHEMA, lambda _: None)
    for number in range(900):
        mine.put(insert(f"word {number} of many"))
    mine.close(seconds=30)
    damage(file)

    for _ in range(2):
        mine = Writer(file, SCHEMA, lambda _: None)
        mine.put(insert("new"))
        mine.close(seconds=30)
        damage(file)

    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "words.sqlite3",
        "words.sqlite3.damaged",
        "words.sqlite3.damaged-2",
    ]


def test_a_crash_in_the_middle_of_a_write_leaves_what_was_there(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    file = tmp_path / "words.sqlite3"
    leave_hot_journal(file, SCHEMA, "INSERT INTO words VALUES ('word ' || :number)")
    mine = Writer(file, SCHEMA, lambda _: None)

    def read(database: sqlite3.Connection) -> tuple[str, ...]:
        return tuple(word for (word,) in database.execute("SELECT word FROM words ORDER BY rowid"))

    assert mine.read(read, NOTHING) == ("word 0", "word 1")
    mine.put(insert("new"))
    assert mine.read(read, NOTHING) == ("word 0", "word 1", "new")
    mine.close(seconds=30)
    assert caplog.records == []
    assert [path.name for path in tmp_path.iterdir()] == ["words.sqlite3"]


def test_reading_alone_rolls_a_crash_back(tmp_path: Path) -> None:
    file = tmp_path / "words.sqlite3"
    leave_hot_journal(file, SCHEMA, "INSERT INTO words VALUES ('word ' || :number)")

    assert words(file) == ["word 0", "word 1"]


def test_a_file_that_another_program_holds_is_tried_again(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.storage.sqlite_writer.BUSY_SECONDS", 0.2)
    file = tmp_path / "words.sqlite3"
    mine = Writer(file, SCHEMA, lambda _: None)
    mine.put(insert("one"))
    mine.wait()
    with held(file), logged("bot.storage.sqlite_writer") as told:
        mine.put(insert("two"))
        assert told.wait(30)
        mine.put(insert("three"))
    mine.wait()
    mine.close(seconds=30)

    assert words(file) == ["one", "two", "three"]
    [warning] = caplog.records
    assert "is in use by another program" in warning.getMessage()


def test_what_can_only_be_read_is_not_written(tmp_path: Path) -> None:
    file = tmp_path / "words.sqlite3"
    mine = writer(file)
    mine.put(insert("one"))
    mine.close(seconds=30)

    with opened_to_read(file) as database, pytest.raises(sqlite3.OperationalError, match="readonly"):
        empty(database)


def test_what_a_slow_disk_leaves_no_room_for_is_said_once(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    begun, disk, done = threading.Event(), threading.Event(), threading.Event()

    def slow(_: sqlite3.Connection) -> None:
        begun.set()
        disk.wait()

    made = writer(tmp_path / "words")
    made.put(slow)
    begun.wait()
    for _ in range(MOST_WAITING - 1):
        made.put(insert("kept"))
    made.put(lambda _: done.set())
    for _ in range(2):
        made.put(insert("lost"))
    disk.set()
    done.wait()
    made.close(seconds=30)

    [record] = [record for record in caplog.records if record.levelno == logging.WARNING]
    assert "more are lost" in record.getMessage()
    assert words(tmp_path / "words") == ["kept"] * (MOST_WAITING - 1)
