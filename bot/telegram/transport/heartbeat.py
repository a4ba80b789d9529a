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
    """Beats while `run` is run by the loop; other threads may ask for its age.

    A beat is told to systemd, and now and then to who looks at the time of the file `mark`.
    """

    def __init__(
        self, systemd: Systemd, mark: Path, clock: Clock = time.monotonic, sleep: Sleep = asyncio.sleep
    ) -> None:
        self._systemd = systemd
        self._mark = mark
        self._clock = clock
        self._sleep = sleep
        self._last = clock()
        self._marked: float | None = None
        self._touching: asyncio.Future[None] | None = None
        self._refused = False

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
            self._mark_beat()
            await self._sleep(pause)

    def _mark_beat(self) -> None:
        """Touch the file if that is due, in a thread: a disk that hangs stops the mark, but not the beat."""
        due = self._marked is None or self._last - self._marked >= MARK_SECONDS
        if due and (self._touching is None or self._touching.done()):
            self._marked = self._last
            self._touching = asyncio.get_running_loop().run_in_executor(None, self._touch)

    def _touch(self) -> None:
        try:
            self._mark.touch()
            self._refused = False
        except OSError as error:  # told to the log once
            level = logging.DEBUG if self._refused else logging.WARNING
            _LOGGER.log(level, "%s cannot be touched: %s", self._mark, error)
            self._refused = True
