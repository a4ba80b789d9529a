"""Telegram's limit over all chats: thirty messages a second."""

import asyncio

from bot.chats.clock import Clock, Sleep

STEADY, AT_ONCE = 25, 3
"""Messages a second, and how many may leave together: at most 28 in any second.

The rest of the thirty is for what the network does to distances. Bursts would be worse: 28 at the start of each second
arrived as 53 in one second, because the first of them had to wait for new connections.
"""


FEW = 20
"""Callers that wait and may become more: with those of one more batch of updates they are through in two seconds."""


class Pace:
    """Lets callers through in the order in which they come, as many a second as Telegram takes."""

    def __init__(self, clock: Clock, sleep: Sleep = asyncio.sleep, a_second: float = STEADY) -> None:
        self._apart = 1 / a_second
        self._clock = clock
        self._sleep = sleep
        self._due = clock()
        self._door = asyncio.Lock()
        self._waiting = 0
        self._room = asyncio.Event()
        self._room.set()

    async def turn(self) -> None:
        """Return when one more message may leave."""
        self._count(1)
        try:
            async with self._door:
                self._due = max(self._due, self._clock())
                wait = self._due - (AT_ONCE - 1) * self._apart - self._clock()
                if wait > 0:
                    await self._sleep(wait)
                self._due += self._apart
        finally:
            self._count(-1)

    async def room(self) -> None:
        """Return when few wait for their turn."""
        await self._room.wait()

    def _count(self, change: int) -> None:
        self._waiting += change
        if self._waiting < FEW:
            self._room.set()
        else:
            self._room.clear()
