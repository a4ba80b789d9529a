"""Updates that Telegram brings by itself, over HTTP behind a proxy that does TLS."""

import asyncio
import hmac
import json
import logging
import re

from tornado.httpserver import HTTPServer
from tornado.web import Application, RequestHandler

from bot.telegram.transport.updates import UpdateReader, WaitForCapacity

MOST_BYTES = 10_000_000
"""Far above the largest update that Telegram sends."""

SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 - the name of a header

_LOGGER = logging.getLogger(__name__)


class Webhook:
    """A small HTTP server. An update that cannot be read is taken too, or Telegram would bring it for ever."""

    def __init__(
        self, path: str, secret: str, reader: UpdateReader, queue: asyncio.Queue[object], room: WaitForCapacity
    ) -> None:
        known = {"secret": secret, "reader": reader, "queue": queue, "room": room}
        application = Application([(re.escape(path or "/"), _Door, known)], log_function=lambda _: None)
        self._server = HTTPServer(application, max_body_size=MOST_BYTES, max_buffer_size=2 * MOST_BYTES)

    def listen(self, address: str, port: int) -> None:
        """Take updates from now on; an OSError if the port is not to be had."""
        self._server.listen(port, address)

    async def stop(self) -> None:
        """Take no more."""
        self._server.stop()
        await self._server.close_all_connections()


class _Door(RequestHandler):
    def initialize(
        self, secret: str, reader: UpdateReader, queue: asyncio.Queue[object], room: WaitForCapacity
    ) -> None:
        self._secret = secret.encode()
        self._reader = reader
        self._queue = queue
        self._room = room
        self._given_up = False

    async def post(self) -> None:
        shown = self.request.headers.get(SECRET_HEADER, "").encode()
        if not hmac.compare_digest(shown, self._secret):
            _LOGGER.debug("turned away a request without the secret")
            self.set_status(403)
            return
        try:
            raw = json.loads(self.request.body)
        except (ValueError, RecursionError):
            self.set_status(400)
            return
        await self._room()
        update = None if self._given_up else self._reader.read(raw)
        if update is not None:
            await self._queue.put(update)

    def on_connection_close(self) -> None:
        """Telegram waits no longer for us to take it, and brings it again."""
        self._given_up = True

    def data_received(self, chunk: bytes) -> None:
        """Bodies come whole."""
