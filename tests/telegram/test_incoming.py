"""Updates: each once, none that cannot be read, and those of a chat in order."""

import asyncio

import pytest
from telegram import Bot, Chat, Message, Update

from bot.telegram.transport.chat_order import PerChatProcessor
from bot.telegram.transport.drops import Drops
from bot.telegram.transport.taken_updates import TakenUpdates
from bot.telegram.transport.update_record import UpdateRecord
from bot.telegram.transport.updates import UpdateReader, update_id

CHAT = {"id": 1, "type": "private"}
RAW: dict[str, object] = {"update_id": 5, "message": {"message_id": 1, "date": 1, "chat": CHAT, "text": "Hello"}}


def new_reader(drops: Drops | None = None) -> UpdateReader:
    drops = drops or Drops()
    return UpdateReader(Bot("1:test"), TakenUpdates(UpdateRecord(), drops), drops)


def test_an_update_is_read_once() -> None:
    reader = new_reader()

    assert reader.read(RAW) is not None
    assert reader.read(RAW) is None


@pytest.mark.parametrize("raw", [{"update_id": 6, "message": {"message_id": "x"}}, [], None, 7, {"message": 1}, {}])
def test_what_cannot_be_read_is_skipped_with_one_line(raw: object, caplog: pytest.LogCaptureFixture) -> None:
    drops = Drops()

    assert new_reader(drops).read(raw) is None

    assert (len(caplog.records), drops.count) == (1, 1)


def test_an_update_id_is_a_number() -> None:
    assert update_id(RAW) == 5
    assert update_id({"update_id": "5"}) is None
    assert update_id([]) is None


def update(number: int, chat: int) -> Update:
    message = Message(number, date=None, chat=Chat(chat, "private"))  # type: ignore[arg-type]
    return Update(number, message=message)


def test_updates_of_a_chat_are_handled_in_order_and_others_meanwhile() -> None:
    handled: list[str] = []

    async def handle(name: str, gate: asyncio.Event) -> None:
        await gate.wait()
        handled.append(name)

    async def run() -> None:
        processor = PerChatProcessor(TakenUpdates(UpdateRecord(), Drops()))
        slow, free = asyncio.Event(), asyncio.Event()
        free.set()
        tasks = [
            asyncio.create_task(processor.process_update(update(1, 1), handle("first", slow))),
            asyncio.create_task(processor.process_update(update(2, 1), handle("second", free))),
            asyncio.create_task(processor.process_update(update(3, 2), handle("other", free))),
        ]
        await tasks[2]
        slow.set()
        await asyncio.gather(*tasks)

    asyncio.run(run())

    assert handled == ["other", "first", "second"]
