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
from telegram.error import BadRequest, ChatMigrated, Forbidden, RetryAfter, TelegramError

from bot.chats.clock import Clock, Sleep
from bot.telegram.transport.api_calls import ApiCall
from bot.telegram.transport.drops import Drops
from bot.telegram.transport.flood_limits import FloodLimits
from bot.telegram.transport.pace import PER_SECOND, Pace
from bot.telegram.transport.refusals import Refusal, refusal
from bot.telegram.transport.taken_updates import TakenUpdate, part_of_answer

PATIENCE = 60.0
"""Seconds after which an answer comes too late to be sent."""

FIRST_PAUSE, LONGEST_PAUSE = 0.5, 15.0
"""Seconds between two attempts; each pause is twice the one before."""

MOST_WAITING = 100
"""Calls that wait in one queue, at most; budgets keep a chat far below it."""

_LOGGER = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class _Waiting:
    """A call, when it was put in, and the update that it answers, if any."""

    call: ApiCall
    since: float
    answers: TakenUpdate | None


@dataclass(slots=True)
class _Queue:
    """The calls of one chat, and the task that makes them one after the other."""

    calls: deque[_Waiting] = field(default_factory=deque)
    worker: asyncio.Task[None] | None = None


class Outbox:
    """Makes calls, and makes them again while they can still succeed within `PATIENCE`."""

    def __init__(
        self,
        bot: Bot,
        clock: Clock = time.monotonic,
        sleep: Sleep = asyncio.sleep,
        per_second: float = PER_SECOND,
        drops: Drops | None = None,
    ) -> None:
        """Take the bot that makes the calls, how many paced ones may leave in a second, and what counts the dropped."""
        self.drops = drops or Drops()
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
            self.drops.add("dropped a call: %d already wait for %s", MOST_WAITING, key)
            return
        queue.calls.append(_Waiting(call, self._clock(), part_of_answer()))
        if queue.worker is None:
            queue.worker = asyncio.create_task(self._work(key, queue), name=f"outbox of {key}")

    async def wait_for_capacity(self) -> None:
        """Return when few calls wait for their turn: so few that all can still leave if the process is told to end.

        A queue that Telegram holds up does not count.
        """
        await self._pace.wait_for_capacity()

    async def drain(self, seconds: float) -> None:
        """Wait until all calls are made, at most so many seconds; drop the others.

        Those that answer an update are made after the next start, for it is not done.
        """
        workers = [queue.worker for queue in self._queues.values() if queue.worker]
        if not workers:
            return
        _, waiting = await asyncio.wait(workers, timeout=seconds)
        left = [waiting for queue in self._queues.values() for waiting in queue.calls]
        for worker in waiting:
            worker.cancel()
        if waiting:
            await asyncio.wait(waiting)
            _LOGGER.info("%d calls did not leave within %.0f seconds", len(left), seconds)
            for call in (waiting.call for waiting in left if waiting.answers is None):
                self.drops.add("dropped a call that did not leave in time: %s", type(call).__name__)

    async def _work(self, key: Hashable, queue: _Queue) -> None:
        try:
            while queue.calls:
                waiting = queue.calls[0]
                await self._deliver(key, waiting.call, waiting.since + PATIENCE)
                if waiting.answers is not None:
                    waiting.answers.end_part()
                queue.calls.popleft()
        finally:
            del self._queues[key]

    async def _deliver(self, key: Hashable, call: ApiCall, deadline: float) -> None:
        """Make `call`, or drop it when Telegram takes none for this key until the deadline."""
        left: ApiCall | None = call
        failures: list[TelegramError] = []
        while left is not None:
            wait = self._limits.wait(key)
            if wait > 0 and self._clock() + wait > deadline:
                last = failures[-1] if failures else "Telegram asks to wait so long"
                self.drops.add("gave up a call for %s, which takes none for another %.0f seconds: %s", key, wait, last)
                return
            if wait > 0:
                await self._sleep(wait)
                continue
            if left.paced:
                await self._pace.wait_for_turn()
            if self._limits.wait(key) > 0:
                continue  # another chat was told meanwhile that the bot is to wait
            try:
                left = await self._attempt(key, left)
            except TelegramError as error:
                pause = min(FIRST_PAUSE * 2 ** len(failures), LONGEST_PAUSE)
                failures.append(error)
                self._limits.failed(key, pause)
                _LOGGER.debug("a call for %s failed %d times: %s", key, len(failures), error)

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
        except (BadRequest, Forbidden) as error:
            return self._after_refusal(call, key, error)
        except TelegramError:
            raise
        except Exception:  # the calls behind this one are to leave all the same
            self.drops.add("a call for %s broke", key, traceback=True)
        else:
            self._limits.succeeded()
        return None

    def _after_refusal(self, call: ApiCall, key: Hashable, error: TelegramError) -> ApiCall | None:
        refused = refusal(error.message)
        rest = call.without(refused)
        if rest is None and refused not in (Refusal.NOT_MODIFIED, Refusal.GONE):
            self.drops.add("Telegram refused a call for %s: %s", key, error)
        else:
            _LOGGER.debug("Telegram refused a call for %s, or a part of it: %s", key, error)
        return rest


def _seconds(period: float | timedelta) -> float:
    return period.total_seconds() if isinstance(period, timedelta) else float(period)
