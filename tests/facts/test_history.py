"""Versions are kept byte by byte, up to a number and an age."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.facts.history import LEAST_VERSIONS, MOST_DAYS, MOST_VERSIONS, History
from bot.facts.snapshots import hash_of
from tests.clock import Calendar, trusted_calendar


@pytest.fixture
def calendar(tmp_path: Path) -> Calendar:
    return trusted_calendar(tmp_path)


@pytest.fixture
def history(calendar: Calendar) -> History:
    return restarted(calendar)


def restarted(calendar: Calendar) -> History:
    """Return the history as a bot finds it that is started now."""
    return History(calendar.folder / "history", calendar.restarted())


def put(history: History, data: bytes, before: bytes | None = None, file: str = "a.yaml") -> None:
    """One more version of a file."""
    history.add("Ann (1)", file, "changed", hash_of(before) if before else None, history.keep(data))


def put_many(history: History, count: int) -> None:
    for number in range(count):
        put(history, b"version %d" % number)


def numbers(history: History) -> list[int]:
    return [version.number for version in history.versions()]


def test_a_version_survives_a_restart_with_its_bytes(history: History, calendar: Calendar) -> None:
    put(history, b"# caf\xc3\xa9\r\n")

    found = restarted(calendar).versions()[0]

    assert (found.number, found.who, found.file, found.when) == (1, "Ann (1)", "a.yaml", calendar.now)
    assert history.data(found.after or "") == b"# caf\xc3\xa9\r\n"


def test_the_newest_hundred_are_kept_and_the_bytes_of_no_others(history: History, tmp_path: Path) -> None:
    for number in range(MOST_VERSIONS + 5):
        put(history, b"%d" % number)

    assert numbers(history) == list(range(MOST_VERSIONS + 5, 5, -1))
    assert len(list((tmp_path / "history").glob("*.yaml"))) == MOST_VERSIONS


def test_a_version_goes_after_ninety_days_unless_it_is_one_of_the_newest_twenty(
    history: History, calendar: Calendar
) -> None:
    put_many(history, LEAST_VERSIONS)
    calendar.run(MOST_DAYS + 1)
    assert len(history.versions()) == LEAST_VERSIONS
    put(history, b"new")

    assert numbers(history) == list(range(LEAST_VERSIONS + 1, 1, -1))
    assert history.data(hash_of(b"version 0")) is None
    assert history.data(hash_of(b"version 1")) == b"version 1"


def test_what_is_too_old_goes_without_a_new_version(history: History, tmp_path: Path, calendar: Calendar) -> None:
    put_many(history, LEAST_VERSIONS + 2)
    calendar.run(MOST_DAYS + 1)

    assert numbers(history)[-1] == 3
    history.tidy()
    assert history.data(hash_of(b"version 1")) is None
    assert len(list((tmp_path / "history").glob("*.yaml"))) == LEAST_VERSIONS


def test_the_newest_version_of_each_file_stays_with_the_way_back(history: History, calendar: Calendar) -> None:
    put(history, b"first")
    put(history, b"second", before=b"first")
    for number in range(LEAST_VERSIONS):
        put(history, b"%d" % number, file="b.yaml")
    calendar.run(2 * MOST_DAYS)
    history.tidy()

    assert history.latest("a.yaml") == history.version(2)
    assert history.version(1) is None
    assert [history.data(hash_of(data)) for data in (b"first", b"second")] == [b"first", b"second"]


@pytest.mark.parametrize("days", [-4_000, -1, 2, MOST_DAYS, 365, 4_000])
@pytest.mark.parametrize("restarts", [False, True])
def test_no_leap_takes_a_version(history: History, calendar: Calendar, days: int, restarts: bool) -> None:
    calendar.leap(5_000)
    calendar.run(7)
    put_many(history, LEAST_VERSIONS + 10)

    calendar.leap(days)
    history = restarted(calendar) if restarts else history
    history.tidy()
    put(history, b"wrong time")
    calendar.leap(-days)
    history = restarted(calendar) if restarts else history
    history.tidy()
    put(history, b"right time")

    assert numbers(history) == list(range(LEAST_VERSIONS + 12, 0, -1))
    assert history.data(hash_of(b"version 0")) == b"version 0"


def test_a_publish_while_no_clock_is_set_takes_no_version(history: History, calendar: Calendar) -> None:
    put_many(history, LEAST_VERSIONS + 10)
    right = calendar.now
    calendar.now = datetime(1970, 1, 1, tzinfo=UTC)
    put(restarted(calendar), b"new")

    assert len(history.versions()) == LEAST_VERSIONS + 11
    assert restarted(calendar).versions()[0].when.date() == right.date()


def test_more_files_than_versions_are_all_known(history: History) -> None:
    for number in range(MOST_VERSIONS + 5):
        put(history, b"same", file=f"{number}.yaml")

    assert len({version.file for version in history.versions()}) == MOST_VERSIONS + 5


def test_versions_keep_their_order_when_the_clock_jumps_ahead_and_back(history: History, calendar: Calendar) -> None:
    put(history, b"before")
    calendar.leap(4_000)
    put(history, b"ahead")
    calendar.leap(-4_000)
    put(history, b"back")

    assert numbers(history) == [3, 2, 1]
    assert history.latest("a.yaml") == history.version(3)
    assert history.data(hash_of(b"ahead")) == b"ahead"


def test_bytes_that_were_changed_on_the_disk_are_not_handed_out(history: History, tmp_path: Path) -> None:
    put(history, b"right")
    next((tmp_path / "history").glob("*.yaml")).write_bytes(b"wrong")

    assert history.data(hash_of(b"right")) is None


VERSION: dict[str, object] = {
    "number": 1,
    "when": "2027-01-02T03:04:05+00:00",
    "who": "Ann (1)",
    "file": "a.yaml",
    "what": "changed",
    "before": None,
    "after": hash_of(b"a"),
}
NO_VERSIONS: list[dict[str, object]] = [
    {"number": "one"},
    {"number": None},
    {"file": 5},
    {"who": []},
    {"when": "today"},
    {"after": "../a"},
]


@pytest.mark.parametrize(
    "text",
    [
        *("", "[{", "17", '[{"number": 1}]', "[1]", "{}", "null", "[" * 100_000),
        *(json.dumps([VERSION | changed]) for changed in NO_VERSIONS),
    ],
    ids=lambda text: text[:12],
)
def test_an_index_that_makes_no_sense_is_put_aside_and_nothing_is_deleted(
    history: History, tmp_path: Path, text: str
) -> None:
    put(history, b"a")
    (tmp_path / "history" / "versions.json").write_text(text)

    assert history.versions() == ()
    put(history, b"b")
    assert len(history.versions()) == 1
    assert history.data(hash_of(b"a")) == b"a"
    assert (tmp_path / "history" / "versions.json.damaged").read_text() == text


def test_what_a_later_program_says_besides_is_passed_over(history: History, tmp_path: Path) -> None:
    put(history, b"a")
    (tmp_path / "history" / "versions.json").write_text(json.dumps([VERSION | {"later": 1}]))

    assert numbers(history) == [1]


@pytest.mark.parametrize("kind", ["versions.json", "*.yaml"])
def test_what_is_kept_is_for_its_own_user_alone(history: History, tmp_path: Path, kind: str) -> None:
    put(history, b"a")

    [file] = (tmp_path / "history").glob(kind)
    assert file.stat().st_mode & 0o777 == 0o600


def test_a_version_that_did_not_come_to_be_is_withdrawn(history: History) -> None:
    put(history, b"a")
    put(history, b"b")

    history.withdraw(history.versions()[0])

    assert [version.number for version in history.versions()] == [1]


def test_bytes_that_somebody_deleted_do_not_keep_old_versions_from_going(
    history: History, tmp_path: Path, calendar: Calendar
) -> None:
    put_many(history, LEAST_VERSIONS + 1)
    for blob in (tmp_path / "history").glob("*.yaml"):
        blob.unlink()
    calendar.run(MOST_DAYS + 1)
    put(history, b"new")

    assert numbers(history)[-1] == 3


def test_a_time_without_a_zone_is_taken_for_utc_and_said_once(
    history: History, tmp_path: Path, calendar: Calendar, caplog: pytest.LogCaptureFixture
) -> None:
    put_many(history, 3)
    index = tmp_path / "history" / "versions.json"
    raw = json.loads(index.read_text())
    raw[1]["when"] = "2027-01-02T03:04:05"
    index.write_text(json.dumps(raw))

    found = restarted(calendar)

    assert numbers(found) == [3, 2, 1]
    assert found.versions()[1].when == datetime(2027, 1, 2, 3, 4, 5, tzinfo=UTC)
    [record] = caplog.records
    assert "the times of versions [2] have no zone" in record.getMessage()


def test_bytes_that_no_version_names_are_cleared(history: History) -> None:
    put(history, b"named", before=None)
    history.keep(b"left by a crash")

    [cleared] = history.clear_unnamed()

    assert cleared.stem == hash_of(b"left by a crash")
    assert history.data(hash_of(b"left by a crash")) is None
    assert history.data(hash_of(b"named")) == b"named"
    assert history.clear_unnamed() == ()


@pytest.mark.parametrize("name", ["versions.json.damaged", "versions.unreadable", None])
def test_no_bytes_are_cleared_that_a_lost_index_may_have_named(
    history: History, tmp_path: Path, name: str | None
) -> None:
    put(history, b"named")
    index = tmp_path / "history" / "versions.json"
    if name:
        index.rename(index.with_name(name))
        put(history, b"new")
    else:
        index.unlink()

    assert history.clear_unnamed() == ()
    assert history.data(hash_of(b"named")) == b"named"


@pytest.mark.parametrize("text", ["[]]", "{}"])
def test_bytes_are_not_cleared_on_the_word_of_an_index_that_makes_no_sense(
    history: History, tmp_path: Path, text: str
) -> None:
    put(history, b"named")
    (tmp_path / "history" / "versions.json").write_text(text)

    assert history.clear_unnamed() == ()
    assert history.data(hash_of(b"named")) == b"named"
