"""Updates by long polling, from a Telegram that says what a test wants."""

import asyncio
from dataclasses import dataclass, field

import pytest
from telegram import Update
from telegram.error import Conflict, InvalidToken, NetworkError, TelegramError

from bot.telegram.transport.drops import Drops
from bot.telegram.transport.http_requests import RawBot
from bot.telegram.transport.polling import Polling
from bot.telegram.transport.taken_updates import TakenUpdates
from bot.telegram.transport.update_record import UpdateRecord
from bot.telegram.transport.updates import BATCH, UpdateReader, WaitForCapacity
from tests.clock import SleepingClock


def raw(number: int) -> dict[str, object]:
    message = {"message_id": 1, "date": 1, "chat": {"id": 1, "type": "private"}, "text": "Hello"}
    return {"update_id": number, "message": message}


class Scripted(RawBot):
    """Gives one answer after the other; when there is none left the token is refused."""

    def __init__(self, *answers: list[object] | TelegramError) -> None:
        super().__init__("1:test")
        with self._unfrozen():
            self.answers = list(answers)
            self.offsets: list[int] = []
            self.limits: list[int] = []
            self.deleted: list[bool] = []

    async def delete_webhook(self, *_: object, **__: object) -> bool:
        self.deleted.append(True)
        return True

    async def raw_updates(self, offset: int, limit: int, seconds: int) -> list[object]:  # noqa: ARG002
        self.offsets.append(offset)
        self.limits.append(limit)
        answer = self.answers.pop(0) if self.answers else InvalidToken()
        if isinstance(answer, TelegramError):
            raise answer
        return answer


@dataclass
class Polled:
    """What polling took, in `queue`, and what it was done with at once: all but the ids in `slow`."""

    bot: Scripted
    slow: frozenset[int] = frozenset()
    clock: SleepingClock = field(default_factory=SleepingClock)
    drops: Drops = field(default_factory=Drops)
    queue: list[int] = field(default_factory=list)
    taken: TakenUpdates = field(init=False)

    def run(self, wait_for_capacity: WaitForCapacity | None = None) -> "Polled":
        """Poll until the token is refused."""

        async def poll() -> None:
            with pytest.raises(InvalidToken):
                await self.polling(wait_for_capacity).run()

        asyncio.run(poll())
        return self

    def polling(self, wait_for_capacity: WaitForCapacity | None = None) -> Polling:
        self.taken = TakenUpdates(UpdateRecord(), self.drops)
        reader = UpdateReader(self.bot, self.taken, self.drops)
        return Polling(self.bot, Answering(self), reader, self.taken, wait_for_capacity or always, self.clock.sleep)

    def end(self, number: int) -> None:
        self.taken.give_up(number)


class Answering(asyncio.Queue[object]):
    """A queue whose updates are done as soon as they are in it, but for the slow ones."""

    def __init__(self, polled: Polled) -> None:
        super().__init__()
        self._polled = polled

    async def put(self, update: object) -> None:
        assert isinstance(update, Update)
        self._polled.queue.append(update.update_id)
        if update.update_id not in self._polled.slow:
            self._polled.end(update.update_id)


async def always() -> None:
    """There is room for more."""


def test_the_offset_confirms_what_is_done_and_is_dropped_when_nothing_is_left() -> None:
    polled = Polled(Scripted([raw(7), raw(8)], [], [raw(3)])).run()

    assert (polled.queue, polled.clock()) == ([7, 8, 3], 0.0)
    assert polled.bot.offsets == [0, 9, 0, 4]


def test_nothing_from_the_oldest_on_that_is_not_done_is_confirmed() -> None:
    again: list[object] = [raw(8), raw(9), raw(10)]
    polled = Polled(Scripted([raw(7), raw(8), raw(9)], again, again), slow=frozenset({8})).run()

    assert polled.queue == [7, 8, 9, 10]
    assert polled.bot.offsets == [0, 8, 8, 8]


def test_there_is_room_for_a_batch_of_new_ones_beside_those_that_come_again() -> None:
    polled = Polled(Scripted([raw(7), raw(8)], [raw(7), raw(8), raw(9)]), slow=frozenset({7})).run()

    assert polled.bot.limits == [BATCH, 2 + BATCH, 3 + BATCH]


def test_one_that_is_held_up_keeps_no_others_away() -> None:
    window: list[object] = [raw(number) for number in range(100)]
    polled = Polled(Scripted(window, [raw(100)]), slow=frozenset({0, 90})).run()

    assert polled.queue == [*range(101)]
    assert polled.bot.offsets == [0, 90, 90]


def test_what_is_done_while_it_stops_is_confirmed_at_the_end() -> None:
    polled = Polled(Scripted([raw(7), raw(8)], InvalidToken(), []), slow=frozenset({7}))

    async def run() -> None:
        polling = polled.polling()
        with pytest.raises(InvalidToken):
            await polling.run()
        polled.end(7)
        await polling.confirm()

    asyncio.run(run())
    assert polled.bot.offsets == [0, 7, 9]


def test_an_update_that_cannot_be_read_is_passed_over_and_counted() -> None:
    polled = Polled(Scripted([{"update_id": 7, "message": {"message_id": "x"}}, raw(8)])).run()

    assert polled.queue == [8]
    assert polled.bot.offsets == [0, 9]
    assert polled.drops.count == 1


def test_what_cannot_even_be_confirmed_does_not_make_it_spin() -> None:
    polled = Polled(Scripted([{"message": 1}], [{"message": 1}], [{"message": 1}])).run()

    assert (polled.queue, polled.clock()) == ([], 7.0)


def test_failures_are_waited_out_longer_each_time_and_told_once(caplog: pytest.LogCaptureFixture) -> None:
    polled = Polled(Scripted(*[NetworkError("down")] * 8, [raw(1)])).run()

    assert polled.queue == [1]
    assert polled.clock() == 1 + 2 + 4 + 8 + 16 + 30 + 30 + 30
    assert len(caplog.records) == 1


def test_what_there_is_no_room_for_is_neither_taken_nor_confirmed() -> None:
    polled = Polled(Scripted([raw(7)], [raw(8)], []))

    async def run() -> None:
        looked = asyncio.Event()

        async def room_for_one() -> None:
            if polled.queue:
                looked.set()
                await asyncio.Event().wait()

        polling = polled.polling(room_for_one)
        running = asyncio.create_task(polling.run())
        await looked.wait()
        running.cancel()
        await asyncio.gather(running, return_exceptions=True)
        await polling.confirm()

    asyncio.run(run())
    assert polled.queue == [7]
    assert polled.bot.offsets == [0, 8, 8]


OF_ANOTHER_CALL = "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running"
OF_A_WEBHOOK = (
    "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"
)


@pytest.mark.parametrize(
    ("conflict", "deleted", "words"), [(OF_ANOTHER_CALL, 0, "answers in turns"), (OF_A_WEBHOOK, 2, "set a webhook")]
)
def test_a_conflict_with_a_webhook_is_told_from_one_with_another_program_that_polls(
    caplog: pytest.LogCaptureFixture, conflict: str, deleted: int, words: str
) -> None:
    polled = Polled(Scripted(Conflict(conflict), Conflict(conflict), [raw(1)])).run()

    assert (polled.queue, polled.clock()) == ([1], 3.0)
    assert len(polled.bot.deleted) == deleted
    assert words in caplog.records[0].message
    assert [record.levelname for record in caplog.records] == ["WARNING"]
