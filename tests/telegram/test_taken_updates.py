"""When an update is done, and what becomes of one that ends the process each time."""

import asyncio
from collections.abc import Awaitable, Callable, Iterator
from pathlib import Path

import pytest
from telegram import Bot
from telegram.error import RetryAfter

from bot.telegram.transport.api_calls import OtherCall
from bot.telegram.transport.drops import Drops
from bot.telegram.transport.outbox import Outbox
from bot.telegram.transport.taken_updates import MOST_STARTS, TakenUpdates
from bot.telegram.transport.update_record import UpdateRecord


def raw(number: int, text: str = "Hello") -> dict[str, object]:
    """An update, of which only that it is the same again matters here."""
    return {"update_id": number, "message": {"text": text}}


class Start:
    """One start of the process, which knows what those before it wrote to `file`; nothing is closed at its end."""

    def __init__(self, file: Path | None = None) -> None:
        self.drops = Drops()
        self.record = UpdateRecord(file)
        self.taken = TakenUpdates(self.record, self.drops)
        self.outbox = Outbox(Bot("1:test"), drops=self.drops)

    def handle(self, number: int, *answers: Callable[[Bot], Awaitable[object]]) -> None:
        """Take an update and handle it, so that it is answered by these calls, each for a chat of its own."""
        assert self.taken.take(number, raw(number))
        with self.taken.handling(number):
            for chat, answer in enumerate(answers):
                self.outbox.put(chat, OtherCall(answer))

    def crash(self, number: int) -> None:
        """Take an update, and end while it is handled."""
        assert self.taken.take(number, raw(number))
        with pytest.raises(KeyboardInterrupt), self.taken.handling(number):
            raise KeyboardInterrupt


@pytest.fixture
def start(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[], Start]]:
    """Yield a function that starts the process again; python-telegram-bot is told how to count time, or it warns."""
    monkeypatch.setenv("PTB_TIMEDELTA", "true")
    starts: list[Start] = []

    def again() -> Start:
        starts.append(Start(tmp_path / "updates.log"))
        return starts[-1]

    yield again
    for each in starts:
        each.record.close()


NewStart = Callable[[], Start]


def test_an_update_is_taken_once() -> None:
    taken = Start().taken

    assert [taken.take(number, raw(number)) for number in (7, 7, 8)] == [True, False, True]
    assert taken.oldest == 7


def test_what_says_nothing_is_done_when_it_is_handled() -> None:
    taken = Start().taken
    taken.take(7, raw(7))

    with taken.handling(7):
        assert taken.oldest == 7

    assert taken.oldest is None
    assert not taken.take(7, raw(7))


def test_an_update_is_done_when_all_that_answers_it_has_left() -> None:
    async def run() -> list[int | None]:
        start, first, second = Start(), asyncio.Event(), asyncio.Event()
        start.handle(7, lambda _: first.wait(), lambda _: second.wait())
        found = [start.taken.oldest]
        first.set()
        assert not await start.taken.wait_until_done(7, 0)
        found.append(start.taken.oldest)
        second.set()
        assert await start.taken.wait_until_done(7, 60)
        found.append(start.taken.oldest)
        return found

    assert asyncio.run(run()) == [7, 7, None]


def test_what_does_not_leave_before_the_end_is_left_for_the_next_start(start: NewStart) -> None:
    async def refuse(_: Bot) -> None:
        raise RetryAfter(30)

    async def run() -> int:
        first = start()
        first.handle(7, refuse)
        await first.outbox.drain(0.05)
        return first.drops.count

    assert asyncio.run(run()) == 0
    assert start().taken.take(7, raw(7))


def test_another_update_that_has_the_id_of_one_that_is_done_is_taken(start: NewStart) -> None:
    start().handle(7)

    assert start().taken.take(7, raw(7, "of another bot, or of a server that counts anew"))
    assert not start().taken.take(7, raw(7))


def test_what_ends_the_process_each_time_is_given_up(start: NewStart) -> None:
    for _ in range(MOST_STARTS):
        start().crash(7)

    last = start()

    assert [last.taken.take(number, raw(number)) for number in (7, 7, 8)] == [False, False, True]
    assert last.drops.count == 1
    assert not start().taken.take(7, raw(7))


def test_a_neighbour_of_what_ends_the_process_is_not_given_up(start: NewStart) -> None:
    async def run() -> None:
        for _ in range(2 * MOST_STARTS):
            process = start()
            process.handle(8, lambda _: asyncio.sleep(60))
            await process.outbox.drain(0)

    asyncio.run(run())
    assert start().taken.take(8, raw(8))
