"""The file by which a restart knows what is answered, and what ended the process."""

import resource
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from bot.telegram.transport.update_record import MOST_LINES, REMEMBERED, Mark, UpdateRecord

OpenRecord = Callable[[], UpdateRecord]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "data" / "updates.log"


@pytest.fixture
def open_record(file: Path) -> Iterator[OpenRecord]:
    """Yield a function that reads the file as the next start does, although the process before closed nothing."""
    opened: list[UpdateRecord] = []

    def read() -> UpdateRecord:
        opened.append(UpdateRecord(file))
        return opened[-1]

    yield read
    for record in opened:
        record.close()


def key(number: int) -> str:
    return f"{number}-00000000"


KEY = key(7)


def test_a_restart_knows_what_is_done(open_record: OpenRecord) -> None:
    first = open_record()
    for mark in Mark:
        first.note(mark, key(7))
    first.note(Mark.BEGUN, key(8))

    again = open_record()

    assert [again.is_done(key(number)) for number in (7, 8, 9)] == [True, False, False]
    assert [again.interrupted(key(number)) for number in (7, 8, 9)] == [0, 1, 0]


def test_interruptions_add_up_over_restarts_until_one_is_handled(open_record: OpenRecord) -> None:
    for times in range(1, 4):
        record = open_record()
        record.note(Mark.BEGUN, key(7))
        assert record.interrupted(key(7)) == times

    record.note(Mark.HANDLED, key(7))

    assert open_record().interrupted(key(7)) == 2


def test_it_holds_numbers_and_is_for_its_own_user(file: Path, open_record: OpenRecord) -> None:
    open_record().note(Mark.DONE, key(700_001))

    assert file.read_text() == "done 700001-00000000\n"
    assert file.stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize(
    "line",
    ["done", "done x", "done 7", f"gone {KEY}", f"done +{KEY}", f"done {KEY} 7", "\x00", f"done {10**99}{KEY}", "é"],
)
def test_a_line_that_cannot_be_read_spoils_no_other(file: Path, open_record: OpenRecord, line: str) -> None:
    file.parent.mkdir()
    file.write_text(f"done {key(5)}\n{line}\ndone {key(6)}\n")

    record = open_record()

    assert [record.is_done(key(number)) for number in (5, 6, 7)] == [True, True, False]


def test_it_does_not_grow_for_ever(file: Path, open_record: OpenRecord) -> None:
    record = open_record()
    for number in range(MOST_LINES + REMEMBERED):
        record.note(Mark.DONE, key(number))

    lines = len(file.read_text().splitlines())
    assert lines <= MOST_LINES
    assert open_record().is_done(key(MOST_LINES + REMEMBERED - 1))


def test_a_file_that_cannot_be_written_is_told_once_and_made_up_for(
    file: Path, open_record: OpenRecord, caplog: pytest.LogCaptureFixture
) -> None:
    in_the_way = file.with_name(f".{file.name}")
    in_the_way.mkdir(parents=True)
    record = open_record()
    record.note(Mark.DONE, key(1))
    record.note(Mark.DONE, key(2))
    in_the_way.rmdir()
    record.note(Mark.DONE, key(3))

    again = open_record()

    assert [again.is_done(key(number)) for number in (1, 2, 3)] == [True] * 3
    assert len(caplog.records) == 1


def test_a_line_that_a_full_disk_cuts_short_spoils_no_other(file: Path, open_record: OpenRecord) -> None:
    record = open_record()
    record.note(Mark.DONE, key(100))
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (file.stat().st_size + 5, limits[1]))
    try:
        record.note(Mark.DONE, key(200))
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    record.note(Mark.DONE, key(300))

    again = open_record()

    assert [again.is_done(key(number)) for number in (100, 300)] == [True, True]
