"""Kills while questions are counted lose none that was on the disk, and no database is called damaged."""

import subprocess
import sys
from pathlib import Path
from random import Random

import pytest

from bot.sqlite_files import files_set_aside

from .counting_writer import opened

KILLS, SEED = 20, 17
MOST_COUNTED = 5
"""Counts after which the kill comes at the latest; it falls into whatever the writer does next."""


def total(folder: Path) -> int:
    """Return what a new start finds."""
    store = opened(folder)
    found = sum(day.total for day in store.latest(1_000))
    store.close(seconds=30)
    return found


@pytest.mark.slow
def test_twenty_kills_while_counting_lose_nothing_that_was_written(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    rng = Random(SEED)  # noqa: S311 - no secret
    found = 0
    arguments = [sys.executable, "-m", "tests.storage.counting_writer", str(tmp_path)]
    with subprocess.Popen(  # noqa: S603 - our own program
        arguments, cwd=Path(__file__).parents[2], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as counting:
        assert counting.stdin is not None
        assert counting.stdout is not None
        for _ in range(KILLS):
            counting.stdin.write(f"{rng.randint(1, MOST_COUNTED)}\n")
            counting.stdin.flush()
            known = found + int(counting.stdout.readline())
            found = total(tmp_path)
            assert known <= found <= known + 1
        counting.stdin.close()

    assert files_set_aside(tmp_path) == ()
    assert "damaged" not in caplog.text
