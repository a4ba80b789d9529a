"""The clock that is asked before anything is deleted for its age."""

import re
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from bot import RELEASED, __version__
from bot.trusted_clock import FILE, PROBATION, Reason
from tests.clock import Calendar, trusted_calendar

WEEK = PROBATION.days


def test_the_day_of_the_version_is_that_of_the_changelog() -> None:
    changelog = (Path(__file__).parents[1] / "CHANGELOG.md").read_text()

    assert f"## [{__version__}] - {RELEASED}" in re.findall(r"^## .+", changelog, re.MULTILINE)


def test_a_clock_is_believed_after_a_week_in_which_it_ran(tmp_path: Path) -> None:
    calendar = Calendar(tmp_path)
    calendar.run(WEEK - 1)
    assert calendar.clock.believed() is None
    calendar.run(1)

    assert calendar.clock.believed() == calendar.day
    assert calendar.clock.doubt() is None


def test_a_restart_changes_nothing(tmp_path: Path) -> None:
    calendar = trusted_calendar(tmp_path)

    assert calendar.restarted().believed() == calendar.day
    calendar.run(1)
    assert calendar.restarted().believed() == calendar.day


@pytest.mark.parametrize("days", [-4_000, -1, 2, 30, 365])
@pytest.mark.parametrize("restarts", [False, True])
def test_after_a_leap_it_is_believed_once_it_has_run_on_for_a_week(tmp_path: Path, days: int, restarts: bool) -> None:
    calendar = trusted_calendar(tmp_path)
    calendar.now += timedelta(days=4_000)
    calendar.run(WEEK)
    assert calendar.clock.believed()

    calendar.leap(days)
    if restarts:
        calendar.restarted()

    assert calendar.clock.believed() is None
    doubt = calendar.clock.doubt()
    assert doubt is not None
    assert (doubt.reason, doubt.until) == (Reason.LEAPT, calendar.day + PROBATION)
    calendar.run(WEEK - 1)
    assert calendar.clock.believed() is None
    calendar.run(1)
    assert calendar.clock.believed() == calendar.day


def test_each_further_leap_begins_the_week_anew(tmp_path: Path) -> None:
    calendar = trusted_calendar(tmp_path)
    for days in (365, -365, 365):
        calendar.leap(days)
        calendar.run(WEEK - 1)
        assert calendar.clock.believed() is None


def test_a_leap_is_logged_once(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    calendar = trusted_calendar(tmp_path)
    assert caplog.records == []
    calendar.leap(365)
    calendar.run(3)

    [record] = caplog.records
    assert "nothing is deleted for its age before" in record.getMessage()


def test_a_clock_that_nobody_has_set_is_no_leap_and_dates_nothing(tmp_path: Path) -> None:
    calendar = trusted_calendar(tmp_path)
    right = calendar.now
    calendar.now = datetime(1970, 1, 1, tzinfo=UTC)
    calendar.restarted()

    assert calendar.clock.believed() is None
    assert calendar.clock.today() == right.date()
    doubt = calendar.clock.doubt()
    assert doubt is not None
    assert doubt.reason is Reason.UNSET

    calendar.now = right
    assert calendar.clock.believed() == right.date()


def test_without_any_knowledge_such_a_clock_dates_by_the_version(tmp_path: Path) -> None:
    calendar = Calendar(tmp_path)
    calendar.now = datetime(1970, 1, 1, tzinfo=UTC)

    assert calendar.clock.today() == RELEASED


def test_a_date_to_come_is_a_doubt_once_and_then_it_is_what_was_wrong(tmp_path: Path) -> None:
    calendar = trusted_calendar(tmp_path)
    ahead = calendar.day + timedelta(days=400)

    assert calendar.clock.believed(ahead) is None
    calendar.run(WEEK)
    assert calendar.clock.believed(date(2020, 1, 1)) == calendar.day
    assert calendar.clock.believed(ahead) == calendar.day
    assert calendar.restarted().believed(ahead) == calendar.day
    assert calendar.clock.believed(ahead + timedelta(days=1)) is None


@pytest.mark.parametrize("text", ["", "{", "17", "{}", '{"last": 3}', '{"last": "x", "doubted": "x", "latest": "x"}'])
def test_a_file_that_makes_no_sense_has_the_clock_watched_anew(tmp_path: Path, text: str) -> None:
    calendar = trusted_calendar(tmp_path)
    (tmp_path / FILE).write_text(text)

    assert calendar.restarted().believed() is None
    calendar.run(WEEK)
    assert calendar.clock.believed() == calendar.day


def test_a_folder_that_takes_no_file_lets_the_clock_be_believed_within_one_run(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("no folder")
    calendar = Calendar(tmp_path / "data")
    calendar.run(WEEK)

    assert calendar.clock.believed() == calendar.day
