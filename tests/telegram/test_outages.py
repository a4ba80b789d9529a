"""Telegram is down for ten minutes, which no test waits for; what comes back, comes back by itself."""

import asyncio
from dataclasses import dataclass, field

import pytest
from telegram import Bot
from telegram.error import InvalidToken, NetworkError

from bot.telegram.transport.api_calls import OtherCall
from bot.telegram.transport.drops import Drops
from bot.telegram.transport.http_requests import RawBot
from bot.telegram.transport.lifecycle import LONGEST_PAUSE as STARTING_PAUSE
from bot.telegram.transport.lifecycle import retry_until_reached
from bot.telegram.transport.outbox import LONGEST_PAUSE as SENDING_PAUSE
from bot.telegram.transport.outbox import Outbox
from bot.telegram.transport.polling import LONGEST_PAUSE as POLLING_PAUSE
from bot.telegram.transport.polling import Polling
from bot.telegram.transport.taken_updates import TakenUpdates
from bot.telegram.transport.update_record import UpdateRecord
from bot.telegram.transport.updates import UpdateReader
from tests.clock import SleepingClock

MINUTES = 600.0
UPDATE = {"update_id": 7, "message": {"message_id": 1, "date": 1, "chat": {"id": 1, "type": "private"}, "text": "Hi"}}


@dataclass
class Outage:
    """Ten minutes by a clock of its own, and when Telegram was reached after them."""

    clock: SleepingClock = field(default_factory=SleepingClock)
    reached: list[float] = field(default_factory=list)

    async def reach(self, _: object = None) -> None:
        """Call Telegram."""
        if self.clock() < MINUTES:
            raise NetworkError("down")
        self.reached.append(self.clock())


class Down(RawBot):
    """Has an update once Telegram is back, and then no token any more, which ends the polling."""

    def __init__(self, outage: Outage) -> None:
        super().__init__("1:test")
        with self._unfrozen():
            self.outage = outage

    async def raw_updates(self, offset: int, limit: int, seconds: int) -> list[object]:  # noqa: ARG002
        if offset:
            raise InvalidToken
        await self.outage.reach()
        return [UPDATE]


async def always() -> None:
    """There is room for more."""


def test_a_start_waits_ten_minutes_and_says_so_once(caplog: pytest.LogCaptureFixture) -> None:
    outage = Outage()

    asyncio.run(retry_until_reached(outage.reach, "not yet", outage.clock.sleep))

    assert MINUTES <= outage.reached[0] <= MINUTES + STARTING_PAUSE
    assert len(caplog.records) == 1


def test_updates_come_again_after_ten_minutes(caplog: pytest.LogCaptureFixture) -> None:
    outage = Outage()

    async def run() -> int:
        queue: asyncio.Queue[object] = asyncio.Queue()
        bot, drops = Down(outage), Drops()
        taken = TakenUpdates(UpdateRecord(), drops)
        polling = Polling(bot, queue, UpdateReader(bot, taken, drops), taken, always, outage.clock.sleep)
        with pytest.raises(InvalidToken):
            await polling.run()
        return queue.qsize()

    assert asyncio.run(run()) == 1
    assert outage.reached[0] <= MINUTES + POLLING_PAUSE
    assert len(caplog.records) == 1


def test_a_chat_is_served_again_after_ten_minutes_in_which_everything_failed() -> None:
    outage = Outage()

    async def run() -> None:
        outbox = Outbox(Bot("1:test"), outage.clock, outage.clock.sleep)
        while not outage.reached:
            outbox.put(1, OtherCall(outage.reach))
            await outbox.drain(10)

    asyncio.run(run())

    assert outage.reached[0] <= MINUTES + SENDING_PAUSE
