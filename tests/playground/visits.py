"""One running bot for many pages: each page has people, chats and a server of its own."""

import asyncio
import threading
from collections.abc import Iterator, Sequence
from concurrent.futures import Future
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from bot.playground.botapi import FakeTelegram, Person
from bot.playground.demo_people import DemoPeople, assemble
from bot.playground.server import Insight, PageServer, Playground
from bot.terminal.playground import explanation, first_questions
from tests.e2e.process import BotProcess, polling_settings

USERNAME = "talks_demo_bot"


@dataclass(frozen=True, slots=True)
class Visit:
    """A page at `url` with its people, on a stand-in that it shares with other pages."""

    url: str
    people: DemoPeople
    telegram: FakeTelegram


@dataclass(frozen=True, slots=True)
class SharedBot:
    """The real bot on a stand-in, and its admin, who has not written to it yet."""

    telegram: FakeTelegram
    process: BotProcess
    admin: Person


@contextmanager
def run_shared_bot(knowledge: Path) -> Iterator[SharedBot]:
    """Run a stand-in with the real bot within this block."""
    with FakeTelegram(username=USERNAME) as telegram:
        admin = telegram.person("Ada")
        settings = polling_settings(telegram, knowledge=knowledge, data=knowledge.parent / "data")
        process = BotProcess(telegram, settings | {"ADMIN_IDS": str(admin.id)}, knowledge.parent)
        try:
            process.wait_until_ready()
            yield SharedBot(telegram, process, admin)
        finally:
            process.kill()


@contextmanager
def visit(
    telegram: FakeTelegram, knowledge: Path, admin: Person | None = None, log: Sequence[str] = ()
) -> Iterator[Visit]:
    """Serve a page with new people within this block; one may be the admin of the bot, and `log` what it writes."""
    people = assemble(telegram, admin)
    insight = Insight(partial(explanation, knowledge, None), partial(first_questions, knowledge))
    playground = Playground(telegram, people, log, insight)
    ready: Future[tuple[int, asyncio.AbstractEventLoop, asyncio.Event]] = Future()

    async def serve() -> None:
        stop, server = asyncio.Event(), PageServer(playground, "127.0.0.1")
        ready.set_result((await server.start(), asyncio.get_running_loop(), stop))
        await stop.wait()
        await server.stop()

    thread = threading.Thread(target=lambda: asyncio.run(serve()), name="server of the page")
    thread.start()
    port, loop, stop = ready.result()
    try:
        yield Visit(f"http://127.0.0.1:{port}/", people, telegram)
    finally:
        telegram.privacy_mode(on=True)
        loop.call_soon_threadsafe(stop.set)
        thread.join()
