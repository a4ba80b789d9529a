"""Receiving updates by long polling."""

import asyncio
import contextlib
import logging
from collections.abc import Sequence

from telegram.error import Conflict, InvalidToken, RetryAfter, TelegramError, TimedOut

from bot.chats.clock import Sleep
from bot.telegram.transport.http_requests import RawBot
from bot.telegram.transport.taken_updates import TakenUpdates
from bot.telegram.transport.updates import BATCH, UpdateReader, WaitForCapacity, update_id

POLL_SECONDS = 30
MOST_UPDATES = 100
"""Updates that Telegram returns to one call, at most, from the oldest that is not confirmed."""

SHORTEST_WAIT, LONGEST_WAIT = 0.1, 0.25
"""Seconds between two calls while updates are not done: until they are confirmed, Telegram returns them at once."""

FIRST_PAUSE, LONGEST_PAUSE = 1.0, 30.0
"""Seconds after a failure; each pause is twice the one before."""

_LOGGER = logging.getLogger(__name__)


class Polling:
    """Long polling, which puts updates into a queue.

    The offset of a call confirms the updates before it, so it is the oldest that is not done. Those from it on come
    with each call until then; if they leave no room for a batch of new ones, the oldest is let go of. Once nothing is
    left to confirm the offset is dropped, for after a week without updates Telegram chooses the next id at random, and
    updates below an old offset would be lost.
    """

    def __init__(
        self,
        bot: RawBot,
        queue: asyncio.Queue[object],
        reader: UpdateReader,
        taken: TakenUpdates,
        wait_for_capacity: WaitForCapacity,
        sleep: Sleep = asyncio.sleep,
    ) -> None:
        self._bot = bot
        self._queue = queue
        self._reader = reader
        self._taken = taken
        self._wait_for_capacity = wait_for_capacity
        self._sleep = sleep
        self._known: list[int] = []
        self._pause = 0.0

    async def run(self) -> None:
        """Take updates until cancelled; raise InvalidToken if the token is refused."""
        wait = SHORTEST_WAIT
        while True:
            offset, known = self._next()
            try:
                batch = await self._bot.raw_updates(offset, known + BATCH, POLL_SECONDS)
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
            self._known = [number for raw in batch if (number := update_id(raw)) is not None]
            new = await self._take(batch)
            stuck = bool(batch) and not self._known
            self._pause = min(max(2 * self._pause, FIRST_PAUSE), LONGEST_PAUSE) if stuck else 0.0
            await self._sleep(self._pause)
            wait = SHORTEST_WAIT if new else min(2 * wait, LONGEST_WAIT)
            await self._taken.wait_until_all_done(wait)

    async def confirm(self) -> None:
        """Confirm what is done, so that it does not come again after a restart."""
        offset, _ = self._next()
        if offset:
            await self._bot.raw_updates(offset, 1, 0)

    async def _delete_webhook(self) -> None:
        """Delete the webhook of another program; whether that worked shows in the next call of getUpdates."""
        with contextlib.suppress(TelegramError):
            await self._bot.delete_webhook()

    def _next(self) -> tuple[int, int]:
        """Return the offset of the next call, and how many updates from there on were taken already."""
        while True:
            oldest = self._taken.oldest
            offset = oldest if oldest is not None else max(self._known, default=-1) + 1
            known = sum(number >= offset for number in self._known)
            if oldest is None or known + BATCH <= MOST_UPDATES:
                return offset, known
            _LOGGER.info("%d updates came after update %d, which is not answered yet", known, oldest)
            self._taken.let_go_of_oldest()

    async def _take(self, batch: Sequence[object]) -> int:
        """Put what is new into the queue, and return how many that is."""
        new = 0
        for raw in batch:
            update = self._reader.read(raw)
            if update is not None:
                await self._queue.put(update)
                new += 1
        return new


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
