"""The HTTP server of the page: its files, a stream of events, and a request for each action of a person."""

import asyncio
import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote

from tornado.httpserver import HTTPServer
from tornado.iostream import StreamClosedError
from tornado.netutil import bind_sockets
from tornado.web import Application, HTTPError, RequestHandler, StaticFileHandler

from .actions import ACTIONS, RefusedError, download, upload
from .botapi import FakeTelegram, Json
from .botapi.notifier import Notifier
from .botapi.server_state import LARGEST_DOWNLOAD
from .demo_people import DemoPeople
from .feed import Event, Feed
from .origins import is_own

PAGE = Path(__file__).with_name("page")
_KEEP_ALIVE_SECONDS = 15
_POLICY = "default-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'; object-src 'none'"

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
        shared = {"server": self}
        application = Application(
            [
                (r"/", _Index, shared),
                (r"/page/(.+)", _Files, {"path": str(PAGE), **shared}),
                (r"/events", _Events, shared),
                (r"/do/(\w+)", _Action, shared),
                (r"/upload", _Upload, shared),
                (r"/file", _File, shared),
                (r"/explanation", _Explanation, shared),
                (r"/questions", _Questions, shared),
            ],
            log_function=lambda _: None,
        )
        self._http = HTTPServer(application, max_buffer_size=2 * LARGEST_DOWNLOAD)

    def start(self, port: int = 0) -> int:
        """Begin to serve, and return the port; raise OSError if it cannot be had."""
        sockets = bind_sockets(port, self.host)
        self._http.add_sockets(sockets)
        self.playground.telegram.state.listen(self.notifier.notify)
        return int(sockets[0].getsockname()[1])

    async def stop(self) -> None:
        """Close all connections and take no more."""
        self.closing = True
        self.notifier.notify()
        self._http.stop()
        await self._http.close_all_connections()


class _Guarded(RequestHandler):
    """A handler that answers only requests of its own page, and others with 403."""

    def initialize(self, server: PageServer) -> None:
        self.server, self.playground = server, server.playground

    def prepare(self) -> None:
        if not is_own(self.request.headers, self.server.host, self.request.path):
            raise HTTPError(403)

    def set_default_headers(self) -> None:
        self.set_header("Content-Security-Policy", _POLICY)
        self.set_header("X-Content-Type-Options", "nosniff")
        self.set_header("Referrer-Policy", "no-referrer")
        self.set_header("Cache-Control", "no-store")

    def number(self, name: str) -> int:
        """Return the query argument `name` as a number; answer 400 if it is none."""
        try:
            return int(self.get_query_argument(name))
        except ValueError:
            raise HTTPError(400) from None


class _Index(_Guarded):
    def get(self) -> None:
        self.set_header("Content-Type", "text/html; charset=utf-8")
        self.finish((PAGE / "index.html").read_bytes())


class _Files(_Guarded, StaticFileHandler):
    def initialize(self, server: PageServer, path: str) -> None:  # type: ignore[override]
        _Guarded.initialize(self, server)
        StaticFileHandler.initialize(self, path)

    def set_extra_headers(self, path: str) -> None:  # noqa: ARG002
        self.set_header("Cache-Control", "no-store")


class _Events(_Guarded):
    """Server-sent events; a page that connects again gets all of them anew."""

    def on_connection_close(self) -> None:
        self.server.notifier.notify()

    async def get(self) -> None:
        self.set_header("Content-Type", "text/event-stream")
        playground = self.playground
        feed = Feed(playground.telegram.state, playground.log)
        hello = {"bot": playground.telegram.state.me, "rooms": [room.as_json() for room in playground.people.rooms]}
        self._write_event("hello", hello)
        self._write_events(feed.new_events())
        self._write_event("ready", None)
        try:
            await self.flush()
            while not self.server.closing:
                events = feed.new_events()
                self._write_events(events)
                if not events:  # no `await` in between, so that no notification is missed
                    await self.server.notifier.wait(_KEEP_ALIVE_SECONDS)
                    self.write(": here\n\n")
                await self.flush()
        except StreamClosedError:
            return

    def _write_events(self, events: Iterable[Event]) -> None:
        for name, body in events:
            self._write_event(name, body)

    def _write_event(self, name: str, body: Any) -> None:
        self.write(f"event: {name}\ndata: {json.dumps(body)}\n\n")


class _Action(_Guarded):
    def post(self, name: str) -> None:
        if name not in ACTIONS:
            raise HTTPError(404)
        try:
            done = ACTIONS[name](self.playground.telegram, self.playground.people, json.loads(self.request.body))
        except (KeyError, TypeError, ValueError, RefusedError) as error:
            self.set_status(400)
            self.finish({"error": str(error)})
            return
        self.finish(done)


class _Upload(_Guarded):
    def post(self) -> None:
        name = self.get_query_argument("name")
        try:
            upload(self.playground.people, self.number("person"), self.number("chat"), name, self.request.body)
        except (KeyError, RefusedError) as error:
            raise HTTPError(400) from error
        self.finish({})


class _File(_Guarded):
    def get(self) -> None:
        try:
            name, content = download(self.playground.telegram, self.number("chat"), self.number("message"))
        except KeyError:
            raise HTTPError(404) from None
        self.set_header("Content-Type", "application/octet-stream")
        self.set_header("Content-Disposition", f"attachment; filename*=UTF-8''{quote(name)}")
        self.finish(content)


class _Explanation(_Guarded):
    async def post(self) -> None:
        try:
            questions = [str(question) for question in json.loads(self.request.body)["questions"]]
        except (KeyError, TypeError, ValueError):
            questions = []
        if not questions:
            raise HTTPError(400)
        self.finish(await asyncio.to_thread(self.playground.insight.explain, questions))


class _Questions(_Guarded):
    async def get(self) -> None:
        self.finish({"questions": await asyncio.to_thread(self.playground.insight.questions, _FIRST_QUESTIONS)})
