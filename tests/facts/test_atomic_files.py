"""A file is replaced whole or not at all, whenever the program dies."""

import errno
import os
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pytest

from bot.facts.atomic_files import clear_unfinished, write_atomically

KILLS = 30
SIZE = 300_000
OLD, NEW = b"a" * SIZE, b"b" * (SIZE + 1)

WRITER = """
import sys
from pathlib import Path
from bot.facts.atomic_files import write_atomically
path = Path(sys.argv[1])
print("ready", flush=True)
while True:
    write_atomically(path, b"a" * 300_000)
    write_atomically(path, b"b" * 300_001)
"""


@pytest.mark.slow
def test_a_kill_at_any_moment_leaves_the_old_file_or_the_new_one(tmp_path: Path) -> None:
    file = tmp_path / "facts.yaml"
    file.write_bytes(OLD)
    for number in range(KILLS):
        with subprocess.Popen(  # noqa: S603 - our own program
            [sys.executable, "-c", WRITER, str(file)], stdout=subprocess.PIPE, cwd=Path(__file__).parents[2]
        ) as writer:
            assert writer.stdout is not None
            writer.stdout.readline()
            deadline = time.perf_counter() + number * 0.000_7
            while time.perf_counter() < deadline:
                pass
            writer.send_signal(signal.SIGKILL)
        assert file.read_bytes() in (OLD, NEW)
    clear_unfinished(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["facts.yaml"]


def test_what_it_writes_is_what_it_was_given_with_the_permissions_of_before(tmp_path: Path) -> None:
    file = tmp_path / "facts.yaml"
    file.write_text("old")
    file.chmod(0o640)

    write_atomically(file, b"\xef\xbb\xbf# comment\r\n")

    assert file.read_bytes() == b"\xef\xbb\xbf# comment\r\n"
    assert file.stat().st_mode & 0o777 == 0o640


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "real" / "facts.yaml").write_text("old")
    link = tmp_path / "facts.yaml"
    link.symlink_to("real/facts.yaml")

    write_atomically(link, b"new")

    assert link.is_symlink()
    assert (tmp_path / "real" / "facts.yaml").read_text() == "new"


def test_a_disk_that_is_full_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "facts.yaml"
    file.write_text("old")

    def full(number: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), number)

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space left"):
        write_atomically(file, b"new")

    assert [path.read_text() for path in tmp_path.iterdir()] == ["old"]


def busy(self: Path, target: Path) -> Path:
    """Refuse as the system does where the target is a mount of its own."""
    raise OSError(errno.EBUSY, os.strerror(errno.EBUSY), str(self), None, str(target))


@pytest.mark.parametrize("data", [b"new", b"much longer than what was there"])
def test_a_file_that_is_mounted_by_itself_is_written_in_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, data: bytes
) -> None:
    file = tmp_path / "facts.yaml"
    file.write_text("what was there")
    number = file.stat().st_ino
    monkeypatch.setattr(Path, "replace", busy)

    assert not write_atomically(file, data)

    assert file.read_bytes() == data
    assert file.stat().st_ino == number
    assert list(tmp_path.iterdir()) == [file]


def test_a_file_in_a_folder_that_takes_nothing_new_is_written_in_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(prefix: str, dir: Path) -> tuple[int, str]:  # noqa: A002 - the name that tempfile gives it
        raise OSError(errno.EROFS, os.strerror(errno.EROFS), f"{dir}/{prefix}")

    file = tmp_path / "facts.yaml"
    file.write_text("old")
    monkeypatch.setattr(tempfile, "mkstemp", refused)

    assert not write_atomically(file, b"new")
    assert file.read_text() == "new"
    with pytest.raises(OSError, match="Read-only"):
        write_atomically(tmp_path / "another.yaml", b"new")


def test_a_disk_that_is_full_while_writing_in_place_leaves_what_was_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "facts.yaml"
    file.write_text("what was there")
    monkeypatch.setattr(Path, "replace", busy)
    sync, synced = os.fsync, list[int]()

    def full_once(number: int) -> None:
        synced.append(number)
        if len(synced) == 2:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        sync(number)

    monkeypatch.setattr(os, "fsync", full_once)
    with pytest.raises(OSError, match="No space left"):
        write_atomically(file, b"new")

    assert [path.read_text() for path in tmp_path.iterdir()] == ["what was there"]
