"""Telegram's limit over all chats: thirty messages a second."""

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable

from bot.chats.budgets import Clock

MESSAGES_A_SECOND = 28
"""Two below Telegram's limit, for messages leave and arrive at different distances from each other."""

Sleep = Callable[[float], Awaitable[None]]


class Pace:
    """Lets callers through in the order in which they come, as many a second as Telegram takes."""

    def __init__(self, clock: Clock, sleep: Sleep = asyncio.sleep, most: int = MESSAGES_A_SECOND) -> None:
        self._clock = clock
        self._sleep = sleep
        self._latest: deque[float] = deque(maxlen=most)
        self._door = asyncio.Lock()

    async def turn(self) -> None:
        """Return when one more message may leave."""
        async with self._door:
            if len(self._latest) == self._latest.maxlen:
                wait = self._latest[0] + 1.0 - self._clock()
                if wait > 0:
                    await self._sleep(wait)
            self._latest.append(self._clock())
