"""Telegram's limit over all chats: thirty messages a second."""

import asyncio

from bot.chats.clock import Clock, Sleep

STEADY, AT_ONCE = 25, 3
"""Messages a second, and how many may leave together: at most 28 in any second.

The rest of the thirty is for what the network does to distances. Bursts would be worse: 28 at the start of each second
arrived as 53 in one second, because the first of them had to wait for new connections.
"""


class Pace:
    """Lets callers through in the order in which they come, as many a second as Telegram takes."""

    def __init__(self, clock: Clock, sleep: Sleep = asyncio.sleep) -> None:
        self._clock = clock
        self._sleep = sleep
        self._due = clock()
        self._door = asyncio.Lock()

    async def turn(self) -> None:
        """Return when one more message may leave."""
        async with self._door:
            self._due = max(self._due, self._clock())
            wait = self._due - (AT_ONCE - 1) / STEADY - self._clock()
            if wait > 0:
                await self._sleep(wait)
            self._due += 1 / STEADY
