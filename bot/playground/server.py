"""The HTTP server of the page: its files, a stream of events, and a request for each action of a person."""

import asyncio
import json
from collections.abc import Awaitable, Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from aiohttp import web

from .actions import ACTIONS, RefusedError, download, upload
from .botapi import FakeTelegram, Json
from .botapi.listening import Listener
from .botapi.notifier import Notifier
from .botapi.server_state import LARGEST_DOWNLOAD
from .demo_people import DemoPeople
from .feed import Event, Feed
from .origins import is_own

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]

PAGE = Path(__file__).with_name("page")
_KEEP_ALIVE_SECONDS = 15
_HEADERS = {
    "Content-Security-Policy": "default-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'; "
    "object-src 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
}

_FIRST_QUESTIONS = 3
"""Questions that the card in an empty chat offers."""


@dataclass(frozen=True, slots=True)
class Insight:
    """Functions by which the page asks about the facts themselves, without the bot.

    `explain` takes the questions that a person asked one after the other and says why the last of them got its answer:
    it returns what `ask --json --explain` writes, or the `problem` of the fact files. `questions` returns at most so
    many questions to begin with.
    """

    explain: Callable[[Sequence[str]], Json]
    questions: Callable[[int], Sequence[str]]


@dataclass(frozen=True, slots=True)
class Playground:
    """Everything that the page shows: the stand-in and its people, the bot's log, insight into the facts."""

    telegram: FakeTelegram
    people: DemoPeople
    log: Sequence[str]
    insight: Insight


class PageServer:
    """An HTTP server for the page; use it within one event loop."""

    def __init__(self, playground: Playground, host: str) -> None:
        self.playground, self.host = playground, host
        self.notifier = Notifier()
        self.closing = False
        application = web.Application(middlewares=[self._guarded], client_max_size=2 * LARGEST_DOWNLOAD)
        application.on_response_prepare.append(_add_headers)
        application.add_routes(
            [
                web.get("/", _index),
                web.static("/page/", PAGE),
                web.get("/events", self._events),
                web.post(r"/do/{name:\w+}", self._act),
                web.post("/upload", self._upload),
                web.get("/file", self._file),
                web.post("/explanation", self._explanation),
                web.get("/questions", self._questions),
            ]
        )
        self._listener = Listener(application)

    async def start(self, port: int = 0) -> int:
        """Begin to serve, and return the port; raise OSError if it cannot be had."""
        found = await self._listener.open(port, self.host)
        self.playground.telegram.state.listen(self.notifier.notify)
        return found

    async def stop(self) -> None:
        """Close all connections and take no more."""
        self.closing = True
        self.notifier.notify()
        await self._listener.close()

    @web.middleware
    async def _guarded(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        """Answer only requests of the own page, and others with 403."""
        if not is_own(request.headers, self.host, request.path):
            raise web.HTTPForbidden
        return await handler(request)

    async def _events(self, request: web.Request) -> web.StreamResponse:
        """Send events to a page for as long as it listens; one that connects again gets all of them anew."""
        response = web.StreamResponse(headers={"Content-Type": "text/event-stream"})
        await response.prepare(request)
        telegram, people = self.playground.telegram, self.playground.people
        feed = Feed(telegram.state, self.playground.log)
        hello = {"bot": telegram.state.me, "rooms": [room.as_json() for room in people.rooms]}
        try:
            await response.write(_as_text([("hello", hello), *feed.new_events(), ("ready", None)]))
            while not self.closing:
                events = feed.new_events()
                if not events:  # no `await` in between, so that no notification is missed
                    await self.notifier.wait(_KEEP_ALIVE_SECONDS)
                await response.write(_as_text(events) or b": here\n\n")
        except ConnectionError:  # the page has gone
            pass
        return response

    async def _act(self, request: web.Request) -> web.Response:
        name = request.match_info["name"]
        if name not in ACTIONS:
            raise web.HTTPNotFound
        try:
            done = ACTIONS[name](self.playground.telegram, self.playground.people, await request.json())
        except (KeyError, TypeError, ValueError, RefusedError) as error:
            return web.json_response({"error": str(error)}, status=400)
        return web.json_response(done)

    async def _upload(self, request: web.Request) -> web.Response:
        try:
            name = request.query["name"]
            upload(
                self.playground.people, _number(request, "person"), _number(request, "chat"), name, await request.read()
            )
        except (KeyError, RefusedError) as error:
            raise web.HTTPBadRequest from error
        return web.json_response({})

    async def _file(self, request: web.Request) -> web.Response:
        chat, message = _number(request, "chat"), _number(request, "message")
        try:
            name, content = download(self.playground.telegram, chat, message)
        except KeyError:
            raise web.HTTPNotFound from None
        return web.Response(
            body=content, headers={"Content-Disposition": f"attachment; filename*=UTF-8''{quote(name)}"}
        )

    async def _explanation(self, request: web.Request) -> web.Response:
        try:
            questions = [str(question) for question in (await request.json())["questions"]]
        except (KeyError, TypeError, ValueError):
            questions = []
        if not questions:
            raise web.HTTPBadRequest
        return web.json_response(await asyncio.to_thread(self.playground.insight.explain, questions))

    async def _questions(self, _: web.Request) -> web.Response:
        found = await asyncio.to_thread(self.playground.insight.questions, _FIRST_QUESTIONS)
        return web.json_response({"questions": list(found)})


async def _add_headers(_: web.Request, response: web.StreamResponse) -> None:
    response.headers.update(_HEADERS)


async def _index(_: web.Request) -> web.Response:
    return web.Response(body=(PAGE / "index.html").read_bytes(), content_type="text/html", charset="utf-8")


def _number(request: web.Request, name: str) -> int:
    """Return the query argument `name` as a number; answer 400 if it is none."""
    try:
        return int(request.query[name])
    except (KeyError, ValueError):
        raise web.HTTPBadRequest from None


def _as_text(events: Iterable[Event]) -> bytes:
    """Return events as a page that listens reads them."""
    return "".join(f"event: {name}\ndata: {json.dumps(body)}\n\n" for name, body in events).encode()
