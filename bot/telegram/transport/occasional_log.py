"""Log lines that a stranger can cause: each kind at most once a minute, however often it happens."""

import logging
import time

from bot.chats.clock import Clock

SECONDS = 60.0
"""Seconds after which the same kind of line may be logged again."""


class OccasionalLog:
    """Logs warnings, each message (as it is before its arguments are put in) at most once in `SECONDS`."""

    def __init__(self, logger: logging.Logger, clock: Clock = time.monotonic) -> None:
        self._logger = logger
        self._clock = clock
        self._logged: dict[str, float] = {}

    def warning(self, message: str, *arguments: object) -> None:
        """Log a warning, unless the same was logged a short time ago."""
        now, before = self._clock(), self._logged.get(message)
        if before is None or now - before >= SECONDS:
            self._logged[message] = now
            self._logger.warning(message, *arguments)
