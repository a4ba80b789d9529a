"""An HTTP server for one port, in a thread of its own, that strangers can neither fill nor hold up.

aiohttp reads the requests. What it leaves to its user is here: how many connections there may be, which of them goes
when another comes, and what happens when the process has no descriptors left.
"""

import asyncio
import errno
import logging
import resource
import socket
import threading
import time
from collections.abc import Awaitable, Callable

from aiohttp import web
from aiohttp.web_protocol import RequestHandler

from bot.chats.clock import Clock, Sleep
from bot.telegram.transport.occasional_log import OccasionalLog

MOST_CONNECTIONS = 100
"""Connections at a time: several times as many as Telegram is asked to make.

No more than a quarter of the descriptors of the process either, so that it can still call Telegram and keep its files.
"""

HEADER_SECONDS = 15.0
"""Seconds in which the whole header of the next request must have come, or its connection is closed."""

LINGER_SECONDS = 1.0
"""Seconds in which the rest of a body that nobody reads is thrown away, so that its sender still sees the answer."""

BUFFER = 16_384
"""Bytes of a body that wait to be read; the sender is held up meanwhile."""

BACKLOG = 128
"""Connections that the system keeps until they are accepted."""

PAUSE = 1.0
"""Seconds to wait for a descriptor when there is no connection that could be closed for one."""

STOP_SECONDS = 0.3
"""Seconds that requests in progress get at the end, and once more to take note that they are cancelled."""

_NO_SUCH_ADDRESS = (errno.EADDRNOTAVAIL, errno.EAFNOSUPPORT)
"""What the system says of one address of a name, as of localhost by IPv6, that this machine does not have."""

Handler = Callable[[web.BaseRequest], Awaitable[web.StreamResponse]]

_LOGGER = logging.getLogger(__name__)
_NOWHERE = logging.Logger("requests that are not HTTP", logging.CRITICAL + 1)
"""Where aiohttp logs what strangers send, with a traceback each."""


class HttpServer:
    """A server that calls `handler` in its own thread, as soon as the header of a request is there.

    A connection is a stranger's until `trust` is called for it. If a new one finds no room, the stranger who has been
    there longest goes; those that are trusted stay.
    """

    def __init__(
        self,
        handler: Handler,
        clock: Clock = time.monotonic,
        sleep: Sleep = asyncio.sleep,
        header_seconds: float = HEADER_SECONDS,
    ) -> None:
        """Take what answers requests; the clock is that of the log, and `sleep` waits for a descriptor."""
        self._handler = handler
        self._log = OccasionalLog(_LOGGER, clock)
        self._sleep = sleep
        self._header_seconds = header_seconds
        self._most = _most_connections()
        self._listeners: list[socket.socket] = []
        self._running: tuple[asyncio.AbstractEventLoop, asyncio.Event, _Connections] | None = None
        self._ready = threading.Event()
        self._thread = threading.Thread(target=lambda: asyncio.run(self._serve()), name="HTTP server", daemon=True)

    def start(self, address: str, port: int) -> int:
        """Take requests from now on, and return the port; raise OSError if it cannot be had."""
        self._listeners = _bound(address, port)
        self._thread.start()
        self._ready.wait()
        return int(self._listeners[0].getsockname()[1])

    def trust(self, request: web.BaseRequest) -> None:
        """Keep the connection of this request, whoever else comes; call it in the handler."""
        if self._running is not None:
            self._running[2].trusted.add(request.protocol)

    async def stop(self) -> None:
        """Take no more requests, give those in progress `STOP_SECONDS`, and close all connections."""
        if self._running is not None:
            loop, stopping, _ = self._running
            loop.call_soon_threadsafe(stopping.set)
            await asyncio.to_thread(self._thread.join)

    async def _serve(self) -> None:
        connections = _Connections(
            self._answered,
            handler_cancellation=True,
            keepalive_timeout=self._header_seconds,
            lingering_time=LINGER_SECONDS,
            read_bufsize=BUFFER,
            auto_decompress=False,
            access_log=None,
            logger=_NOWHERE,
        )
        self._running = asyncio.get_running_loop(), asyncio.Event(), connections
        accepting = [asyncio.create_task(self._accept(listener, connections)) for listener in self._listeners]
        self._ready.set()
        await self._running[1].wait()
        for task in accepting:
            task.cancel()
        await asyncio.gather(*accepting, return_exceptions=True)
        for listener in self._listeners:
            listener.close()
        connections.pre_shutdown()
        await connections.shutdown(STOP_SECONDS)

    async def _answered(self, request: web.BaseRequest) -> web.StreamResponse:
        """Return the answer of the handler, and log a mistake of its own; other logs of aiohttp are about strangers."""
        try:
            return await self._handler(request)
        except (web.HTTPException, ConnectionError):
            raise
        except Exception:
            _LOGGER.exception("a request could not be answered")
            raise

    async def _accept(self, listener: socket.socket, connections: "_Connections") -> None:
        """Accept connections one by one, each when there is room; asyncio's own server would take all there are.

        When descriptors run out it would also log each attempt, a hundred of them a second.
        """
        loop = asyncio.get_running_loop()
        while True:
            await _readable(listener)
            try:
                accepted, _ = listener.accept()
            except (BlockingIOError, ConnectionAbortedError):  # who was there has gone
                continue
            except OSError as error:
                self._log.warning("no connection can be accepted: %s", error.strerror)
                await self._sleep(0.0 if connections.drop_stranger() else PAUSE)
                continue
            accepted.setblocking(False)
            if len(connections.connections) >= self._most:
                self._log.warning("%d connections are open; the oldest make room for new ones", self._most)
                if not connections.drop_stranger():
                    accepted.close()
                    continue
            try:
                await loop.connect_accepted_socket(connections, accepted)
            except OSError:  # it is broken already
                accepted.close()


def _most_connections() -> int:
    limit, _ = resource.getrlimit(resource.RLIMIT_NOFILE)
    return MOST_CONNECTIONS if limit == resource.RLIM_INFINITY else min(MOST_CONNECTIONS, limit // 4)


def _bound(address: str, port: int) -> list[socket.socket]:
    """Return sockets that listen on the port, one for each address that the name has on this machine."""
    found = socket.getaddrinfo(address or None, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)
    listeners: list[socket.socket] = []
    missing: OSError | None = None
    for family, where in dict.fromkeys((entry[0], entry[4][:2]) for entry in found):
        try:
            listener = socket.create_server(where, family=family, backlog=BACKLOG)
        except OSError as error:
            if error.errno not in _NO_SUCH_ADDRESS:
                raise
            missing = error
        else:
            listener.setblocking(False)
            listeners.append(listener)
    if missing is not None and not listeners:
        raise missing
    return listeners


async def _readable(listener: socket.socket) -> None:
    """Wait until there is a connection to accept; sock_accept would lose one that comes as it is cancelled."""
    loop, ready = asyncio.get_running_loop(), asyncio.Event()
    loop.add_reader(listener, ready.set)
    try:
        await ready.wait()
    finally:
        loop.remove_reader(listener)


class _Connections(web.Server):
    """The open connections, oldest first, and which of them are trusted."""

    def __init__(self, handler: Handler, **options: object) -> None:
        super().__init__(handler, **options)  # type: ignore[arg-type]
        self.trusted: set[RequestHandler] = set()

    def connection_lost(self, handler: RequestHandler, exc: BaseException | None = None) -> None:
        """Forget a connection."""
        super().connection_lost(handler, exc)
        self.trusted.discard(handler)

    def drop_stranger(self) -> bool:
        """Close the oldest connection that is not trusted; return False if there is none."""
        for connection in self.connections:
            transport = connection.transport
            if connection not in self.trusted and transport is not None and not transport.is_closing():
                transport.abort()
                return True
        return False
