"""Logs: one line an event, and never a token."""

import asyncio
import json
import logging
import sys
import threading
from collections.abc import Iterator

import httpx
import pytest
from telegram import Bot
from telegram.error import InvalidToken, TelegramError

from bot.logging_setup import NOISY, REDACTED, Redaction, leaks, set_up_logging

TOKEN = "7000000001:AAF-a_token_for_tests_0123456789abc"  # noqa: S105 - of no real bot


Log = pytest.CaptureFixture[str]


@pytest.fixture
def log(capsys: Log, monkeypatch: pytest.MonkeyPatch) -> Iterator[Log]:
    """What is logged, with logging as it was afterwards."""
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    levels = {name: logging.getLogger(name).level for name in NOISY}
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    monkeypatch.setattr(threading, "excepthook", threading.excepthook)
    monkeypatch.setattr(sys, "unraisablehook", sys.unraisablehook)
    yield capsys
    root.handlers[:] = handlers
    root.setLevel(level)
    logging.captureWarnings(False)
    for name, before in levels.items():
        logging.getLogger(name).setLevel(before)


def refuse(request: httpx.Request) -> httpx.Response:
    return httpx.Response(401, request=request)


def rejected() -> None:
    raise InvalidToken(f"The token `{TOKEN}` was rejected by the server.")


def unreachable() -> None:
    async def start() -> None:
        async with Bot(TOKEN, base_url="http://127.0.0.1:9/bot"):
            pass

    asyncio.run(start())


def test_httpx_at_debug_does_not_tell_the_token(log: Log) -> None:
    set_up_logging("DEBUG", TOKEN)
    logging.getLogger("httpx").setLevel(logging.DEBUG)

    with httpx.Client(transport=httpx.MockTransport(refuse)) as client:
        client.get(f"https://api.telegram.org/bot{TOKEN}/getMe")

    written = log.readouterr().err
    assert f"/bot{REDACTED}/getMe" in written
    assert TOKEN not in written


def test_an_invalid_token_does_not_tell_itself(log: Log) -> None:
    set_up_logging("INFO", TOKEN)

    for failing in (rejected, unreachable):
        try:
            failing()
        except TelegramError:
            logging.getLogger("bot").exception("refused: %s", {"token": TOKEN})

    written = log.readouterr().err
    assert "InvalidToken" in written
    assert TOKEN not in written
    events = written.splitlines()
    assert len([line for line in events if "refused: " in line]) == 2
    assert not [line for line in events if line.startswith((" ", "Traceback"))]


def test_a_token_of_another_bot_is_not_told_either(log: Log) -> None:
    set_up_logging("INFO", TOKEN)

    logging.getLogger("bot").warning("https://api.telegram.org/bot%s/getMe", TOKEN.replace("7", "8"))

    assert log.readouterr().err.rstrip().endswith(f"/bot{REDACTED}/getMe")


def test_a_secret_is_redacted_in_its_escaped_form_too() -> None:
    assert Redaction("1:short").clean("a 1:short and 1%3Ashort") == f"a {REDACTED} and {REDACTED}"


def test_an_event_is_one_line(log: Log) -> None:
    set_up_logging("INFO")

    logging.getLogger("bot").info("two\nlines")

    assert len(log.readouterr().err.splitlines()) == 1


def test_what_could_end_a_line_or_turn_it_around_is_escaped(log: Log) -> None:
    set_up_logging("INFO")

    logging.getLogger("bot").info("a\u2028b\u202ec\x1bd")

    assert log.readouterr().err.rstrip().endswith(r"a\u2028b\u202ec\u001bd")


def test_as_json_each_event_is_one_object_without_the_token(log: Log) -> None:
    set_up_logging("INFO", TOKEN, log_format="json")

    try:
        rejected()
    except InvalidToken:
        logging.getLogger("bot").exception("refused:\n%s\u2028", TOKEN)

    [line] = log.readouterr().err.splitlines()
    event = json.loads(line)
    assert (event["level"], event["logger"]) == ("ERROR", "bot")
    assert event["message"].startswith("refused:")
    assert "InvalidToken" in event["error"]
    assert TOKEN not in line


@pytest.mark.parametrize("log_format", ["text", "json"])
def test_a_thread_that_fails_does_not_tell_the_token_and_keeps_one_line(log: Log, log_format: str) -> None:
    set_up_logging("INFO", TOKEN, log_format=log_format)

    failing = threading.Thread(target=rejected, name="writing")
    failing.start()
    failing.join()

    [line] = log.readouterr().err.splitlines()
    assert "writing ends by a mistake of its own" in line
    assert "InvalidToken" in line
    assert TOKEN not in line


class Clinging:
    """What fails when it is let go of, where nobody can catch that."""

    def __del__(self) -> None:
        rejected()


@pytest.mark.parametrize("log_format", ["text", "json"])
def test_what_nobody_can_catch_does_not_tell_the_token_and_keeps_one_line(log: Log, log_format: str) -> None:
    set_up_logging("INFO", TOKEN, log_format=log_format)

    clinging = Clinging()
    del clinging

    [line] = log.readouterr().err.splitlines()
    assert "Clinging.__del__" in line
    assert "InvalidToken" in line
    assert TOKEN not in line


def test_libraries_that_log_what_readers_write_stay_silent_at_debug(log: Log) -> None:
    set_up_logging("DEBUG")

    logging.getLogger("telegram.Bot").debug("Calling sendMessage with parameters %s", {"text": "who?"})

    assert log.readouterr().err == ""


def test_libraries_speak_only_of_trouble(log: Log) -> None:
    set_up_logging("INFO")

    logging.getLogger("httpx").info("HTTP Request: POST …")
    logging.getLogger("telegram.ext").info("Application started")

    assert log.readouterr().err == ""


def test_a_log_that_would_hold_the_token_is_found_out(log: Log) -> None:
    set_up_logging("INFO", TOKEN)
    assert not leaks(TOKEN)

    logging.getLogger().addHandler(logging.StreamHandler(sys.stderr))
    assert leaks(TOKEN)
    assert log.readouterr().err == ""


def test_a_log_without_handlers_is_not_trusted(log: Log) -> None:  # noqa: ARG001
    logging.getLogger().handlers[:] = []
    assert leaks(TOKEN)
