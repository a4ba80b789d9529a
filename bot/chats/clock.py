"""Time as an argument, so that a test can let an hour pass."""

from collections.abc import Awaitable, Callable

Clock = Callable[[], float]
"""Seconds that only ever grow, as `time.monotonic` counts them."""

Sleep = Callable[[float], Awaitable[None]]
"""Waits for some seconds, as `asyncio.sleep` does."""
