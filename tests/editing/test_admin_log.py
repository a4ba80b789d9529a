"""The log of admins is only ever added to."""

import json
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from bot.editing.admin_log import AdminLog

from .setups import noon


def test_a_line_is_added_to_those_that_are_there(tmp_path: Path) -> None:
    file = tmp_path / "new" / "data" / "admin.log"
    AdminLog(file, noon).note(1, "/export", "a", "a")
    first = file.read_bytes()

    AdminLog(file, noon).note(2, "publish\n…", "a", "b")

    assert file.read_bytes().startswith(first)
    assert json.loads(file.read_text().splitlines()[1]) == {
        "when": noon().isoformat(),
        "who": 2,
        "what": "publish\n…",
        "before": "a",
        "after": "b",
    }


def test_lines_of_two_admins_do_not_mix(tmp_path: Path) -> None:
    log = AdminLog(tmp_path / "admin.log", noon)

    def write(who: int) -> None:
        for _ in range(20):
            log.note(who, "x" * 500, None, None)

    writers = [threading.Thread(target=write, args=(who,)) for who in range(4)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()

    assert len([json.loads(line) for line in (tmp_path / "admin.log").read_text().splitlines()]) == 80


def test_a_disk_that_takes_no_line_does_not_stop_an_admin(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    (tmp_path / "data").write_text("a file where the folder should be")

    AdminLog(tmp_path / "data" / "admin.log", noon).note(1, "/export", None, None)

    assert "cannot be written" in caplog.text


WITH_LITTLE_ROOM = """
import logging, resource, signal, sys
from pathlib import Path
from bot.editing.admin_log import AdminLog
from tests.editing.setups import noon
logging.basicConfig(format="%(message)s")
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
log = AdminLog(Path(sys.argv[1]), noon)
log.note(1, "first", None, None)
for room, what in ((150, "second"), (resource.RLIM_INFINITY, "third")):
    resource.setrlimit(resource.RLIMIT_FSIZE, (room, resource.RLIM_INFINITY))
    log.note(1, what, None, None)
"""


def test_a_disk_that_takes_half_a_line_spoils_no_other(tmp_path: Path) -> None:
    file = tmp_path / "admin.log"

    done = subprocess.run(  # noqa: S603 - our own program
        [sys.executable, "-c", WITH_LITTLE_ROOM, str(file)],
        cwd=Path(__file__).parents[2],
        capture_output=True,
        check=True,
        text=True,
    )

    first, half, third = file.read_text().splitlines()
    assert [json.loads(line)["what"] for line in (first, third)] == ["first", "third"]
    assert half
    assert "third" not in half
    assert done.stderr.count("cannot be written") == 1


def test_half_a_line_of_an_earlier_process_spoils_no_other(tmp_path: Path) -> None:
    (tmp_path / "admin.log").write_text('{"when": "20')

    AdminLog(tmp_path / "admin.log", noon).note(1, "/export", None, None)

    assert json.loads((tmp_path / "admin.log").read_text().splitlines()[1])["what"] == "/export"
