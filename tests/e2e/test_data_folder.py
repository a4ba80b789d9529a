"""The folder of what is kept: one bot at a time, and nothing in it that a crash or a disk has left ends the bot."""

import json
import socket
from pathlib import Path

import pytest

from bot.facts.snapshots import hash_of
from bot.gaps.store import FILE as GAPS
from bot.playground.botapi import FakeTelegram, server_error
from bot.storage.usage_counts import FILE as COUNTS
from tests.commands import bot
from tests.storage.databases import NO_DATABASE, damage, held, leave_hot_journal

from . import library
from .conftest import StartBot

GAP = "Which poet wrote the inscription over the door?"
COUNTS_SCHEMA = (
    "CREATE TABLE counts (day TEXT NOT NULL, status TEXT NOT NULL, times INTEGER NOT NULL, PRIMARY KEY (day, status))"
)


def test_a_second_bot_is_told_who_holds_the_folder_and_the_first_goes_on(
    start_bot: StartBot, telegram: FakeTelegram, tmp_path: Path
) -> None:
    first = start_bot()
    second = start_bot(ready=False)

    assert second.wait_until_gone() == 1
    [line] = second.output.splitlines()
    holder = f"process {first.pid} on {socket.gethostname()} since "
    assert line.startswith(f"DATA_PATH: {tmp_path / 'data'} is in use by {holder}")
    assert telegram.person("Rita").asks(library.QUESTION).text.startswith(library.STATEMENT)


def test_a_bot_that_was_killed_holds_nothing(start_bot: StartBot, telegram: FakeTelegram) -> None:
    for _ in range(3):
        start_bot().kill()
    start_bot()

    assert telegram.person("Rita").asks(library.QUESTION).text.startswith(library.STATEMENT)


def test_commands_that_only_read_work_beside_it(start_bot: StartBot, knowledge: Path, tmp_path: Path) -> None:
    start_bot()
    options = ("--knowledge", knowledge, "--data", tmp_path / "data")

    for command in (("ask", library.QUESTION), ("check",), ("gaps",)):
        assert bot(*command, *options).status == 0, command


@pytest.mark.parametrize("inside", ["", "deeper"])
def test_a_data_path_that_is_no_folder_is_one_sentence(start_bot: StartBot, tmp_path: Path, inside: str) -> None:
    (tmp_path / "data").write_text("a file")

    process = start_bot(ready=False, DATA_PATH=str(tmp_path / "data" / inside))

    assert process.wait_until_gone() == 1
    assert process.output == (
        f"DATA_PATH: {tmp_path / 'data'} is not a folder; give the path of a folder that the bot may write to.\n"
    )


def test_a_history_that_is_no_folder_keeps_nobody_from_asking(
    start_bot: StartBot, telegram: FakeTelegram, tmp_path: Path
) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "history").write_text("a file")
    process = start_bot()

    assert telegram.person("Rita").asks(library.QUESTION).text.startswith(library.STATEMENT)
    assert "could not be looked at" in process.output
    assert "Traceback" not in process.output


def test_a_version_whose_time_has_no_zone_is_a_sentence(
    start_bot: StartBot, telegram: FakeTelegram, tmp_path: Path, knowledge: Path
) -> None:
    ann = telegram.person("Ann")
    history = tmp_path / "data" / "history"
    history.mkdir(parents=True)
    data = (knowledge / "library.yaml").read_bytes()
    (history / f"{hash_of(data)}.yaml").write_bytes(data)
    version = {"number": 7, "when": "2027-01-02T03:04:05", "who": "Ann (1)", "file": "library.yaml", "what": "by hand"}
    (history / "versions.json").write_text(json.dumps([{**version, "before": None, "after": hash_of(data)}]))
    process = start_bot(ADMIN_IDS=str(ann.id))

    assert ann.asks("/history").text.startswith("7 · 02 Jan 2027 03:04 UTC")
    assert process.output.count("the times of versions [7] have no zone; they are taken for UTC") == 1
    assert "Traceback" not in process.output


def test_what_a_killed_write_left_is_rolled_back_and_read(
    start_bot: StartBot, telegram: FakeTelegram, tmp_path: Path
) -> None:
    ann = telegram.person("Ann")
    insert = "INSERT INTO counts VALUES (date('now', '-' || :number || ' days'), 'answered', 20)"
    leave_hot_journal(tmp_path / "data" / COUNTS, COUNTS_SCHEMA, insert)
    process = start_bot(ADMIN_IDS=str(ann.id))

    assert ann.asks("/stats").text.startswith("40 questions on 2 days.")
    assert "damaged" not in process.output
    assert not (tmp_path / "data" / f"{COUNTS}.damaged").exists()


def test_a_damaged_database_is_set_aside_and_said(start_bot: StartBot, telegram: FakeTelegram, tmp_path: Path) -> None:
    ann, rita = telegram.person("Ann"), telegram.person("Rita")
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / GAPS).write_text(NO_DATABASE)
    process = start_bot(ADMIN_IDS=str(ann.id))
    rita.asks(GAP)

    gaps, doctor = ann.asks("/gaps").text, ann.asks("/doctor").text

    said = f"{GAPS} was damaged and is now {GAPS}.damaged; a new one was begun."
    assert GAP in gaps
    assert said in gaps
    assert f"✗ {said}" in doctor
    assert f"{GAPS} is damaged" in process.output
    assert (tmp_path / "data" / f"{GAPS}.damaged").read_text() == NO_DATABASE


def test_damage_while_it_runs_costs_what_was_in_the_file_and_nothing_else(
    start_bot: StartBot, telegram: FakeTelegram, tmp_path: Path
) -> None:
    ann, rita = telegram.person("Ann"), telegram.person("Rita")
    start_bot(ADMIN_IDS=str(ann.id))
    rita.asks(library.QUESTION)
    assert "1 question on 1 day" in ann.asks("/stats").text
    damage(tmp_path / "data" / COUNTS)

    rita.asks(library.QUESTION)

    assert "1 question on 1 day" in ann.asks("/stats").text
    assert f"✗ {COUNTS} was damaged" in ann.asks("/doctor").text


def test_a_database_that_is_in_use_is_neither_blamed_nor_nobody(
    start_bot: StartBot, telegram: FakeTelegram, tmp_path: Path
) -> None:
    ann, rita = telegram.person("Ann"), telegram.person("Rita")
    start_bot(ADMIN_IDS=str(ann.id))
    rita.asks(library.QUESTION)
    assert "1 question on 1 day" in ann.asks("/stats").text
    with held(tmp_path / "data" / COUNTS):
        rita.asks(library.QUESTION)
        question = ann.writes("/stats")
        assert telegram.person("Sam").asks(library.QUESTION).text.startswith(library.STATEMENT)
        answer = ann.private.answer_to(question)

    assert answer.text.startswith(f"How much was asked is not known: {COUNTS} is in use by another program")
    assert "3 questions on 1 day" in ann.asks("/stats").text


def taken_from(telegram: FakeTelegram) -> list[int]:
    """Return whose menus were taken back."""
    calls = telegram.calls("deleteMyCommands")
    return [call.parameters["scope"]["chat_id"] for call in calls if call.finished and call.ok]


def test_who_is_no_admin_any_more_loses_the_menu_once(start_bot: StartBot, telegram: FakeTelegram) -> None:
    ann, ben = telegram.person("Ann"), telegram.person("Ben")
    first = start_bot(ADMIN_IDS=f"{ann.id},{ben.id}")
    ben.asks("/start")
    first.stop()
    assert not telegram.calls("deleteMyCommands")

    for _ in range(2):
        process = start_bot(ADMIN_IDS=str(ann.id))
        telegram.wait_for(lambda: taken_from(telegram) == [ben.id], "the menu to be taken back")
        process.stop()

    assert taken_from(telegram) == [ben.id]


def test_a_menu_that_could_not_be_taken_back_is_taken_at_the_next_start(
    start_bot: StartBot, telegram: FakeTelegram
) -> None:
    ann = telegram.person("Ann")
    first = start_bot(ADMIN_IDS=str(ann.id))
    ann.asks("/start")
    first.stop()
    telegram.faults.add(server_error(500), method="deleteMyCommands")
    second = start_bot()
    telegram.wait_for(lambda: telegram.calls("deleteMyCommands"), "a first attempt")
    second.stop()
    telegram.faults.clear()

    start_bot()

    telegram.wait_for(lambda: taken_from(telegram) == [ann.id], "the menu to be taken back")
