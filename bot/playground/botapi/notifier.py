"""Notifications from any thread to the coroutines of one event loop."""

import asyncio
import contextlib


class Notifier:
    """A condition without a state: who waits is woken by the next notification."""

    def __init__(self) -> None:
        self._loop = asyncio.get_running_loop()
        self._event = asyncio.Event()

    def notify(self) -> None:
        """Wake all that wait. Any thread may call this; once the loop is closed it has no effect."""
        with contextlib.suppress(RuntimeError):  # what a closed loop says
            self._loop.call_soon_threadsafe(self._wake_all)

    def _wake_all(self) -> None:
        event, self._event = self._event, asyncio.Event()
        event.set()

    async def wait(self, seconds: float | None) -> None:
        """Wait for the next notification, at most so many seconds; None waits for ever."""
        try:
            await asyncio.wait_for(self._event.wait(), seconds)
        except TimeoutError:
            return
