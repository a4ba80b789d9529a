"""A bell between threads: anybody rings it, coroutines of one loop wait for it."""

import asyncio
import contextlib


class Notifier:
    def __init__(self) -> None:
        self._loop = asyncio.get_running_loop()
        self._event = asyncio.Event()

    def notify(self) -> None:
        """Wake all who wait; from any thread, and after the loop has gone without effect."""
        with contextlib.suppress(RuntimeError):  # what a closed loop says
            self._loop.call_soon_threadsafe(self._wake_all)

    def _wake_all(self) -> None:
        event, self._event = self._event, asyncio.Event()
        event.set()

    async def wait(self, seconds: float | None) -> None:
        """Until the next ring, or so long at most."""
        try:
            await asyncio.wait_for(self._event.wait(), seconds)
        except TimeoutError:
            return
