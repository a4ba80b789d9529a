"""A clock for tests, on which time passes only by its own `sleep`."""

import asyncio


class SleepingClock:
    """A clock in seconds, and a sleep that moves it on and takes no time."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now

    async def sleep(self, seconds: float) -> None:
        """Let other tasks run once, then move the clock on by so many seconds."""
        until = self.now + seconds
        await asyncio.sleep(0)
        self.now = max(self.now, until)
