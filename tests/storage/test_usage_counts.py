"""Questions by day."""

from datetime import date, timedelta
from pathlib import Path

from bot.answering import Status
from bot.storage.usage_counts import DAYS, FILE, CountStore, DayCounts

DAY = date(2024, 5, 6)


def test_questions_are_counted_by_day_and_how_they_ended(tmp_path: Path) -> None:
    today = [DAY]
    store = CountStore(tmp_path, lambda: today[0])
    store.count(Status.ANSWERED)
    store.count(Status.ANSWERED)
    store.count(Status.UNKNOWN)
    today[0] += timedelta(days=2)
    store.count(Status.UNSURE)

    assert store.latest(7) == (
        DayCounts(DAY + timedelta(days=2), {Status.UNSURE: 1}),
        DayCounts(DAY, {Status.ANSWERED: 2, Status.UNKNOWN: 1}),
    )
    assert [day.total for day in store.latest(1)] == [1]
    store.close()


def test_counts_outlive_a_restart_and_go_in_the_end(tmp_path: Path) -> None:
    for day, kept in ((DAY, 1), (DAY + timedelta(days=DAYS), 1), (DAY + timedelta(days=DAYS + 1), 0)):
        store = CountStore(tmp_path, lambda day=day: day)  # type: ignore[misc]
        if day == DAY:
            store.count(Status.ANSWERED)
        assert len(store.latest(7)) == kept
        store.close()


def test_days_to_come_go_when_the_clock_is_right(tmp_path: Path) -> None:
    for day in (DAY + timedelta(days=4_000), DAY):
        store = CountStore(tmp_path, lambda day=day: day)  # type: ignore[misc]
        store.count(Status.ANSWERED)
        store.close()

    store = CountStore(tmp_path, lambda: DAY)
    assert [counts.day for counts in store.latest(7)] == [DAY]
    store.close()


def test_counts_that_cannot_be_read_are_none(tmp_path: Path) -> None:
    (tmp_path / FILE).write_text("this is no database, whatever its name says" * 50)
    store = CountStore(tmp_path, lambda: DAY)
    assert store.latest(7) == ()
    store.close()
