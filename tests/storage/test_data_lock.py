"""One process for each folder of data."""

import os
import signal
import socket
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.storage.data_lock import HOLDER, DataFolderError, check_is_folder, data_locked

ROOT = Path(__file__).parents[2]
HOLDS = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from bot.storage.data_lock import data_locked
with data_locked(Path(sys.argv[1]), lambda: datetime(2027, 5, 6, 7, 8, 9, tzinfo=UTC)):
    print("held", flush=True)
    sys.stdin.read()
"""


def now() -> datetime:
    return datetime(2027, 1, 1, tzinfo=UTC)


def holder(folder: Path) -> subprocess.Popen[str]:
    """Return a process that holds `folder`."""
    process = subprocess.Popen(  # noqa: S603 - our own program
        [sys.executable, "-c", HOLDS, str(folder)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=ROOT, text=True
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "held\n"
    return process


def test_the_second_is_told_who_holds_it(tmp_path: Path) -> None:
    with holder(tmp_path / "data") as first:
        with pytest.raises(DataFolderError) as caught, data_locked(tmp_path / "data", now):
            pass
        assert first.stdin is not None
        first.stdin.close()

    assert str(caught.value) == (
        f"DATA_PATH: {tmp_path / 'data'} is in use by process {first.pid} on {socket.gethostname()} since "
        "2027-05-06T07:08:09+00:00; two bots would lose each other's versions. "
        "End that one, or give this one a folder of its own."
    )


def test_what_is_kept_is_for_no_other_user(tmp_path: Path) -> None:
    data = tmp_path / "data"
    (data / "history").mkdir(parents=True)
    private = [data / "gaps.sqlite3", data / "gaps.sqlite3-wal", data / "admin.log", data / "history" / "1"]
    for file in (*private, data / "notes.txt"):
        file.touch(0o644)

    with data_locked(data, now):
        pass

    assert {file.stat().st_mode & 0o777 for file in private} == {0o600}
    assert (data / "history").stat().st_mode & 0o777 == 0o700
    assert (data / "notes.txt").stat().st_mode & 0o777 == 0o644


def test_a_new_folder_is_for_no_other_user(tmp_path: Path) -> None:
    with data_locked(tmp_path / "data", now):
        pass

    assert (tmp_path / "data").stat().st_mode & 0o777 == 0o700


def test_the_one_after_it_holds_it_in_its_own_name(tmp_path: Path) -> None:
    for _ in range(2):
        with data_locked(tmp_path, now):
            assert f'"pid": {os.getpid()}' in (tmp_path / HOLDER).read_text()


def test_whoever_was_killed_holds_nothing(tmp_path: Path) -> None:
    for _ in range(2):
        with holder(tmp_path) as killed:
            killed.send_signal(signal.SIGKILL)
        with data_locked(tmp_path, now):
            pass


def test_a_holder_that_did_not_say_who_it_is_holds_it_all_the_same(tmp_path: Path) -> None:
    with holder(tmp_path) as first:
        (tmp_path / HOLDER).write_text("{")
        with pytest.raises(DataFolderError, match="is in use by another process; two bots"), data_locked(tmp_path, now):
            pass
        assert first.stdin is not None
        first.stdin.close()


@pytest.mark.parametrize("inside", ["", "deeper", "deeper/still"])
def test_a_path_that_is_no_folder_is_a_sentence(tmp_path: Path, inside: str) -> None:
    (tmp_path / "data").write_text("a file")

    with pytest.raises(DataFolderError, match=r"data is not a folder; give the path of a folder"):
        check_is_folder(tmp_path / "data" / inside)
    with pytest.raises(DataFolderError, match="is not a folder"), data_locked(tmp_path / "data" / inside, now):
        pass


def test_a_link_that_leads_nowhere_is_no_folder(tmp_path: Path) -> None:
    (tmp_path / "data").symlink_to(tmp_path / "gone")

    with pytest.raises(DataFolderError, match="is not a folder"), data_locked(tmp_path / "data", now):
        pass


def test_a_folder_that_cannot_be_held_is_used_without(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    (tmp_path / "bot.lock").mkdir()

    with data_locked(tmp_path, now):
        pass

    assert "cannot be held for this process alone" in caplog.text
