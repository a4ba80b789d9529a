"""Word to systemd: that the bot is ready, that it is alive, and that it ends."""

import logging
import os
import socket
from collections.abc import Mapping

READY, ALIVE, STOPPING = "READY=1", "WATCHDOG=1", "STOPPING=1"

_LOGGER = logging.getLogger(__name__)


class Systemd:
    """The service manager that started this process; without one, all that is said to it is dropped."""

    def __init__(self, environment: Mapping[str, str] = os.environ) -> None:
        address = environment.get("NOTIFY_SOCKET", "")
        self._address = f"\0{address[1:]}" if address.startswith("@") else address
        is_watched = environment.get("WATCHDOG_PID", str(os.getpid())) == str(os.getpid())
        microseconds = environment.get("WATCHDOG_USEC", "") if is_watched else ""
        self.patience = int(microseconds) / 1_000_000 if microseconds.isdecimal() and self._address else None
        """Seconds without a sign of life after which it ends the process; None if it does not watch."""

    def say(self, state: str) -> None:
        """Send one of the words above, as sd_notify(3) describes."""
        if not self._address:
            return
        try:
            with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as out:
                out.setblocking(False)
                out.sendto(state.encode(), self._address)
        except OSError as error:
            _LOGGER.debug("systemd cannot be told %s: %s", state, error)
