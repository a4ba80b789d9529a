"""Gaps on disk."""

import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.gaps import Gap
from bot.gaps.store import FILE, GapLocation, GapStore, read_gaps
from bot.storage.sqlite_writer import UnreadableError
from bot.trusted_clock import PROBATION
from tests.clock import Calendar, trusted_calendar
from tests.storage.databases import NO_DATABASE, damage, held, leave_hot_journal

WEEK = PROBATION.days


@pytest.fixture
def calendar(tmp_path: Path) -> Calendar:
    return trusted_calendar(tmp_path / "data")


@pytest.fixture
def location(calendar: Calendar) -> GapLocation:
    return GapLocation(calendar.folder, 90, calendar.clock)


def kept(location: GapLocation, *questions: str) -> tuple[Gap, ...]:
    """Return what is kept after a bot was started, asked these questions, and ended."""
    store = GapStore(location)
    for question in questions:
        store.record(question, ["a-fact"])
    gaps = store.gaps()
    store.close()
    return gaps


def test_a_question_is_kept_with_its_day_and_what_was_offered(location: GapLocation, calendar: Calendar) -> None:
    assert kept(location, "How old is she?") == (Gap("How old is she?", 1, calendar.day, ("a-fact",)),)


def test_the_same_words_are_counted_over_days(location: GapLocation, calendar: Calendar) -> None:
    first = calendar.day
    kept(location, "How old is she?", "How tall is he?")
    calendar.run(1)

    gaps = kept(location, "how old  is she")

    assert [(gap.wording, gap.times, gap.last) for gap in gaps] == [
        ("how old is she", 2, calendar.day),
        ("How tall is he?", 1, first),
    ]


def test_a_rejected_answer_is_kept_with_its_question(location: GapLocation, calendar: Calendar) -> None:
    store = GapStore(location)
    store.record("Is it so?", [])
    store.reject("Is it so?", "a-fact")
    gaps = store.gaps()
    store.close()

    assert gaps == (Gap("Is it so?", 2, calendar.day, ("a-fact",), "a-fact"),)


def test_nothing_tells_who_asked_or_where(location: GapLocation) -> None:
    kept(location, "Does @ann know?")

    with closing(sqlite3.connect(location.file)) as database:
        columns = [row[1] for row in database.execute("PRAGMA table_info(gaps)")]
    assert columns == ["folded", "day", "wording", "offered", "rejected", "times"]
    assert b"@ann" not in location.file.read_bytes()


@pytest.mark.parametrize("days", [1_000_000, 10**12])
def test_days_before_the_calendar_begins_keep_all(location: GapLocation, days: int) -> None:
    gaps = kept(replace(location, days=days), "How old is she?")

    assert [gap.wording for gap in gaps] == ["How old is she?"]


def test_a_gap_is_gone_from_the_disk_after_its_days(location: GapLocation, calendar: Calendar) -> None:
    kept(location, "How old is she?")
    calendar.run(89)
    assert len(kept(location)) == 1
    calendar.run(1)

    assert read_gaps(location) == ()
    kept(location)

    assert b"How old" not in location.file.read_bytes()


def test_a_gap_that_a_clock_dated_ahead_has_its_days_from_when_the_clock_is_believed(
    location: GapLocation, calendar: Calendar
) -> None:
    kept(location, "How old is she?")
    calendar.leap(4_000)
    kept(location, "How old is she?")
    calendar.leap(-4_000)
    kept(location)
    calendar.run(WEEK)

    assert [(gap.times, gap.last) for gap in kept(location)] == [(2, calendar.day)]
    calendar.run(90)
    assert kept(location) == ()


def test_a_start_in_1970_deletes_and_dates_nothing(location: GapLocation, calendar: Calendar) -> None:
    kept(location, "How old is she?")
    right = calendar.now
    calendar.now = datetime(1970, 1, 1, tzinfo=UTC)
    kept(location, "How tall is he?")
    calendar.now = right

    assert {(gap.wording, gap.last) for gap in kept(location)} == {
        ("How old is she?", right.date()),
        ("How tall is he?", right.date()),
    }


@pytest.mark.parametrize("days", [-300, -1, 2, 89, 90, 365, 4_000])
def test_no_leap_and_back_deletes_or_moves_a_gap(location: GapLocation, calendar: Calendar, days: int) -> None:
    for number in range(10):
        kept(location, f"Question {number} of many?")
        calendar.run(1)
    before = kept(location)
    assert len(before) == 10

    calendar.leap(days)
    kept(location)
    calendar.leap(-days)

    assert kept(location) == before


def test_zero_days_keep_nothing(location: GapLocation, calendar: Calendar, tmp_path: Path) -> None:
    assert kept(GapLocation(tmp_path / "none", 0, calendar.clock), "How old is she?") == ()
    assert not (tmp_path / "none").exists()
    kept(location, "How old is she?")

    calendar.leap(365)
    kept(replace(location, days=0))
    calendar.leap(-365)

    assert read_gaps(location) == ()


def test_what_is_ignored_is_not_shown_until_its_days_are_over(location: GapLocation, calendar: Calendar) -> None:
    store = GapStore(location)
    store.record("Why?", [])
    store.ignore(["Why?"])
    store.record("why", [])
    assert store.gaps() == ()
    store.close()
    calendar.run(90)

    assert [gap.times for gap in kept(location, "Why?")] == [1]


def test_a_disk_that_takes_nothing_breaks_no_answer(tmp_path: Path, calendar: Calendar) -> None:
    (tmp_path / "file").write_text("a file where the folder should be")

    assert kept(GapLocation(tmp_path / "file", 90, calendar.clock), "How old is she?") == ()


def test_a_crash_in_the_middle_of_a_write_hides_no_gap(location: GapLocation) -> None:
    kept(location)
    schema = """CREATE TABLE gaps (folded TEXT NOT NULL, day TEXT NOT NULL, wording TEXT NOT NULL,
        offered TEXT NOT NULL, rejected TEXT, times INTEGER NOT NULL, PRIMARY KEY (folded, day))"""
    insert = "INSERT INTO gaps VALUES ('g' || :number, '2027-05-06', 'gap ' || :number, '[]', NULL, 1)"
    ignored = "CREATE TABLE ignored (folded TEXT PRIMARY KEY, day TEXT NOT NULL)"
    leave_hot_journal(location.file, f"{schema}; {ignored}", insert)

    assert {gap.wording for gap in read_gaps(location)} == {"gap 0", "gap 1"}
    assert len(kept(location, "How old is she?")) == 3


def test_a_database_that_is_in_use_is_named_and_not_blamed(
    location: GapLocation, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.sqlite_files.BUSY_SECONDS", 0.2)
    kept(location, "How old is she?")
    with held(location.file), pytest.raises(UnreadableError) as caught:
        read_gaps(location)

    assert "is in use by another program; try again" in str(caught.value)
    assert len(kept(location)) == 1


def test_who_only_reads_leaves_a_damaged_database_where_it_is(location: GapLocation) -> None:
    location.file.write_text(NO_DATABASE)

    with pytest.raises(UnreadableError, match="is damaged") as caught:
        read_gaps(location)

    assert caught.value.damaged
    assert location.file.read_text() == NO_DATABASE


def test_damage_that_comes_while_the_bot_runs_is_set_aside_when_it_is_seen(location: GapLocation) -> None:
    store = GapStore(location)
    for number in range(200):
        store.record(f"Question {number} of many?", [])
    assert len(store.gaps()) == 200
    damage(location.file)

    assert store.gaps() == ()
    store.record("How old is she?", [])
    assert len(store.gaps()) == 1
    store.close()
    assert (location.folder / f"{FILE}.damaged").exists()


def test_what_waits_is_written_at_the_end(location: GapLocation) -> None:
    store = GapStore(location)
    for number in range(20):
        store.record(f"Question {number} of many?", [])
    store.close(seconds=30)

    assert len(read_gaps(location)) == 20
