"""Updates by long polling, from a Telegram that says what a test wants."""

import asyncio

import pytest
from telegram.error import Conflict, InvalidToken, NetworkError, TelegramError

from bot.telegram.transport.http_requests import RawBot
from bot.telegram.transport.polling import Polling
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
            self.deleted: list[bool] = []

    async def delete_webhook(self, *_: object, **__: object) -> bool:
        self.deleted.append(True)
        return True

    async def raw_updates(self, offset: int, seconds: int) -> list[object]:  # noqa: ARG002
        self.offsets.append(offset)
        answer = self.answers.pop(0) if self.answers else InvalidToken()
        if isinstance(answer, TelegramError):
            raise answer
        return answer


async def always() -> None:
    """There is room for more."""


def poll(bot: Scripted) -> tuple[int, float]:
    """How many updates came through, and how many seconds were slept."""
    clock = SleepingClock()

    async def run() -> int:
        queue: asyncio.Queue[object] = asyncio.Queue()
        with pytest.raises(InvalidToken):
            await Polling(bot, queue, always, clock.sleep).run()
        return queue.qsize()

    return asyncio.run(run()), clock()


def test_the_offset_confirms_what_was_taken_and_is_dropped_when_nothing_is_left() -> None:
    bot = Scripted([raw(7), raw(8)], [], [raw(3)])

    assert poll(bot) == (3, 0.0)
    assert bot.offsets == [0, 9, 0, 4]


def test_an_update_that_cannot_be_read_is_passed_over() -> None:
    bot = Scripted([{"update_id": 7, "message": {"message_id": "x"}}, raw(8)])

    assert poll(bot) == (1, 0.0)
    assert bot.offsets == [0, 9]


def test_what_cannot_even_be_confirmed_does_not_make_it_spin() -> None:
    bot = Scripted([{"message": 1}], [{"message": 1}], [{"message": 1}])

    assert poll(bot) == (0, 7.0)


def test_failures_are_waited_out_longer_each_time_and_told_once(caplog: pytest.LogCaptureFixture) -> None:
    bot = Scripted(*[NetworkError("down")] * 8, [raw(1)])

    taken, slept = poll(bot)

    assert taken == 1
    assert slept == 1 + 2 + 4 + 8 + 16 + 30 + 30 + 30
    assert len(caplog.records) == 1


def test_what_there_is_no_room_for_is_neither_taken_nor_confirmed() -> None:
    bot = Scripted([raw(7)], [raw(8)], [])

    async def run() -> int:
        queue: asyncio.Queue[object] = asyncio.Queue()
        looked = asyncio.Event()

        async def room_for_one() -> None:
            if not queue.empty():
                looked.set()
                await asyncio.Event().wait()

        polling = Polling(bot, queue, room_for_one)
        running = asyncio.create_task(polling.run())
        await looked.wait()
        running.cancel()
        await asyncio.gather(running, return_exceptions=True)
        await polling.confirm()
        return queue.qsize()

    assert asyncio.run(run()) == 1
    assert bot.offsets == [0, 8, 8]


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
    bot = Scripted(Conflict(conflict), Conflict(conflict), [raw(1)])

    assert poll(bot) == (1, 3.0)
    assert len(bot.deleted) == deleted
    assert words in caplog.records[0].message
    assert [record.levelname for record in caplog.records] == ["WARNING"]
