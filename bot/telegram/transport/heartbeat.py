"""The heartbeat of the event loop, by which others see that it runs: systemd's watchdog, and whoever asks /healthz.

Questions are matched in the loop, so a matcher that is stuck stops it, too.
"""

import asyncio
import logging
import time
from pathlib import Path

from bot.chats.clock import Clock, Sleep
from bot.telegram.transport.systemd import ALIVE, Systemd

SECONDS = 1.0
"""Seconds between two beats, or half of what systemd waits for if that is less."""

MARK = "heartbeat"
"""The file in DATA_PATH whose time says when the loop last came round, for health checks without a port."""

MARK_SECONDS = 10.0
"""Seconds between two touches of it."""

STUCK_AFTER = 30.0
"""Seconds without a beat after which the loop is stuck: no step of it takes a second when all is well."""


_LOGGER = logging.getLogger(__name__)


class Heartbeat:
    """Beats while `run` is run by the loop; other threads may ask for its age."""

    def __init__(self, systemd: Systemd, clock: Clock = time.monotonic, sleep: Sleep = asyncio.sleep) -> None:
        self._systemd = systemd
        self._clock = clock
        self._sleep = sleep
        self._last = clock()

    @property
    def is_stuck(self) -> bool:
        """Tell whether the loop has not come round for a long time."""
        return self._clock() - self._last > STUCK_AFTER

    async def run(self) -> None:
        """Beat until cancelled."""
        patience = self._systemd.patience
        pause = SECONDS if patience is None else min(SECONDS, patience / 2)
        while True:
            self._last = self._clock()
            if patience is not None:
                self._systemd.say(ALIVE)
            await self._sleep(pause)


async def mark(file: Path, sleep: Sleep = asyncio.sleep) -> None:
    """Touch `file` every `MARK_SECONDS` until cancelled; a disk that refuses it is told to the log once."""
    refused = False
    while True:
        try:
            await asyncio.to_thread(file.touch)
            refused = False
        except OSError as error:
            _LOGGER.log(logging.DEBUG if refused else logging.WARNING, "%s cannot be touched: %s", file, error)
            refused = True
        await sleep(MARK_SECONDS)
