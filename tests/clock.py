"""Clocks for tests, on which time passes only when a test says so."""

import asyncio
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from heapq import heappop, heappush
from itertools import count
from pathlib import Path

from bot import RELEASED
from bot.trusted_clock import FILE, PROBATION, TrustedClock

TURNS = 20
"""Turns of the event loop after which whoever does not sleep has come to rest: a call takes two or three."""


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


class SharedClock(SleepingClock):
    """A clock on which many sleep at once: time passes to the next who wakes when all others have nothing to do."""

    def __init__(self) -> None:
        super().__init__()
        self._sleepers: list[tuple[float, int, asyncio.Future[None]]] = []
        self._order = count()

    async def sleep(self, seconds: float) -> None:
        """Wait until so many seconds have passed."""
        woken = asyncio.get_running_loop().create_future()
        heappush(self._sleepers, (self.now + seconds, next(self._order), woken))
        await woken

    async def pass_until(self, done: Callable[[], bool]) -> None:
        """Let time pass until it is so."""
        while not done():
            for _ in range(TURNS):
                await asyncio.sleep(0)
            if self._sleepers:
                until, _, woken = heappop(self._sleepers)
                self.now = max(self.now, until)
                if not woken.done():
                    woken.set_result(None)


class Calendar:
    """A date and time that are moved by hand, and the clock that shows them to what is tested."""

    def __init__(self, folder: Path) -> None:
        self.now = datetime(RELEASED.year + 1, 5, 6, 12, tzinfo=UTC)
        self.folder = folder
        self.clock = self.restarted()

    @property
    def day(self) -> date:
        return self.now.date()

    def restarted(self) -> TrustedClock:
        """Return the clock of another process, which knows what the one before wrote down."""
        self.clock = TrustedClock(self.folder / FILE, lambda: self.now)
        return self.clock

    def run(self, days: int) -> None:
        """Let so many days pass one after the other, while the bot runs."""
        self.clock.believed()
        for _ in range(days):
            self.now += timedelta(days=1)
            self.clock.believed()

    def leap(self, days: int) -> None:
        """Set the clock wrong or right."""
        self.now += timedelta(days=days)


def trusted_calendar(folder: Path) -> Calendar:
    """Return a calendar that has run for long enough to be believed."""
    calendar = Calendar(folder)
    calendar.run(PROBATION.days)
    return calendar
