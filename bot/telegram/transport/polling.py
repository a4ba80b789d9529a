"""Receiving updates by long polling."""

import asyncio
import contextlib
import logging
from collections.abc import Sequence

from telegram.error import Conflict, InvalidToken, RetryAfter, TelegramError, TimedOut

from bot.chats.clock import Sleep
from bot.telegram.transport.http_requests import RawBot
from bot.telegram.transport.updates import UpdateReader, WaitForCapacity, update_id

POLL_SECONDS = 30
FIRST_PAUSE, LONGEST_PAUSE = 1.0, 30.0
"""Seconds after a failure; each pause is twice the one before."""

_LOGGER = logging.getLogger(__name__)


class Polling:
    """Long polling, which puts updates into a queue.

    The offset of a call confirms the updates before it. Once nothing is left to confirm the offset is dropped, for
    after a week without updates Telegram chooses the next id at random, and updates below an old offset would be lost.
    """

    def __init__(
        self,
        bot: RawBot,
        queue: asyncio.Queue[object],
        wait_for_capacity: WaitForCapacity,
        sleep: Sleep = asyncio.sleep,
    ) -> None:
        self._bot = bot
        self._queue = queue
        self._wait_for_capacity = wait_for_capacity
        self._sleep = sleep
        self._reader = UpdateReader(bot)
        self._offset = 0
        self._pause = 0.0

    async def run(self) -> None:
        """Take updates until cancelled; raise InvalidToken if the token is refused."""
        while True:
            try:
                batch = await self._bot.raw_updates(self._offset, POLL_SECONDS)
            except InvalidToken:
                raise
            except TelegramError as error:
                self._pause = _pause_after(error, self._pause)
                await self._sleep(self._pause)
                if _is_for_webhook(error):
                    await self._delete_webhook()
                continue
            if self._pause:
                _LOGGER.info("updates come again")
            await self._wait_for_capacity()
            known = self._offset
            await self._take(batch)
            if not batch:
                self._offset = 0
            stuck = bool(batch) and self._offset == known
            self._pause = min(max(2 * self._pause, FIRST_PAUSE), LONGEST_PAUSE) if stuck else 0.0
            await self._sleep(self._pause)

    async def confirm(self) -> None:
        """Confirm the updates that were taken, so that they do not come again after a restart."""
        if self._offset:
            await self._bot.raw_updates(self._offset, 0)

    async def _delete_webhook(self) -> None:
        """Delete the webhook of another program; whether that worked shows in the next call of getUpdates."""
        with contextlib.suppress(TelegramError):
            await self._bot.delete_webhook()

    async def _take(self, batch: Sequence[object]) -> None:
        for raw in batch:
            number = update_id(raw)
            if number is not None:
                self._offset = max(self._offset, number + 1)
            update = self._reader.read(raw)
            if update is not None:
                await self._queue.put(update)


def _is_for_webhook(error: TelegramError) -> bool:
    """Tell whether getUpdates was refused for a webhook: the other conflict is with another call of getUpdates."""
    return isinstance(error, Conflict) and "webhook" in error.message


def _pause_after(error: TelegramError, before: float) -> float:
    """Return the seconds to wait after a failure: twice those before, and no less than Telegram asks for."""
    pause = min(2 * before, LONGEST_PAUSE) if before else FIRST_PAUSE
    if isinstance(error, RetryAfter):
        after = error.retry_after
        pause = max(pause, after if isinstance(after, int) else after.total_seconds())
    if isinstance(error, Conflict):
        _LOGGER.log(
            logging.DEBUG if before else logging.WARNING,
            "another program has set a webhook with the same token, and I delete it; stop that program"
            if _is_for_webhook(error)
            else "another program takes updates with the same token; stop it, or it answers in turns with me",
        )
    else:
        _LOGGER.log(
            logging.DEBUG if before or isinstance(error, TimedOut) else logging.WARNING, "no updates: %s", error
        )
    return pause
