"""Time that passes only while somebody sleeps."""

import asyncio


class SleepingClock:
    """A clock and a sleep that belong together; a test with them takes no time."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now

    async def sleep(self, seconds: float) -> None:
        """Let the others run, then let the time be over."""
        until = self.now + seconds
        await asyncio.sleep(0)
        self.now = max(self.now, until)
