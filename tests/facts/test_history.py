"""Versions are kept byte by byte, up to a number and an age."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.facts.history import MOST_DAYS, MOST_VERSIONS, History
from bot.facts.snapshots import hash_of


class Calendar:
    """A clock that is moved by hand."""

    def __init__(self) -> None:
        self.now = datetime(2026, 1, 1, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def calendar() -> Calendar:
    return Calendar()


@pytest.fixture
def history(tmp_path: Path, calendar: Calendar) -> History:
    return History(tmp_path / "history", calendar)


def put(history: History, data: bytes, before: bytes | None = None, file: str = "a.yaml") -> None:
    """One more version of a file."""
    history.add("Ann (1)", file, "changed", hash_of(before) if before else None, history.keep(data))


def test_a_version_survives_a_restart_with_its_bytes(history: History, tmp_path: Path, calendar: Calendar) -> None:
    put(history, b"# caf\xc3\xa9\r\n")

    found = History(tmp_path / "history", calendar).versions()[0]

    assert (found.number, found.who, found.file, found.when) == (1, "Ann (1)", "a.yaml", calendar.now)
    assert history.data(found.after or "") == b"# caf\xc3\xa9\r\n"


def test_the_newest_hundred_are_kept_and_the_bytes_of_no_others(history: History, tmp_path: Path) -> None:
    for number in range(MOST_VERSIONS + 5):
        put(history, b"%d" % number)

    numbers = [version.number for version in history.versions()]
    assert numbers == list(range(MOST_VERSIONS + 5, 5, -1))
    assert len(list((tmp_path / "history").glob("*.yaml"))) == MOST_VERSIONS


def test_a_version_goes_after_ninety_days(history: History, calendar: Calendar) -> None:
    put(history, b"old")
    calendar.now += timedelta(days=MOST_DAYS, seconds=1)
    put(history, b"new")

    assert len(history.versions()) == 1
    assert history.data(hash_of(b"old")) is None


def test_what_is_too_old_goes_without_a_new_version(history: History, tmp_path: Path, calendar: Calendar) -> None:
    put(history, b"old")
    put(history, b"new")
    calendar.now += timedelta(days=MOST_DAYS, seconds=1)

    assert [version.number for version in history.versions()] == [2]
    history.tidy()
    assert history.data(hash_of(b"old")) is None
    kept = {path.name for path in (tmp_path / "history").iterdir()}
    assert kept == {"versions.json", f"{hash_of(b'new')}.yaml"}


def test_the_newest_version_of_each_file_stays_with_the_way_back(history: History, calendar: Calendar) -> None:
    put(history, b"first")
    put(history, b"second", before=b"first")
    put(history, b"other", file="b.yaml")
    calendar.now += timedelta(days=10 * MOST_DAYS)
    history.tidy()

    assert [(version.number, version.file) for version in history.versions()] == [(3, "b.yaml"), (2, "a.yaml")]
    assert [history.data(hash_of(data)) for data in (b"first", b"second", b"other")] == [b"first", b"second", b"other"]


def test_more_files_than_versions_are_all_known(history: History) -> None:
    for number in range(MOST_VERSIONS + 5):
        put(history, b"same", file=f"{number}.yaml")

    assert len({version.file for version in history.versions()}) == MOST_VERSIONS + 5


def test_versions_keep_their_order_when_the_clock_jumps_ahead_and_back(history: History, calendar: Calendar) -> None:
    put(history, b"before")
    calendar.now += timedelta(days=4_000)
    put(history, b"ahead")
    calendar.now -= timedelta(days=4_000)
    put(history, b"back")

    assert [version.number for version in history.versions()] == [3, 2]
    assert history.latest("a.yaml") == history.version(3)
    assert history.data(hash_of(b"ahead")) == b"ahead"


def test_bytes_that_were_changed_on_the_disk_are_not_handed_out(history: History, tmp_path: Path) -> None:
    put(history, b"right")
    next((tmp_path / "history").glob("*.yaml")).write_bytes(b"wrong")

    assert history.data(hash_of(b"right")) is None


@pytest.mark.parametrize("text", ["", "[{", "17", '[{"number": 1}]', "[1]"])
def test_an_index_that_makes_no_sense_is_put_aside_and_nothing_is_deleted(
    history: History, tmp_path: Path, text: str
) -> None:
    put(history, b"a")
    (tmp_path / "history" / "versions.json").write_text(text)

    assert history.versions() == ()
    put(history, b"b")
    assert len(history.versions()) == 1
    assert history.data(hash_of(b"a")) == b"a"
    assert (tmp_path / "history" / "versions.unreadable").read_text() == text


def test_a_version_that_did_not_come_to_be_is_withdrawn(history: History) -> None:
    put(history, b"a")
    put(history, b"b")

    history.withdraw(history.versions()[0])

    assert [version.number for version in history.versions()] == [1]


def test_bytes_that_somebody_deleted_do_not_keep_old_versions_from_going(
    history: History, tmp_path: Path, calendar: Calendar
) -> None:
    put(history, b"old")
    next((tmp_path / "history").glob("*.yaml")).unlink()
    calendar.now += timedelta(days=MOST_DAYS, seconds=1)
    put(history, b"new")

    assert [version.number for version in history.versions()] == [2]
