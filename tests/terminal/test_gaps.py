"""`gaps` as people run it."""

from datetime import UTC, datetime
from pathlib import Path

import yaml

from bot.gaps.store import FILE, GapLocation, GapStore
from bot.trusted_clock import FILE as CLOCK_FILE
from bot.trusted_clock import TrustedClock
from tests.commands import bot
from tests.samples import written

ASKED = ("Who stole the boat?", "who stole the boats", 'What: "a storm"?')


def kept(folder: Path, *questions: str) -> Path:
    """A folder in which the bot has kept these questions today."""
    store = GapStore(GapLocation(folder / "data", 90, TrustedClock(folder / CLOCK_FILE, lambda: datetime.now(UTC))))
    for question in questions:
        store.record(question, [])
    store.close(seconds=30)
    return folder / "data"


def test_gaps_are_printed_by_group_with_the_nearest_facts(tmp_path: Path) -> None:
    done = bot("gaps", "--knowledge", written(tmp_path), "--data", kept(tmp_path, *ASKED))

    lines = done.output.splitlines()
    assert done.status == 0
    assert lines[0].startswith("1. Who stole the boat?  (asked 2 times, last on ")
    assert lines[1] == "   who stole the boats  (1)"
    assert any(line.startswith("   -> ") for line in lines)


def test_yaml_can_be_pasted_into_a_fact_file(tmp_path: Path) -> None:
    done = bot("gaps", "--yaml", "--knowledge", written(tmp_path), "--data", kept(tmp_path, *ASKED))

    assert yaml.safe_load(f"questions:\n{done.output}") == {"questions": list(ASKED)}
    assert "# asked 2 times" in done.output


def test_no_gap_is_said_and_is_no_failure(tmp_path: Path) -> None:
    done = bot("gaps", "--knowledge", written(tmp_path), "--data", tmp_path / "none")

    assert (done.status, done.output) == (0, "")
    assert done.errors == "No question is waiting for an answer.\n"


def test_the_folder_is_the_one_of_the_settings(tmp_path: Path) -> None:
    kept(tmp_path, ASKED[0])
    (tmp_path / ".env").write_text("DATA_PATH=data\n")
    written(tmp_path)

    assert ASKED[0] in bot("gaps", folder=tmp_path, KNOWLEDGE_PATH="facts.yaml").output


def test_a_file_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    (tmp_path / FILE).write_text("this is no database, whatever its name says" * 50)

    done = bot("gaps", "--knowledge", written(tmp_path), "--data", tmp_path)

    assert done.status == 1
    assert FILE in done.errors
    assert "delete" not in done.errors


def test_a_database_that_was_set_aside_is_said(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / FILE).write_text("this is no database, whatever its name says" * 50)

    done = bot("gaps", "--knowledge", written(tmp_path), "--data", kept(tmp_path, ASKED[0]))

    assert (done.status, done.output.count(ASKED[0])) == (0, 1)
    assert f"{FILE} was damaged and is now {tmp_path / 'data' / FILE}.damaged" in done.errors


def test_a_path_that_is_no_folder_is_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("a file")

    done = bot("gaps", "--knowledge", written(tmp_path), "--data", tmp_path / "data")

    assert done.status == 1
    assert done.errors == (
        f"DATA_PATH: {tmp_path / 'data'} is not a folder; give the path of a folder that the bot may write to.\n"
    )
