"""Gaps on disk."""

import sqlite3
from datetime import date, timedelta
from pathlib import Path

import pytest

from bot.gaps import Gap
from bot.gaps.store import FILE, GapLocation, GapStore, GapsUnreadableError, read_gaps

DAY = date(2024, 5, 6)


class Calendar:
    """The day that a test says it is."""

    def __init__(self) -> None:
        self.day = DAY

    def __call__(self) -> date:
        return self.day


@pytest.fixture
def calendar() -> Calendar:
    return Calendar()


@pytest.fixture
def location(tmp_path: Path, calendar: Calendar) -> GapLocation:
    return GapLocation(tmp_path / "data", 90, calendar)


def kept(location: GapLocation, *questions: str) -> tuple[Gap, ...]:
    store = GapStore(location)
    for question in questions:
        store.record(question, ["a-fact"])
    gaps = store.gaps()
    store.close()
    return gaps


def test_a_question_is_kept_with_its_day_and_what_was_offered(location: GapLocation) -> None:
    assert kept(location, "How old is she?") == (Gap("How old is she?", 1, DAY, ("a-fact",)),)


def test_the_same_words_are_counted_over_days(location: GapLocation, calendar: Calendar) -> None:
    kept(location, "How old is she?", "How tall is he?")
    calendar.day += timedelta(days=1)

    gaps = kept(location, "how old  is she")

    assert [(gap.wording, gap.times, gap.last) for gap in gaps] == [
        ("how old is she", 2, calendar.day),
        ("How tall is he?", 1, DAY),
    ]


def test_a_rejected_answer_is_kept_with_its_question(location: GapLocation) -> None:
    store = GapStore(location)
    store.record("Is it so?", [])
    store.reject("Is it so?", "a-fact")
    gaps = store.gaps()
    store.close()

    assert gaps == (Gap("Is it so?", 2, DAY, ("a-fact",), "a-fact"),)


def test_nothing_tells_who_asked_or_where(location: GapLocation) -> None:
    kept(location, "Does @ann know?")

    with sqlite3.connect(location.file) as database:
        columns = [row[1] for row in database.execute("PRAGMA table_info(gaps)")]
    assert columns == ["folded", "day", "wording", "offered", "rejected", "times"]
    assert b"@ann" not in location.file.read_bytes()


def test_a_gap_is_gone_from_the_disk_after_its_days(location: GapLocation, calendar: Calendar) -> None:
    kept(location, "How old is she?")
    calendar.day += timedelta(days=89)
    assert len(kept(location)) == 1
    calendar.day += timedelta(days=1)

    assert read_gaps(location) == ()
    kept(location)

    assert b"How old" not in location.file.read_bytes()


def test_a_gap_that_a_clock_dated_ahead_has_its_days_from_when_the_clock_is_right(
    location: GapLocation, calendar: Calendar
) -> None:
    calendar.day += timedelta(days=4_000)
    kept(location, "How old is she?")
    calendar.day = DAY

    assert [gap.last for gap in kept(location)] == [DAY]
    calendar.day += timedelta(days=90)
    assert kept(location) == ()


def test_zero_days_keep_nothing(location: GapLocation, calendar: Calendar, tmp_path: Path) -> None:
    assert kept(GapLocation(tmp_path / "none", 0, calendar), "How old is she?") == ()
    assert not (tmp_path / "none").exists()
    kept(location, "How old is she?")

    kept(GapLocation(location.folder, 0, calendar))

    assert read_gaps(location) == ()


def test_what_is_ignored_is_not_shown_until_its_days_are_over(location: GapLocation, calendar: Calendar) -> None:
    store = GapStore(location)
    store.record("Why?", [])
    store.ignore(["Why?"])
    store.record("why", [])
    assert store.gaps() == ()
    store.close()
    calendar.day += timedelta(days=90)

    assert [gap.times for gap in kept(location, "Why?")] == [1]


def test_a_disk_that_takes_nothing_breaks_no_answer(tmp_path: Path, calendar: Calendar) -> None:
    (tmp_path / "data").write_text("a file where the folder should be")

    assert kept(GapLocation(tmp_path / "data", 90, calendar), "How old is she?") == ()


def test_a_file_that_is_no_database_is_named(tmp_path: Path, calendar: Calendar) -> None:
    (tmp_path / FILE).write_text("this is no database, whatever its name says" * 50)

    with pytest.raises(GapsUnreadableError, match=FILE):
        kept(GapLocation(tmp_path, 90, calendar), "How old is she?")


def test_what_waits_is_written_at_the_end(location: GapLocation) -> None:
    store = GapStore(location)
    for number in range(20):
        store.record(f"Question {number} of many?", [])
    store.close(seconds=30)

    assert len(read_gaps(location)) == 20
