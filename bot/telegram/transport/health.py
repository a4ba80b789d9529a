"""What `/healthz` says of the process."""

import time
from collections.abc import Callable

from aiohttp import web

from bot.chats.clock import Clock
from bot.telegram.transport.drops import Drops
from bot.telegram.transport.heartbeat import Heartbeat


class HealthCheck:
    """The version, how many facts there are, what was dropped, when the last update came, and if the loop is stuck."""

    def __init__(
        self,
        version: str,
        facts: Callable[[], int],
        drops: Drops,
        heartbeat: Heartbeat,
        clock: Clock = time.monotonic,
    ) -> None:
        self._version = version
        self._facts = facts
        self._drops = drops
        self._heartbeat = heartbeat
        self._clock = clock
        self._last_update: float | None = None

    def update_came(self) -> None:
        """Note that an update has come."""
        self._last_update = self._clock()

    def response(self) -> web.Response:
        """Return all of it as JSON, with the status 503 if the loop is stuck; any thread may call this."""
        stuck, last = self._heartbeat.is_stuck, self._last_update
        body = {
            "status": "stuck" if stuck else "ok",
            "version": self._version,
            "facts": self._facts(),
            "dropped": self._drops.count,
            "last_update_seconds": None if last is None else round(self._clock() - last, 1),
        }
        return web.json_response(body, status=503 if stuck else 200, headers={"Cache-Control": "no-store"})
