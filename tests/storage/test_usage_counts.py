"""Questions by day."""

import sqlite3
from collections import Counter
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.answering import Status
from bot.storage.sqlite_writer import UnreadableError
from bot.storage.usage_counts import DAYS, FILE, CountStore, DayCounts, Rating
from bot.trusted_clock import PROBATION
from tests.clock import Calendar, trusted_calendar

WEEK = PROBATION.days


@pytest.fixture
def calendar(tmp_path: Path) -> Calendar:
    return trusted_calendar(tmp_path)


@contextmanager
def started(calendar: Calendar) -> Iterator[CountStore]:
    """Yield the store of a bot that is started on the day that the calendar shows, and ended."""
    store = CountStore(calendar.folder, calendar.restarted())
    try:
        yield store
    finally:
        store.close(seconds=30)


def kept(calendar: Calendar) -> tuple[DayCounts, ...]:
    with started(calendar) as store:
        return store.latest(1_000)


def count(calendar: Calendar, *statuses: Status) -> None:
    with started(calendar) as store:
        for status in statuses:
            store.count(status)


def test_questions_are_counted_by_day_and_how_they_ended(calendar: Calendar) -> None:
    day = calendar.day
    with started(calendar) as store:
        for status in (Status.ANSWERED, Status.ANSWERED, Status.UNKNOWN):
            store.count(status)
        calendar.run(2)
        store.count(Status.UNSURE)

        assert store.latest(7) == (
            DayCounts(day + timedelta(days=2), {Status.UNSURE: 1}),
            DayCounts(day, {Status.ANSWERED: 2, Status.UNKNOWN: 1}),
        )
        assert [day.total for day in store.latest(1)] == [1]


def test_ratings_are_counted_beside_the_questions(calendar: Calendar) -> None:
    with started(calendar) as store:
        for what in (Status.ANSWERED, Rating.LIKED, Rating.LIKED, Rating.NOT_MEANT):
            store.count(what)

        (day,) = store.latest(1)
    assert day.total == 1
    assert day.by_rating == {Rating.LIKED: 2, Rating.NOT_MEANT: 1}


def test_what_another_version_counted_is_left_out(calendar: Calendar) -> None:
    count(calendar, Status.ANSWERED)
    with closing(sqlite3.connect(calendar.folder / FILE)) as database, database:
        database.execute("INSERT INTO counts SELECT day, 'pondered', 1 FROM counts")

    assert kept(calendar) == (DayCounts(calendar.day, {Status.ANSWERED: 1}),)


def test_counts_outlive_a_restart_and_go_in_the_end(calendar: Calendar) -> None:
    count(calendar, Status.ANSWERED)
    calendar.run(DAYS)
    assert len(kept(calendar)) == 1
    calendar.run(1)

    assert kept(calendar) == ()


def test_a_start_in_1970_deletes_no_count(calendar: Calendar) -> None:
    count(calendar, Status.ANSWERED)
    right = calendar.now
    calendar.now = datetime(1970, 1, 1, tzinfo=UTC)
    count(calendar, Status.UNKNOWN)
    calendar.now = right

    assert kept(calendar) == (DayCounts(right.date(), {Status.ANSWERED: 1, Status.UNKNOWN: 1}),)


@pytest.mark.parametrize("days", [-4_000, -300, -1, 2, 365, 4_000])
def test_no_leap_and_back_deletes_or_moves_a_count(calendar: Calendar, days: int) -> None:
    calendar.leap(5_000)
    calendar.run(WEEK)
    for _ in range(10):
        count(calendar, Status.ANSWERED)
        calendar.run(1)
    before = kept(calendar)
    assert len(before) == 10

    calendar.leap(days)
    assert kept(calendar) == before
    calendar.leap(-days)

    assert kept(calendar) == before


def test_days_to_come_count_as_today_once_the_clock_is_believed(calendar: Calendar) -> None:
    calendar.leap(4_000)
    count(calendar, Status.ANSWERED)
    calendar.run(1)
    count(calendar, Status.ANSWERED)
    calendar.leap(-4_000)
    count(calendar, Status.ANSWERED, Status.UNSURE)
    assert sum(day.total for day in kept(calendar)) == 4
    calendar.run(WEEK)
    count(calendar, Status.ANSWERED)

    days = kept(calendar)

    assert max(day.day for day in days) == calendar.day
    assert sum((Counter(day.by_status) for day in days), Counter()) == {Status.ANSWERED: 4, Status.UNSURE: 1}


def test_a_file_that_is_no_database_is_set_aside_and_counting_goes_on(calendar: Calendar) -> None:
    text = "this is no database, whatever its name says" * 50
    (calendar.folder / FILE).write_text(text)
    count(calendar, Status.ANSWERED)

    assert [day.total for day in kept(calendar)] == [1]
    assert (calendar.folder / f"{FILE}.damaged").read_text() == text


def test_counts_that_cannot_be_read_are_not_none(calendar: Calendar) -> None:
    with started(calendar) as store:
        (calendar.folder / FILE).mkdir()

        with pytest.raises(UnreadableError, match=FILE):
            store.latest(7)
