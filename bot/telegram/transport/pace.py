"""Telegram's limit over all chats: thirty messages a second."""

import asyncio

from bot.chats.clock import Clock, Sleep

PER_SECOND, BURST = 25, 3
"""Messages a second, and how many may leave together: at most 28 in any second.

The rest of the thirty allows for the network, which changes the intervals between messages. Larger bursts would be
worse: 28 at the start of each second arrived as 53 in one second, because the first of them had to wait for new
connections.
"""

CAPACITY = 20
"""Callers that may wait before more updates are taken: with those of one more batch they are served in two seconds."""


class Pace:
    """A rate limiter: it lets callers through in the order in which they come, so many a second."""

    def __init__(self, clock: Clock, sleep: Sleep = asyncio.sleep, per_second: float = PER_SECOND) -> None:
        self._interval = 1 / per_second
        self._clock = clock
        self._sleep = sleep
        self._due = clock()
        self._lock = asyncio.Lock()
        self._waiting = 0
        self._has_capacity = asyncio.Event()
        self._has_capacity.set()

    async def wait_for_turn(self) -> None:
        """Return when one more message may leave."""
        self._count(1)
        try:
            async with self._lock:
                self._due = max(self._due, self._clock())
                wait = self._due - (BURST - 1) * self._interval - self._clock()
                if wait > 0:
                    await self._sleep(wait)
                self._due += self._interval
        finally:
            self._count(-1)

    async def wait_for_capacity(self) -> None:
        """Return when fewer than `CAPACITY` callers wait for their turn."""
        await self._has_capacity.wait()

    def _count(self, change: int) -> None:
        self._waiting += change
        if self._waiting < CAPACITY:
            self._has_capacity.set()
        else:
            self._has_capacity.clear()
