"""While Telegram cannot be reached the bot waits, says so once, and comes back by itself."""

import time
from pathlib import Path

import pytest

from bot.playground.botapi import FakeTelegram, too_many_requests

from . import library
from .conftest import StartBot
from .process import ROOT

DEAD_NAME_SERVER = """
import socket, time

def hang(*_: object, **__: object) -> None:
    print("asking a name server", flush=True)
    time.sleep(60)

socket.getaddrinfo = hang
"""
WAITING = "Telegram cannot be reached yet, waiting"


def test_telegram_is_down_at_the_start(start_bot: StartBot, telegram: FakeTelegram) -> None:
    with telegram.down():
        process = start_bot(ready=False)
        process.wait_for_output(WAITING)

    assert telegram.person("Rita").asks(library.QUESTION).text.startswith(library.STATEMENT)


def test_telegram_goes_down_and_what_was_asked_meanwhile_is_answered_once(
    start_bot: StartBot, telegram: FakeTelegram
) -> None:
    process = start_bot()
    rita, otto = telegram.person("Rita"), telegram.person("Otto")
    rita.asks(library.QUESTION)

    with telegram.down():
        question = otto.writes(library.QUESTION)
        process.wait_for_output("no updates")
    answer = otto.private.answer_to(question)
    process.wait_for_output("updates come again")

    assert answer.text.startswith(library.STATEMENT)
    telegram.wait_until_confirmed()
    assert len(otto.private.from_bot) == 1


def test_an_answer_that_finds_telegram_down_arrives_when_it_is_back(
    start_bot: StartBot, telegram: FakeTelegram
) -> None:
    process = start_bot(webhook=True, LOG_LEVEL="DEBUG")
    rita = telegram.person("Rita")
    rita.asks(library.QUESTION)

    with telegram.down():
        question = rita.writes(library.NEXT_QUESTION)
        process.wait_for_output(f"a call for {rita.id} failed")

    assert rita.private.answer_to(question).text.startswith(library.NEXT_STATEMENT)


def test_a_name_that_does_not_resolve_is_waited_for_and_does_not_hold_up_the_end(start_bot: StartBot) -> None:
    process = start_bot(ready=False, TELEGRAM_API_BASE_URL="http://telegram.invalid")
    process.wait_for_output(WAITING)

    assert process.stop() < 5
    assert process.exit_status == 0
    assert "Traceback" not in process.output


def test_a_name_server_that_does_not_answer_does_not_hold_up_the_end(start_bot: StartBot, tmp_path: Path) -> None:
    (tmp_path / "sitecustomize.py").write_text(DEAD_NAME_SERVER)
    process = start_bot(ready=False, TELEGRAM_API_BASE_URL="http://telegram.invalid", PYTHONPATH=f"{tmp_path}:{ROOT}")
    process.wait_for_output("asking a name server")

    assert process.stop() < 5
    assert process.exit_status == 0


@pytest.mark.parametrize("webhook", [False, True], ids=["polling", "webhook"])
def test_what_one_person_asked_in_an_hour_of_downtime_is_all_answered(
    start_bot: StartBot, telegram: FakeTelegram, webhook: bool
) -> None:
    rita, flooder = telegram.person("Rita"), telegram.person("Flo")
    began = int(time.time()) - 3_600
    questions = [rita.writes(library.QUESTION, date=began + 120 * number) for number in range(9)]
    for _ in range(9):
        flooder.writes(library.QUESTION, date=began)

    start_bot(webhook=webhook)

    for question in questions:
        assert rita.private.answer_to(question).text.startswith(library.STATEMENT)
    telegram.wait_until_confirmed()
    assert [len(person.private.from_bot) for person in (rita, flooder)] == [9, 7]


def test_what_telegram_holds_up_keeps_its_webhook_and_no_other_from_being_done(
    start_bot: StartBot, telegram: FakeTelegram
) -> None:
    start_bot(webhook=True)
    rita, otto = telegram.person("Rita"), telegram.person("Otto")
    telegram.faults.add(too_many_requests(12), chat_id=rita.id, method="sendMessage", times=1)

    held = rita.writes(library.QUESTION)
    telegram.wait_for(lambda: rita.private.calls("sendMessage"), "the refused call")
    otto.asks(library.QUESTION)
    waiting = telegram.state.updates.count
    answer = rita.private.answer_to(held)
    telegram.wait_until_confirmed()

    assert waiting >= 1
    assert answer.text.startswith(library.STATEMENT)
    assert len(rita.private.from_bot) == 1
    assert "503" in telegram.state.webhook.last_error
