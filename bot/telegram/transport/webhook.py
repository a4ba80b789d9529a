"""Receiving updates by webhook, behind a proxy that does TLS, and `/healthz` on the same port."""

import asyncio
import hmac
import json
import logging
import time
from collections.abc import Awaitable, Callable

from aiohttp import web

from bot.chats.clock import Clock
from bot.telegram.transport.health import HealthCheck
from bot.telegram.transport.http_server import HttpServer
from bot.telegram.transport.occasional_log import OccasionalLog

MOST_BYTES = 1_000_000
"""The largest body that is read; the largest update is a long message with its entities, below 200 kB."""

BODY_SECONDS = 10.0
"""Seconds in which the whole body must have come."""

RETRY_SECONDS = 5
"""Seconds after which Telegram sends an update again that is not done; without them it waits longer each time."""

SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 - the name of a header
HEALTH_PATH = "/healthz"

Accept = Callable[[object], Awaitable[bool]]
"""Takes an update as it came, and tells whether Telegram may forget it; cancelled if Telegram gives up on it.

It is called in the event loop in which `listen` was called.
"""

_LOGGER = logging.getLogger(__name__)


class Webhook:
    """Takes updates that carry the secret, and tells anybody how the process is.

    An update is accepted when it is answered or given up, so that a process that is killed gets it again; what takes
    longer is refused for now, for each that waits holds a connection. One that cannot be read is accepted too, or
    Telegram would send it again for ever.
    """

    def __init__(
        self,
        path: str,
        secret: str,
        accept: Accept,
        health: HealthCheck,
        clock: Clock = time.monotonic,
        body_seconds: float = BODY_SECONDS,
    ) -> None:
        self._path = path or "/"
        self._secret = secret.encode()
        self._accept = accept
        self._health = health
        self._log = OccasionalLog(_LOGGER, clock)
        self._body_seconds = body_seconds
        self._server = HttpServer(self._answer, clock)
        self._loop: asyncio.AbstractEventLoop | None = None

    def listen(self, address: str, port: int) -> int:
        """Take updates from now on, and return the port; raise OSError if it cannot be had."""
        self._loop = asyncio.get_running_loop()
        return self._server.start(address, port)

    async def stop(self) -> None:
        """Take no more updates, and close all connections."""
        await self._server.stop()

    async def _answer(self, request: web.BaseRequest) -> web.Response:
        """Answer a request by what its header says, before its body is read."""
        path = request.raw_path.partition("?")[0]
        if request.method in {"GET", "HEAD"} and path == HEALTH_PATH:
            return self._health.response()
        secret = request.headers.get(SECRET_HEADER, "").encode(errors="surrogateescape")
        if not hmac.compare_digest(secret, self._secret):
            return _closing(403)
        if path != self._path:
            self._log.warning(
                "Telegram calls %.100r here, and the path of WEBHOOK_URL is %r: see what your proxy passes on",
                path,
                self._path,
            )
            return _closing(404)
        if request.method != "POST":
            return _closing(405)
        self._server.trust(request)
        return await self._take(request)

    async def _take(self, request: web.BaseRequest) -> web.Response:
        if (request.content_length or 0) > MOST_BYTES:
            return _closing(413)
        try:
            async with asyncio.timeout(self._body_seconds):
                update = json.loads(await request.clone(client_max_size=MOST_BYTES).read())
        except TimeoutError:
            return _closing(408)
        except web.HTTPRequestEntityTooLarge:
            return _closing(413)
        except (ValueError, RecursionError, web.RequestPayloadError):
            return _closing(400)
        assert self._loop is not None  # noqa: S101 - there are requests only after `listen`
        done = await asyncio.wrap_future(asyncio.run_coroutine_threadsafe(self._accepted(update), self._loop))
        return web.Response() if done else web.Response(status=503, headers={"Retry-After": str(RETRY_SECONDS)})

    async def _accepted(self, update: object) -> bool:
        self._health.update_came()
        return await self._accept(update)


def _closing(status: int) -> web.Response:
    """Return an answer without a body after which the connection is closed, whatever else was to come on it."""
    response = web.Response(status=status)
    response.force_close()
    return response
