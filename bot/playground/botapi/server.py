"""The HTTP server of the Bot API."""

import asyncio
import json
import re
from typing import Any

from aiohttp import web

from .calls import Call
from .errors import ApiError, Json
from .faults import Drop, Fault, Garbage, Hang, Refuse
from .listening import Listener
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
        application = web.Application(client_max_size=_LARGEST_REQUEST)
        application.router.add_route("*", r"/bot{token:[^/]*}/{method:\w+}", self._call)
        application.router.add_get(r"/file/bot{token:[^/]*}/{path:.+}", self._file)
        self._listener = Listener(application)
        self._pushing: asyncio.Task[None] | None = None

    async def start(self, port: int = 0, host: str = "127.0.0.1") -> int:
        """Begin to serve, and return the port."""
        found = await self._listener.open(port, host)
        self.state.listen(self.notifier.notify)
        self._pushing = asyncio.create_task(push_updates(self.state, self.notifier, lambda: self.closing))
        return found

    async def go_down(self) -> None:
        """Close all connections and take no more, until `come_back`."""
        await self._listener.close()

    async def come_back(self, port: int, host: str = "127.0.0.1") -> None:
        """Take connections again, on this port."""
        await self._listener.open(port, host)

    async def stop(self) -> None:
        """Close all connections for good."""
        self.closing = True
        self.notifier.notify()
        if self._pushing:
            self._pushing.cancel()
            await asyncio.gather(self._pushing, return_exceptions=True)
        await self.go_down()

    async def _call(self, request: web.Request) -> web.StreamResponse:
        """Answer a call; if the bot goes away meanwhile, what has begun is still ended and recorded."""
        answering = _Answering(self, request)
        work = asyncio.create_task(answering.answer(request.match_info["token"], request.match_info["method"]))
        try:
            return await asyncio.shield(work)
        except asyncio.CancelledError:
            answering.gone = True
            self.notifier.notify()
            await work
            raise

    async def _file(self, request: web.Request) -> web.Response:
        if request.match_info["token"] != self.state.token:
            raise web.HTTPUnauthorized
        with self.state.condition:
            found = [stored for stored in self.state.files.values() if stored.path == request.match_info["path"]]
        if not found or found[0].size > LARGEST_DOWNLOAD:
            raise web.HTTPNotFound
        return web.Response(body=found[0].content)


class _Answering:
    """One call while it is answered; `gone` says that nobody waits for the answer any more."""

    def __init__(self, server: BotApiServer, request: web.Request) -> None:
        self.server = server
        self.state = server.state
        self.gone = False
        self._request = request

    async def answer(self, token: str, method: str) -> web.Response:
        """Carry the call out, or what a fault makes of it, and return the answer."""
        name = _BY_LOWER_NAME.get(method.lower(), method)
        try:
            _check_token(token, self.state.token)
            parameters = await parameters_of(self._request)
        except ApiError as error:
            return _response(json.dumps(error.as_json()), error.code)
        with self.state.change():
            call = self.state.calls.begin(name, parameters.values, parameters.files)
            fault = self.state.faults.take(call)
        if isinstance(fault, Hang):
            await self._hang(fault.seconds)
        if isinstance(fault, Garbage) or (isinstance(fault, Drop) and not fault.after) or self._is_over:
            with self.state.change():
                self.state.calls.end(call, None, fault)
            body, status = (fault.body, fault.status) if isinstance(fault, Garbage) else ("", 200)
        else:
            body, status = await self._outcome(call, parameters, fault)
        if isinstance(fault, Drop) and self._request.transport is not None:
            self._request.transport.close()
        return _response(body, status)

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


def _response(body: str, status: int) -> web.Response:
    return web.Response(text=body, status=status, content_type="application/json")


def _check_token(token: str, expected: str) -> None:
    if not _TOKEN.fullmatch(token):
        raise ApiError(404, "Not Found")
    if token != expected:
        raise ApiError(401, "Unauthorized")
