"""What was dropped: updates and calls that nobody gets any more, each with one WARNING and counted."""

import logging

_LOGGER = logging.getLogger(__name__)


class Drops:
    """How much was dropped since the start; `count` is for /doctor and for health checks."""

    def __init__(self) -> None:
        self.count = 0

    def add(self, message: str, *details: object, traceback: bool = False) -> None:
        """Log that one thing was dropped, as `logging` formats it, and count it."""
        self.count += 1
        _LOGGER.warning(message, *details, exc_info=traceback)
