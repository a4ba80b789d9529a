"""`python -m bot demo`: a stand-in for Telegram, the real bot as a process of its own, and a page to talk to it."""

import asyncio
import os
import secrets
import shutil
import signal
import sys
import tempfile
import webbrowser
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from .botapi import FakeTelegram
from .demo_people import DemoPeople, assemble
from .origins import is_loopback
from .server import Insight, PageServer, Playground

_ROOT = Path(__file__).parents[2]
_STOPPING_SECONDS = 6.0
_FOREIGN_SETTINGS = ("WEBHOOK_", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY")
"""Settings of this shell that the bot must not inherit: it polls, and its requests stay on this machine."""


@dataclass(frozen=True, slots=True)
class Demo:
    """The options of a demo: the fact files, what the page may ask about them, and where the page is served.

    `model` is a value for EMBEDDING_MODEL. `kept` is a file that the bot would make in its data folder; it is copied
    there if it exists, which saves the bot that work. `port` 0 takes any free port.
    """

    knowledge: Path
    model: str
    insight: Insight
    kept: Path
    host: str = "127.0.0.1"
    port: int = 0
    opens_browser: bool = True


@dataclass(slots=True)
class _Log:
    """The output of the bot, copied to the terminal and kept for the page."""

    telegram: FakeTelegram
    lines: list[str] = field(default_factory=list)

    async def follow(self, output: asyncio.StreamReader) -> None:
        while line := await output.readline():
            text = line.decode(errors="replace")
            sys.stderr.write(text)
            with self.telegram.state.change():
                self.lines.append(text)


def run(demo: Demo) -> int:
    """Run the demo until Ctrl-C or until the bot ends by itself, and return the exit status."""
    token = f"7000000001:{secrets.token_urlsafe(26)}"
    with (
        tempfile.TemporaryDirectory(prefix="talksbot-demo-") as folder,
        FakeTelegram(token, username="talks_demo_bot") as telegram,
    ):
        return asyncio.run(_run(demo, telegram, Path(folder)))


async def _run(demo: Demo, telegram: FakeTelegram, folder: Path) -> int:
    stop = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    people, log = assemble(telegram), _Log(telegram)
    server = PageServer(Playground(telegram, people, log.lines, demo.insight), demo.host)
    try:
        port = await server.start(demo.port)
    except OSError as error:
        _say(f"{demo.host}:{demo.port} cannot be listened on ({error.strerror or error}).")
        return 1
    bot = await _start_bot(demo, telegram, people, folder)
    following = asyncio.create_task(log.follow(bot.stdout)) if bot.stdout else None
    _print_address(demo, port)
    try:
        return await _wait_for_end(stop, bot)
    finally:
        await _stop_bot(bot)
        if following:
            await following
        await server.stop()


async def _start_bot(
    demo: Demo, telegram: FakeTelegram, people: DemoPeople, folder: Path
) -> asyncio.subprocess.Process:
    """Start the bot as anybody would run it.

    Its folder has no .env. A session of its own keeps Ctrl-C from it, so that it ends after the page.
    """
    data = folder / "data"
    data.mkdir()
    if demo.kept.is_file():
        shutil.copy(demo.kept, data)
    return await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "bot",
        "run",
        cwd=folder,
        env={
            **_without_foreign_settings(os.environ),
            "PYTHONPATH": str(_ROOT),
            "BOT_TOKEN": telegram.state.token,
            "TELEGRAM_API_BASE_URL": telegram.url,
            "ADMIN_IDS": str(people.admin.id),
            "KNOWLEDGE_PATH": str(demo.knowledge.resolve()),
            "DATA_PATH": str(data),
            "EMBEDDING_MODEL": demo.model if demo.model in {"", "none"} else str(Path(demo.model).resolve()),
        },
        stdin=asyncio.subprocess.DEVNULL,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
        start_new_session=True,
    )


def _without_foreign_settings(environment: Mapping[str, str]) -> dict[str, str]:
    return {name: value for name, value in environment.items() if not name.upper().startswith(_FOREIGN_SETTINGS)}


async def _wait_for_end(stop: asyncio.Event, bot: asyncio.subprocess.Process) -> int:
    """Wait until somebody stops the demo (return 0) or the bot has ended (return its exit status)."""
    stopping, ending = asyncio.create_task(stop.wait()), asyncio.create_task(bot.wait())
    await asyncio.wait({stopping, ending}, return_when=asyncio.FIRST_COMPLETED)
    stopping.cancel()
    if stop.is_set():
        ending.cancel()
        return 0
    return await ending


async def _stop_bot(bot: asyncio.subprocess.Process) -> None:
    if bot.returncode is not None:
        return
    bot.terminate()
    try:
        await asyncio.wait_for(bot.wait(), _STOPPING_SECONDS)
    except TimeoutError:
        bot.kill()
        await bot.wait()


def _print_address(demo: Demo, port: int) -> None:
    if not is_loopback(demo.host):
        _say(
            f"WARNING: with --host {demo.host} everybody who reaches this machine can use the page, "
            "read its chats and change the fact files."
        )
    name = f"[{demo.host}]" if ":" in demo.host else demo.host
    address = f"http://{name}:{port}/"
    _say(f"The bot's playground is at {address} (Ctrl-C ends it).")
    _say(f"What the admin publishes there is written to {demo.knowledge}, as the real bot does.")
    if demo.opens_browser:
        webbrowser.open(address)


def _say(text: str) -> None:
    sys.stderr.write(f"{text}\n")
    sys.stderr.flush()
