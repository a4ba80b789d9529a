"""What lies between the bot and Telegram may answer anything: it costs a moment, and no answer."""

from collections.abc import Mapping

import pytest

from bot.playground.botapi import ApiError, FakeTelegram, Garbage, Refuse
from bot.playground.botapi.faults import Fault

from . import library
from .conftest import ServedFacts, StartBot

PAGE = "<html><body>Sign in to the network</body></html>"
UNAUTHORIZED = '{"ok": false, "error_code": 401, "description": "Unauthorized"}'
STRAY: Mapping[str, Fault] = {
    "401": Refuse(ApiError(401, "Unauthorized")),
    "404": Refuse(ApiError(404, "Not Found")),
    "401 with status 200": Garbage(UNAUTHORIZED),
    "page 200": Garbage(PAGE),
    "page 401": Garbage(PAGE, 401),
    "page 403": Garbage(PAGE, 403),
    "page 404": Garbage(PAGE, 404),
    "not ok": Garbage('{"ok": false}'),
    "no result": Garbage('{"ok": true}'),
    "null": Garbage('{"ok": true, "result": null}'),
    "another shape": Garbage('{"ok": true, "result": {"status": "up"}}'),
    "a part of a message": Garbage('{"ok": true, "result": {"message_id": 7}}'),
    "a date far off": Garbage('{"ok": true, "result": {"message_id": 7, "date": 99999999999999, "chat": {"id": 1}}}'),
    "strange parameters": Garbage('{"ok": false, "error_code": 429, "description": "x", "parameters": [1]}', 429),
    "list": Garbage("[]"),
    "ok with status 500": Garbage('{"ok": true, "result": []}', 500),
}


@pytest.mark.parametrize("fault", STRAY.values(), ids=STRAY)
def test_an_answer_arrives_although_a_call_got_a_stray_one(live: ServedFacts, fault: Fault) -> None:
    rita = live.telegram.person("Rita")
    before = live.process.output
    live.telegram.faults.add(fault, chat_id=rita.id, method="sendMessage", times=2)

    assert rita.asks(library.QUESTION).text.startswith(library.STATEMENT)
    assert "Traceback" not in live.process.output.removeprefix(before)


@pytest.mark.parametrize("running", ["polling"], indirect=True)
@pytest.mark.parametrize("fault", STRAY.values(), ids=STRAY)
def test_polling_goes_on_after_a_stray_answer(live: ServedFacts, fault: Fault) -> None:
    live.telegram.faults.add(fault, method="getUpdates", times=1)

    assert live.telegram.person("Rita").asks(library.QUESTION).text.startswith(library.STATEMENT)
    assert live.telegram.person("Otto").asks(library.QUESTION).text.startswith(library.STATEMENT)
    assert live.process.exit_status is None


@pytest.mark.parametrize("method", ["getMe", "deleteWebhook"])
@pytest.mark.parametrize("fault", [STRAY["page 404"], STRAY["another shape"], STRAY["not ok"]])
def test_a_start_waits_for_a_better_answer(
    start_bot: StartBot, telegram: FakeTelegram, method: str, fault: Fault
) -> None:
    telegram.faults.add(fault, method=method, times=1)
    start_bot()

    assert telegram.person("Rita").asks(library.QUESTION).text.startswith(library.STATEMENT)


def test_a_token_that_was_revoked_ends_it_and_loses_nothing(start_bot: StartBot, telegram: FakeTelegram) -> None:
    process = start_bot()
    rita = telegram.person("Rita")
    rita.asks(library.QUESTION)
    telegram.faults.add(STRAY["401"], times=None)

    question = rita.writes(library.NEXT_QUESTION)

    assert process.wait_until_gone() == 1
    assert "BOT_TOKEN was refused by Telegram" in process.output
    telegram.faults.clear()
    start_bot()
    assert rita.private.answer_to(question).text.startswith(library.NEXT_STATEMENT)


def test_what_is_dropped_is_told_and_counted(live: ServedFacts) -> None:
    rita = live.telegram.person("Rita")
    before = live.process.output
    refusal = Refuse(ApiError(403, "Forbidden: nobody knows why"))
    live.telegram.faults.add(refusal, method="sendMessage", chat_id=rita.id, times=1)

    rita.writes(library.QUESTION)
    rita.asks(library.NEXT_QUESTION)

    warnings = [line for line in live.process.output.removeprefix(before).splitlines() if "WARNING" in line]
    assert len(warnings) == 1
    assert "nobody knows why" in warnings[0]
    assert "✗ answers or updates dropped since the start: " in live.admin.asks("/doctor").text
