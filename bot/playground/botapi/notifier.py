"""A bell between threads: anybody rings it, coroutines of one loop wait for it."""

import asyncio
import contextlib


class Notifier:
    def __init__(self) -> None:
        self._loop = asyncio.get_running_loop()
        self._rung = asyncio.Event()

    def ring(self) -> None:
        """Wake all who wait; from any thread, and after the loop has gone without effect."""
        with contextlib.suppress(RuntimeError):  # what a closed loop says
            self._loop.call_soon_threadsafe(self._ring)

    def _ring(self) -> None:
        rung, self._rung = self._rung, asyncio.Event()
        rung.set()

    async def wait(self, seconds: float | None) -> None:
        """Until the next ring, or so long at most."""
        try:
            await asyncio.wait_for(self._rung.wait(), seconds)
        except TimeoutError:
            return
