"""Faults on order: what python-telegram-bot makes of them, and what became of the call."""

import pytest
from telegram.error import BadRequest, NetworkError, RetryAfter, TelegramError, TimedOut

from bot.playground.botapi import Drop, FakeTelegram, Garbage, Hang, Person, server_error, too_many_requests

from .client import as_bot


@pytest.fixture
def alice(telegram: FakeTelegram) -> Person:
    person = telegram.person("Alice")
    person.writes("/start")
    return person


def texts(person: Person) -> list[str]:
    return [message.text for message in person.private.from_bot]


def test_a_flood_limit_says_how_long_to_wait(
    telegram: FakeTelegram, alice: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PTB_TIMEDELTA", "1")  # or python-telegram-bot warns of what will change
    telegram.faults.add(too_many_requests(3), method="sendMessage")

    with pytest.raises(RetryAfter, match="Retry in 0:00:03"):
        as_bot(telegram, lambda bot: bot.send_message(alice.id, "hello"))

    assert texts(alice) == []


@pytest.mark.parametrize("code", [500, 502])
def test_a_server_error_lasts_as_often_as_ordered(telegram: FakeTelegram, alice: Person, code: int) -> None:
    telegram.faults.add(server_error(code), times=2)

    for _ in range(2):
        with pytest.raises(NetworkError):
            as_bot(telegram, lambda bot: bot.get_me())

    assert as_bot(telegram, lambda bot: bot.send_message(alice.id, "hello")).text == "hello"


def test_an_answer_can_be_broken_json(telegram: FakeTelegram, alice: Person) -> None:
    telegram.faults.add(Garbage(), method="sendMessage")

    with pytest.raises(TelegramError, match="Invalid server response"):
        as_bot(telegram, lambda bot: bot.send_message(alice.id, "hello"))


@pytest.mark.parametrize(("after", "arrived"), [(False, []), (True, ["hello"])])
def test_a_connection_breaks_before_or_after_the_call_is_carried_out(
    telegram: FakeTelegram, alice: Person, after: bool, arrived: list[str]
) -> None:
    telegram.faults.add(Drop(after=after), method="sendMessage")

    with pytest.raises(NetworkError):
        as_bot(telegram, lambda bot: bot.send_message(alice.id, "hello"))

    assert texts(alice) == arrived
    assert [call.fault for call in telegram.calls("sendMessage")] == [Drop(after=after)]


def test_a_call_hangs_until_the_client_gives_up(telegram: FakeTelegram, alice: Person) -> None:
    telegram.faults.add(Hang(), method="sendMessage")

    with pytest.raises(TimedOut):
        as_bot(telegram, lambda bot: bot.send_message(alice.id, "hello", read_timeout=0.1))

    assert texts(alice) == []


def test_a_call_hangs_for_a_while_and_is_carried_out_then(telegram: FakeTelegram, alice: Person) -> None:
    telegram.faults.add(Hang(0.1), method="sendMessage")

    as_bot(telegram, lambda bot: bot.send_message(alice.id, "hello"))

    call = telegram.calls("sendMessage")[0]
    assert texts(alice) == ["hello"]
    assert call.finished is not None
    assert call.finished - call.started >= 0.1


def test_a_fault_meets_only_the_calls_it_was_ordered_for(telegram: FakeTelegram, alice: Person) -> None:
    bob = telegram.person("Bob")
    bob.writes("/start")
    telegram.faults.add(server_error(), chat_id=bob.id, when=lambda call: call.parameters["text"] == "bad")

    as_bot(telegram, lambda bot: bot.send_message(alice.id, "bad"))
    as_bot(telegram, lambda bot: bot.send_message(bob.id, "good"))
    with pytest.raises(NetworkError):
        as_bot(telegram, lambda bot: bot.send_message(bob.id, "bad"))


def test_calls_are_recorded_with_parameters_and_answer(telegram: FakeTelegram) -> None:
    with pytest.raises(BadRequest):
        as_bot(telegram, lambda bot: bot.send_message(5, "hello"))

    call = telegram.calls("sendMessage")[0]
    assert (call.chat_id, call.parameters["text"], call.ok) == (5, "hello", False)
    assert call.answer == {"ok": False, "error_code": 400, "description": "Bad Request: chat not found"}
