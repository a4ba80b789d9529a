"""What leaves for Telegram, in a lane for each chat: in order within a chat, and no chat waits for another.

python-telegram-bot's AIORateLimiter holds up everybody while one chat is over its limit; here only that chat's lane
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
from bot.lru_map import LruMap
from bot.telegram.transport.api_calls import ApiCall
from bot.telegram.transport.pace import STEADY, Pace
from bot.telegram.transport.refusals import Refusal, refusal

PATIENCE = 60.0
"""Seconds after which an answer is no answer any more."""

FIRST_PAUSE, LONGEST_PAUSE = 0.5, 15.0
LANE = 100
"""Calls that wait in one lane at most; budgets keep a chat far below it."""

CLOSED_CHATS = 1_000

_LOGGER = logging.getLogger(__name__)


@dataclass(slots=True)
class _Lane:
    """The calls of one chat, and the task that makes them one after the other."""

    calls: deque[tuple[ApiCall, float]] = field(default_factory=deque)
    worker: asyncio.Task[None] | None = None


class Outbox:
    """Delivers calls, retrying what can still succeed within a minute."""

    def __init__(
        self, bot: Bot, clock: Clock = time.monotonic, sleep: Sleep = asyncio.sleep, a_second: float = STEADY
    ) -> None:
        """`a_second` is how many paced calls may leave in a second."""
        self._bot = bot
        self._clock = clock
        self._sleep = sleep
        self._pace = Pace(clock, sleep, a_second)
        self._lanes: dict[Hashable, _Lane] = {}
        self._closed_until: LruMap[Hashable, float] = LruMap(CLOSED_CHATS)

    def put(self, lane: Hashable, call: ApiCall) -> None:
        """Make `call` after those that are in the same lane, and regardless of all others."""
        mine = self._lanes.setdefault(lane, _Lane())
        if len(mine.calls) >= LANE:
            _LOGGER.warning("dropped a call: %d already wait for %s", LANE, lane)
            return
        mine.calls.append((call, self._clock()))
        if mine.worker is None:
            mine.worker = asyncio.create_task(self._work(lane, mine), name=f"outbox of {lane}")

    async def room(self) -> None:
        """Return when so little waits for its turn that it can still leave when the process is told to end.

        A lane that Telegram holds up does not count.
        """
        await self._pace.room()

    async def drain(self, seconds: float) -> None:
        """Wait until everything has left, at most some seconds, and drop what has not."""
        workers = [lane.worker for lane in self._lanes.values() if lane.worker]
        if not workers:
            return
        _, waiting = await asyncio.wait(workers, timeout=seconds)
        left = sum(len(lane.calls) for lane in self._lanes.values())
        for worker in waiting:
            worker.cancel()
        if waiting:
            await asyncio.wait(waiting)
            _LOGGER.warning("dropped %d calls that did not leave within %.0f seconds", left, seconds)

    async def _work(self, name: Hashable, lane: _Lane) -> None:
        try:
            while lane.calls:
                call, since = lane.calls[0]
                await self._deliver(name, call, since + PATIENCE)
                lane.calls.popleft()
        finally:
            del self._lanes[name]

    async def _deliver(self, lane: Hashable, call: ApiCall, deadline: float) -> None:
        left: ApiCall | None = call
        failures = 0
        while left is not None and await self._opened(lane, deadline):
            if left.paced:
                await self._pace.turn()
            try:
                left = await self._attempt(lane, left)
            except TelegramError as error:
                pause = min(FIRST_PAUSE * 2**failures, LONGEST_PAUSE)
                failures += 1
                self._closed_until.put(lane, self._clock() + pause)
                _LOGGER.log(
                    logging.DEBUG if self._clock() + pause <= deadline else logging.WARNING,
                    "a call for %s failed %d times: %s",
                    lane,
                    failures,
                    error,
                )

    async def _opened(self, lane: Hashable, deadline: float) -> bool:
        """Wait while Telegram takes nothing in this lane; False if that is longer than the call is worth."""
        wait = (self._closed_until.get(lane) or 0.0) - self._clock()
        if wait <= 0:
            return True
        if self._clock() + wait > deadline:
            _LOGGER.warning("gave up a call for %s, which takes none for another %.0f seconds", lane, wait)
            return False
        await self._sleep(wait)
        return True

    async def _attempt(self, lane: Hashable, call: ApiCall) -> ApiCall | None:
        """Make the call; what is left to be made, or a `TelegramError` if the same call may still succeed."""
        try:
            await call.perform(self._bot)
        except RetryAfter as error:
            self._closed_until.put(lane, self._clock() + _seconds(error.retry_after))
            return call
        except ChatMigrated as error:
            return call.moved(error.new_chat_id)
        except (Forbidden, InvalidToken, EndPointNotFound) as error:
            _LOGGER.debug("nobody takes a call for %s: %s", lane, error)
        except BadRequest as error:
            return _after_refusal(call, lane, error)
        except TelegramError:
            raise
        except Exception:  # the calls behind this one are to leave all the same
            _LOGGER.exception("a call for %s broke", lane)
        return None


def _after_refusal(call: ApiCall, lane: Hashable, error: BadRequest) -> ApiCall | None:
    refused = refusal(error.message)
    rest = call.without(refused)
    known = refused in (Refusal.DONE, Refusal.NOBODY)
    if rest is None and not known:
        _LOGGER.warning("Telegram refused a call for %s: %s", lane, error)
    else:
        _LOGGER.debug("Telegram refused a part of a call for %s: %s", lane, error)
    return rest


def _seconds(period: float | timedelta) -> float:
    return period.total_seconds() if isinstance(period, timedelta) else float(period)
