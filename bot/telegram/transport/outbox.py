"""Outgoing calls, in a queue for each chat: in order within a chat, and no chat waits for another.

python-telegram-bot's AIORateLimiter delays everybody while one chat is over its limit; here only that chat's queue
waits. Whoever puts a call in does not wait at all.
"""

import asyncio
import logging
import time
from collections import deque
from collections.abc import Hashable
from dataclasses import dataclass, field
from datetime import timedelta

from telegram import Bot
from telegram.error import (
    BadRequest,
    ChatMigrated,
    EndPointNotFound,
    Forbidden,
    InvalidToken,
    RetryAfter,
    TelegramError,
)

from bot.chats.clock import Clock, Sleep
from bot.telegram.transport.api_calls import ApiCall
from bot.telegram.transport.flood_limits import FloodLimits
from bot.telegram.transport.pace import PER_SECOND, Pace
from bot.telegram.transport.refusals import Refusal, refusal

PATIENCE = 60.0
"""Seconds after which an answer comes too late to be sent."""

FIRST_PAUSE, LONGEST_PAUSE = 0.5, 15.0
"""Seconds between two attempts; each pause is twice the one before."""

MOST_WAITING = 100
"""Calls that wait in one queue, at most; budgets keep a chat far below it."""

_LOGGER = logging.getLogger(__name__)


@dataclass(slots=True)
class _Queue:
    """The calls of one chat, and the task that makes them one after the other."""

    calls: deque[tuple[ApiCall, float]] = field(default_factory=deque)
    worker: asyncio.Task[None] | None = None


class Outbox:
    """Makes calls, and makes them again while they can still succeed within `PATIENCE`."""

    def __init__(
        self, bot: Bot, clock: Clock = time.monotonic, sleep: Sleep = asyncio.sleep, per_second: float = PER_SECOND
    ) -> None:
        """Take the bot that makes the calls, and how many paced calls may leave in a second."""
        self._bot = bot
        self._clock = clock
        self._sleep = sleep
        self._pace = Pace(clock, sleep, per_second)
        self._queues: dict[Hashable, _Queue] = {}
        self._limits = FloodLimits(clock)

    def put(self, key: Hashable, call: ApiCall) -> None:
        """Make `call` after those with the same key, and regardless of all others.

        The key is a chat, or anything else whose calls are to be in order. A call that finds its queue full is dropped.
        """
        queue = self._queues.setdefault(key, _Queue())
        if len(queue.calls) >= MOST_WAITING:
            _LOGGER.warning("dropped a call: %d already wait for %s", MOST_WAITING, key)
            return
        queue.calls.append((call, self._clock()))
        if queue.worker is None:
            queue.worker = asyncio.create_task(self._work(key, queue), name=f"outbox of {key}")

    async def wait_for_capacity(self) -> None:
        """Return when few calls wait for their turn: so few that all can still leave if the process is told to end.

        A queue that Telegram holds up does not count.
        """
        await self._pace.wait_for_capacity()

    async def drain(self, seconds: float) -> None:
        """Wait until all calls are made, at most so many seconds, and drop the others."""
        workers = [queue.worker for queue in self._queues.values() if queue.worker]
        if not workers:
            return
        _, waiting = await asyncio.wait(workers, timeout=seconds)
        left = sum(len(queue.calls) for queue in self._queues.values())
        for worker in waiting:
            worker.cancel()
        if waiting:
            await asyncio.wait(waiting)
            _LOGGER.warning("dropped %d calls that did not leave within %.0f seconds", left, seconds)

    async def _work(self, key: Hashable, queue: _Queue) -> None:
        try:
            while queue.calls:
                call, since = queue.calls[0]
                await self._deliver(key, call, since + PATIENCE)
                queue.calls.popleft()
        finally:
            del self._queues[key]

    async def _deliver(self, key: Hashable, call: ApiCall, deadline: float) -> None:
        left: ApiCall | None = call
        failures = 0
        while left is not None and await self._wait_until_open(key, deadline):
            if left.paced:
                await self._pace.wait_for_turn()
            if self._limits.wait(key) > 0:
                continue  # another chat was told meanwhile that the bot is to wait
            try:
                left = await self._attempt(key, left)
            except TelegramError as error:
                pause = min(FIRST_PAUSE * 2**failures, LONGEST_PAUSE)
                failures += 1
                self._limits.failed(key, pause)
                _LOGGER.log(
                    logging.DEBUG if self._clock() + pause <= deadline else logging.WARNING,
                    "a call for %s failed %d times: %s",
                    key,
                    failures,
                    error,
                )

    async def _wait_until_open(self, key: Hashable, deadline: float) -> bool:
        """Wait until Telegram takes calls for this key again; return False at once if that is after the deadline."""
        while (wait := self._limits.wait(key)) > 0:
            if self._clock() + wait > deadline:
                _LOGGER.warning("gave up a call for %s, which takes none for another %.0f seconds", key, wait)
                return False
            await self._sleep(wait)
        return True

    async def _attempt(self, key: Hashable, call: ApiCall) -> ApiCall | None:
        """Make the call, and return the call that is left to be made, if any.

        Raise TelegramError if the same call may still succeed.
        """
        try:
            await call.perform(self._bot)
        except RetryAfter as error:
            self._limits.limited(key, _seconds(error.retry_after))
            return call
        except ChatMigrated as error:
            return call.moved(error.new_chat_id)
        except (Forbidden, InvalidToken, EndPointNotFound) as error:
            _LOGGER.debug("a call for %s cannot be delivered: %s", key, error)
        except BadRequest as error:
            return _after_refusal(call, key, error)
        except TelegramError:
            raise
        except Exception:  # the calls behind this one are to leave all the same
            _LOGGER.exception("a call for %s broke", key)
        else:
            self._limits.succeeded()
        return None


def _after_refusal(call: ApiCall, key: Hashable, error: BadRequest) -> ApiCall | None:
    refused = refusal(error.message)
    rest = call.without(refused)
    known = refused in (Refusal.NOT_MODIFIED, Refusal.GONE)
    if rest is None and not known:
        _LOGGER.warning("Telegram refused a call for %s: %s", key, error)
    else:
        _LOGGER.debug("Telegram refused a part of a call for %s: %s", key, error)
    return rest


def _seconds(period: float | timedelta) -> float:
    return period.total_seconds() if isinstance(period, timedelta) else float(period)
