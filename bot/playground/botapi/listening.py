"""A web application on a port of its own that can be closed in the middle of everything."""

import asyncio

from aiohttp import web


class Listener:
    """Serves one application; a handler is cancelled when its client goes away. Use it within one event loop."""

    def __init__(self, application: web.Application) -> None:
        self._runner = web.AppRunner(application, handler_cancellation=True, access_log=None)
        self._server: asyncio.Server | None = None

    async def open(self, port: int, host: str) -> int:
        """Begin to serve, and return the port; raise OSError if it cannot be had."""
        if self._runner.server is None:
            await self._runner.setup()
        assert self._runner.server is not None
        self._server = await asyncio.get_running_loop().create_server(self._runner.server, host, port)
        return int(self._server.sockets[0].getsockname()[1])

    async def close(self) -> None:
        """Break all connections and take no more, until it is opened again."""
        if self._server is None or self._runner.server is None:
            return
        self._server.close()
        for connection in self._runner.server.connections:
            connection.force_close()
