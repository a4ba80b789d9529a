"""Receiving updates by webhook: an HTTP server behind a proxy that does TLS."""

import asyncio
import hmac
import json
import logging
import re

from tornado.httpserver import HTTPServer
from tornado.web import Application, RequestHandler

from bot.telegram.transport.updates import UpdateReader, WaitForCapacity

MOST_BYTES = 10_000_000
"""The largest body that is read; far above the largest update that Telegram sends."""

SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 - the name of a header

_LOGGER = logging.getLogger(__name__)


class Webhook:
    """An HTTP server that puts updates into a queue.

    An update that cannot be read is accepted too, or Telegram would send it again for ever.
    """

    def __init__(
        self,
        path: str,
        secret: str,
        reader: UpdateReader,
        queue: asyncio.Queue[object],
        wait_for_capacity: WaitForCapacity,
    ) -> None:
        known = {"secret": secret, "reader": reader, "queue": queue, "wait_for_capacity": wait_for_capacity}
        application = Application([(re.escape(path or "/"), _UpdateHandler, known)], log_function=lambda _: None)
        self._server = HTTPServer(application, max_body_size=MOST_BYTES, max_buffer_size=2 * MOST_BYTES)

    def listen(self, address: str, port: int) -> None:
        """Take updates from now on; raise OSError if the port cannot be had."""
        self._server.listen(port, address)

    async def stop(self) -> None:
        """Take no more updates, and close all connections."""
        self._server.stop()
        await self._server.close_all_connections()


class _UpdateHandler(RequestHandler):
    def initialize(
        self, secret: str, reader: UpdateReader, queue: asyncio.Queue[object], wait_for_capacity: WaitForCapacity
    ) -> None:
        self._secret = secret.encode()
        self._reader = reader
        self._queue = queue
        self._wait_for_capacity = wait_for_capacity
        self._closed = False

    async def post(self) -> None:
        secret = self.request.headers.get(SECRET_HEADER, "").encode()
        if not hmac.compare_digest(secret, self._secret):
            _LOGGER.debug("refused a request without the secret")
            self.set_status(403)
            return
        try:
            raw = json.loads(self.request.body)
        except (ValueError, RecursionError):
            self.set_status(400)
            return
        await self._wait_for_capacity()
        update = None if self._closed else self._reader.read(raw)
        if update is not None:
            await self._queue.put(update)

    def on_connection_close(self) -> None:
        """Note that Telegram has given up on this request, and will send the update again."""
        self._closed = True

    def data_received(self, chunk: bytes) -> None:
        """Do nothing: bodies are not streamed."""
