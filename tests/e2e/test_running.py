"""The process: how it starts, how it ends, and what it says meanwhile."""

import signal
import socket
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx
import pytest

from bot import __version__
from bot.logging_setup import REDACTED
from bot.playground.botapi import PATIENCE, Drop, FakeTelegram, Garbage, Hang, Refuse, server_error
from bot.playground.botapi.errors import bad_request
from bot.playground.botapi.server_state import Webhook

from . import library
from .conftest import ServedFacts, StartBot
from .process import PUBLIC_URL, RUN, SECRET


def test_the_first_line_says_who_answers_what_and_how(live: ServedFacts) -> None:
    line = live.process.wait_for_output("privacy mode")

    assert f"@{live.telegram.username} answers from 4 facts" in line
    assert f"privacy mode is on: in groups it is sure to see /ask@{live.telegram.username} and replies to it" in line


def test_the_bot_presents_itself_for_each_scope(live: ServedFacts) -> None:
    live.telegram.wait_for(lambda: live.telegram.calls("setMyShortDescription"), "a short description")

    scopes = {
        call.parameters.get("scope", {}).get("type", "default"): [
            command["command"] for command in call.parameters["commands"]
        ]
        for call in live.telegram.calls("setMyCommands")
    }
    assert scopes["all_group_chats"] == ["ask", "help"]
    assert set(scopes["all_private_chats"]) == {"topics", "source", "help", "ask", "privacy"}
    assert "default" in scopes
    assert live.telegram.calls("setMyDescription")


def test_only_what_is_handled_is_asked_for(live: ServedFacts) -> None:
    call = live.telegram.calls("getUpdates", "setWebhook")[0]

    assert set(call.parameters["allowed_updates"]) == {
        "message",
        "edited_message",
        "callback_query",
        "inline_query",
        "my_chat_member",
        "message_reaction",
        "guest_message",
    }


def test_an_update_that_came_twice_is_answered_once(live: ServedFacts) -> None:
    rita = live.telegram.person("Rita")
    rita.asks(library.QUESTION)

    with rita.private.silent_until(lambda: rita.writes(library.NEXT_QUESTION)):
        live.telegram.repeats_last_update()


def test_an_update_that_cannot_be_read_is_skipped_and_logged_once(live: ServedFacts) -> None:
    before, asked_before = live.process.output, len(live.telegram.calls("getUpdates"))

    def lines() -> list[str]:
        return [line for line in live.process.output.removeprefix(before).splitlines() if "cannot be read" in line]

    live.telegram.sends_unparsable_update()

    assert live.telegram.person("Rita").asks(library.QUESTION).text.startswith(library.STATEMENT)
    live.telegram.wait_until_confirmed()
    assert len(live.telegram.wait_for(lines, "the line of the log")) == 1
    assert len(live.telegram.calls("getUpdates")) - asked_before < 10


def test_an_answer_to_polling_that_is_no_json_costs_a_second_and_no_update(
    start_bot: StartBot, telegram: FakeTelegram
) -> None:
    telegram.faults.add(Garbage(), method="getUpdates", times=1)
    start_bot()

    assert telegram.person("Rita").asks(library.QUESTION).text.startswith(library.STATEMENT)


def test_no_token_and_no_words_reach_a_log_that_tells_all(start_bot: StartBot, telegram: FakeTelegram) -> None:
    process = start_bot(LOG_LEVEL="DEBUG")
    telegram.faults.add(Drop(), method="sendMessage", times=1)
    rita = telegram.person("Rita")
    rita.asks(library.QUESTION)
    rita.asks(library.OFF_TOPIC)
    process.stop()

    assert library.QUESTION not in process.output
    assert library.OFF_TOPIC not in process.output
    assert library.STATEMENT not in process.output
    assert f"/bot{REDACTED}/sendMessage" in process.output
    assert telegram.state.token not in process.output
    assert telegram.state.token.split(":")[1] not in process.output


def test_no_question_and_no_token_reaches_the_log(live: ServedFacts) -> None:
    live.telegram.person("Rita").asks(library.OFF_TOPIC)

    assert library.OFF_TOPIC not in live.process.output
    assert live.telegram.state.token not in live.process.output


@pytest.mark.parametrize(("number", "webhook"), [(signal.SIGTERM, False), (signal.SIGINT, True)])
def test_a_signal_ends_it_within_five_seconds(
    start_bot: StartBot, telegram: FakeTelegram, number: signal.Signals, webhook: bool
) -> None:
    process = start_bot(webhook=webhook, arguments=RUN)
    rita = telegram.person("Rita")
    rita.asks(library.QUESTION)

    seconds = process.stop(number)

    assert seconds < 5
    assert process.exit_status == 0
    assert "Traceback" not in process.output


def test_what_was_decided_is_still_sent_at_the_end(start_bot: StartBot, telegram: FakeTelegram) -> None:
    process = start_bot()
    rita = telegram.person("Rita")
    rita.asks("/help")
    telegram.faults.add(server_error(500), chat_id=rita.id, method="sendMessage", times=1)

    question = rita.writes(library.QUESTION)
    telegram.wait_for(lambda: len(rita.private.calls("sendMessage")) == 2, "the first try")
    process.stop()

    assert rita.private.answer_to(question, seconds=0.1).text.startswith(library.STATEMENT)


def test_it_ends_in_time_although_telegram_hangs(start_bot: StartBot, telegram: FakeTelegram) -> None:
    process = start_bot()
    rita = telegram.person("Rita")
    rita.asks("/help")
    telegram.faults.add(Hang(), times=None)

    rita.writes(library.QUESTION)

    assert process.stop() < 5
    assert telegram.state.token not in process.output


def test_it_waits_for_telegram_to_come_up(start_bot: StartBot, telegram: FakeTelegram) -> None:
    telegram.faults.add(server_error(502), times=1)

    process = start_bot()

    assert telegram.person("Rita").asks(library.QUESTION).text.startswith(library.STATEMENT)
    assert "cannot be reached" in process.output


def test_it_can_be_ended_while_it_waits_for_telegram(start_bot: StartBot, telegram: FakeTelegram) -> None:
    telegram.faults.add(Hang(), times=None)
    process = start_bot(ready=False)
    telegram.wait_for(lambda: telegram.calls("getMe"), "a first call")

    assert process.stop() < 5


def test_a_refused_token_ends_it_with_one_sentence(start_bot: StartBot) -> None:
    token = "7000000009:AAF-another_token-that-is-refused-0123"  # noqa: S105 - of no real bot

    process = start_bot(ready=False, BOT_TOKEN=token)

    assert process.wait_until_gone() == 1
    assert "BotFather" in process.output
    assert token not in process.output
    assert len(process.output.strip().splitlines()) == 1


def test_a_token_that_is_refused_later_ends_it_too(start_bot: StartBot, telegram: FakeTelegram) -> None:
    process = start_bot()
    telegram.state.token = "7000000001:AAF-the_token_was_changed-0123456789"  # noqa: S105 - of no real bot

    telegram.person("Rita").writes(library.QUESTION)

    assert process.wait_until_gone() == 1
    assert "BotFather" in process.output


def test_broken_facts_end_it_with_their_problems(start_bot: StartBot, knowledge: Path) -> None:
    (knowledge / "library.yaml").write_text("version: 1\nfacts: []\n")

    process = start_bot(ready=False)

    assert process.wait_until_gone() == 1
    assert "library.yaml:" in process.output
    assert "Traceback" not in process.output


def test_a_button_works_after_a_restart(start_bot: StartBot, telegram: FakeTelegram) -> None:
    first = start_bot()
    rita = telegram.person("Rita")
    answer = rita.asks(library.QUESTION)
    first.stop()
    start_bot()

    rita.presses(answer, "not what i meant")
    offer = rita.private.edit_of(answer)
    rita.presses(offer, library.NEXT_QUESTION)

    assert library.NEXT_STATEMENT in rita.private.edit_of(offer).text


def test_what_was_taken_does_not_come_again_after_a_restart(start_bot: StartBot, telegram: FakeTelegram) -> None:
    first = start_bot()
    rita = telegram.person("Rita")
    rita.asks(library.QUESTION)
    first.stop()
    start_bot()

    with rita.private.silent_until(lambda: rita.writes(library.NEXT_QUESTION)):
        pass
    assert len(rita.private.from_bot) == 2


def test_a_missing_token_is_named_with_the_way_to_get_one(start_bot: StartBot) -> None:
    process = start_bot(ready=False, BOT_TOKEN="")

    assert process.wait_until_gone() == 1
    assert "BOT_TOKEN" in process.output
    assert "BotFather" in process.output


def test_a_webhook_takes_only_what_carries_the_secret(start_bot: StartBot, telegram: FakeTelegram) -> None:
    start_bot(webhook=True)
    rita = telegram.person("Rita")
    door = f"{telegram.state.proxies[PUBLIC_URL]}/telegram"
    forged = {"update_id": 1, "message": {"message_id": 1, "date": 1, "chat": {"id": rita.id, "type": "private"}}}
    forged["message"]["text"] = library.QUESTION  # type: ignore[index]

    with rita.private.silent_until(lambda: rita.writes(library.QUESTION)):
        for headers in ({}, {"X-Telegram-Bot-Api-Secret-Token": "guessed"}):
            assert httpx.post(door, json=forged, headers=headers, trust_env=False).status_code == 403
        assert httpx.post(f"{door}/elsewhere", json=forged, trust_env=False).status_code == 403

    assert telegram.calls("setWebhook")[0].parameters["secret_token"] == SECRET


def test_a_webhook_tells_its_health_on_the_same_port(start_bot: StartBot, telegram: FakeTelegram) -> None:
    start_bot(webhook=True)
    telegram.person("Rita").asks(library.QUESTION)

    health = httpx.get(f"{telegram.state.proxies[PUBLIC_URL]}/healthz", trust_env=False)

    assert health.status_code == 200
    assert health.json()["status"] == "ok"
    assert health.json()["version"] == __version__
    assert health.json()["facts"] == 4
    assert health.json()["dropped"] == 0
    assert health.json()["last_update_seconds"] >= 0


def test_a_polling_bot_deletes_the_webhook_that_another_program_sets(
    start_bot: StartBot, telegram: FakeTelegram
) -> None:
    process = start_bot()
    with telegram.state.change():
        telegram.state.webhook = Webhook("https://other.example/")

    process.wait_for_output("another program has set a webhook")

    assert telegram.person("Rita").asks(library.QUESTION).text.startswith(library.STATEMENT)
    assert telegram.state.webhook.url == ""


def test_systemd_hears_that_it_is_ready_alive_and_ending(start_bot: StartBot, tmp_path: Path) -> None:
    def listen() -> list[bytes]:
        heard = []
        while b"STOPPING=1" not in heard:
            heard.append(manager.recv(100))
        return heard

    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as manager, ThreadPoolExecutor(1) as thread:
        manager.bind(str(tmp_path / "notify"))
        manager.settimeout(PATIENCE)
        hearing = thread.submit(listen)
        start_bot(NOTIFY_SOCKET=manager.getsockname(), WATCHDOG_USEC="200000").stop()
        heard = hearing.result()

    assert heard[0] == b"READY=1"
    assert b"WATCHDOG=1" in heard


def test_a_webhook_address_that_telegram_refuses_is_named(start_bot: StartBot, telegram: FakeTelegram) -> None:
    telegram.faults.add(Refuse(bad_request("bad webhook: IP address 127.0.0.1 is reserved")), method="setWebhook")

    process = start_bot(webhook=True, ready=False)

    assert process.wait_until_gone() == 1
    assert "WEBHOOK_URL" in process.output
