"""The HTTP server of the Bot API."""

import asyncio
import json
import re
from typing import Any

from tornado.httpserver import HTTPServer
from tornado.netutil import bind_sockets
from tornado.web import Application, HTTPError, RequestHandler

from .calls import Call
from .errors import ApiError, Json
from .faults import Drop, Fault, Garbage, Hang, Refuse
from .methods import METHODS
from .methods.account import refuse_polling
from .notifier import Notifier
from .parameters import Parameters, parameters_of
from .server_state import LARGEST_DOWNLOAD, ServerState
from .webhook import push_updates

_BY_LOWER_NAME = {name.lower(): name for name in [*METHODS, "getUpdates"]}
_TOKEN = re.compile(r"\d+:[\w-]+")
_LARGEST_REQUEST = 3 * LARGEST_DOWNLOAD
_LONGEST_POLL = 50


class BotApiServer:
    """An HTTP server for one `ServerState`, on loopback; use it within one event loop."""

    def __init__(self, state: ServerState) -> None:
        self.state = state
        self.notifier = Notifier()
        self.closing = False
        self.pollers = 0
        self._application = Application(
            [
                (r"/bot([^/]*)/(\w+)", _MethodHandler, {"server": self}),
                (r"/file/bot([^/]*)/(.+)", _FileHandler, {"state": state}),
            ],
            log_function=lambda _: None,
        )
        self._http = self._new_http()
        self._pushing: asyncio.Task[None] | None = None

    def start(self, port: int = 0, host: str = "127.0.0.1") -> int:
        """Begin to serve, and return the port."""
        sockets = bind_sockets(port, host)
        self._http.add_sockets(sockets)
        self.state.listen(self.notifier.notify)
        self._pushing = asyncio.create_task(push_updates(self.state, self.notifier, lambda: self.closing))
        return int(sockets[0].getsockname()[1])

    async def go_down(self) -> None:
        """Close all connections and take no more, until `come_back`."""
        self._http.stop()
        await self._http.close_all_connections()

    async def come_back(self, port: int, host: str = "127.0.0.1") -> None:
        """Take connections again, on this port."""
        self._http = self._new_http()
        self._http.add_sockets(bind_sockets(port, host))

    async def stop(self) -> None:
        """Close all connections for good."""
        self.closing = True
        self.notifier.notify()
        if self._pushing:
            self._pushing.cancel()
            await asyncio.gather(self._pushing, return_exceptions=True)
        await self.go_down()

    def _new_http(self) -> HTTPServer:
        return HTTPServer(self._application, max_buffer_size=_LARGEST_REQUEST)


class _MethodHandler(RequestHandler):
    def initialize(self, server: BotApiServer) -> None:
        self.server = server
        self.state = server.state
        self.gone = False

    def on_connection_close(self) -> None:
        self.gone = True
        self.server.notifier.notify()

    async def get(self, token: str, method: str) -> None:
        await self._serve(token, method)

    async def post(self, token: str, method: str) -> None:
        await self._serve(token, method)

    async def _serve(self, token: str, method: str) -> None:
        name = _BY_LOWER_NAME.get(method.lower(), method)
        try:
            _check_token(token, self.state.token)
            parameters = parameters_of(self.request)
        except ApiError as error:
            self._reply(json.dumps(error.as_json()), error.code)
            return
        with self.state.change():
            call = self.state.calls.begin(name, parameters.values, parameters.files)
            fault = self.state.faults.take(call)
        if isinstance(fault, Hang):
            await self._hang(fault.seconds)
        if isinstance(fault, Garbage) or (isinstance(fault, Drop) and not fault.after) or self._is_over:
            with self.state.change():
                self.state.calls.end(call, None, fault)
            body, status = fault.body if isinstance(fault, Garbage) else "", 200
        else:
            body, status = await self._outcome(call, parameters, fault)
        if isinstance(fault, Drop):
            self.detach().close()
        elif not self._is_over:
            self._reply(body, status)

    @property
    def _is_over(self) -> bool:
        """Tell whether nobody waits for this answer any more."""
        return self.gone or self.server.closing

    async def _outcome(self, call: Call, parameters: Parameters, fault: Fault | None) -> tuple[str, int]:
        """Carry a call out and record it in the same change; return the body and the status of the answer."""
        try:
            if isinstance(fault, Refuse):
                raise fault.error
            polled = await self._updates(parameters) if call.method == "getUpdates" else None
            with self.state.change():
                result = self._result(call.method, parameters) if polled is None else polled
                body = json.dumps({"ok": True, "result": result})
                self.state.calls.end(call, json.loads(body), fault)
        except ApiError as error:
            with self.state.change():
                self.state.calls.end(call, error.as_json(), fault)
            return json.dumps(error.as_json()), error.code
        return body, 200

    def _result(self, name: str, parameters: Parameters) -> Any:
        if name not in METHODS:
            raise ApiError(404, "Not Found: method not found")
        return METHODS[name](self.state, parameters)

    async def _updates(self, parameters: Parameters) -> list[Json]:
        """Return the waiting updates; wait for the first as long as the bot asked to.

        Raise ApiError if another call of getUpdates comes meanwhile, or a webhook is set.
        """
        state, loop = self.state, asyncio.get_running_loop()
        with state.change():
            refuse_polling(state)
            state.updates.allow(parameters.get("allowed_updates"))
            state.updates.confirm(parameters.number("offset"))
            self.server.pollers += 1
            turn = self.server.pollers
        deadline = loop.time() + min(parameters.number("timeout"), _LONGEST_POLL)
        while True:
            if turn != self.server.pollers:
                raise ApiError(
                    409,
                    "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running",
                )
            with state.condition:
                refuse_polling(state)
                batch = [] if self.gone else state.updates.batch(parameters.number("limit", 100))
            if batch or self._is_over or loop.time() >= deadline:
                return batch
            await self.server.notifier.wait(deadline - loop.time())

    async def _hang(self, seconds: float | None) -> None:
        loop = asyncio.get_running_loop()
        deadline = None if seconds is None else loop.time() + seconds
        while not self._is_over:
            left = None if deadline is None else deadline - loop.time()
            if left is not None and left <= 0:
                return
            await self.server.notifier.wait(left)

    def _reply(self, body: str, status: int) -> None:
        self.set_status(status)
        self.set_header("Content-Type", "application/json")
        self.finish(body)


class _FileHandler(RequestHandler):
    def initialize(self, state: ServerState) -> None:
        self.state = state

    def get(self, token: str, path: str) -> None:
        if token != self.state.token:
            raise HTTPError(401)
        with self.state.condition:
            found = [stored for stored in self.state.files.values() if stored.path == path]
        if not found or found[0].size > LARGEST_DOWNLOAD:
            raise HTTPError(404)
        self.set_header("Content-Type", "application/octet-stream")
        self.finish(found[0].content)


def _check_token(token: str, expected: str) -> None:
    if not _TOKEN.fullmatch(token):
        raise ApiError(404, "Not Found")
    if token != expected:
        raise ApiError(401, "Unauthorized")
