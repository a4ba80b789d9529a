"""The log of admins is only ever added to."""

import json
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
        "when": "2026-01-01T12:00:00+00:00",
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
