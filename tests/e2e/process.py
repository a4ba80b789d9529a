"""`python -m bot run` as a process of its own, which talks to the stand-in and to nobody else."""

import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

from bot.playground.botapi import PATIENCE, FakeTelegram
from tests.commands import WORDS_ALONE

from .forking import ForkedBot

ROOT = Path(__file__).parents[2]
PUBLIC_URL = "https://bot.example"
RUN = ("-m", "bot", "run")
"""What starts a bot as people start it, with all that Python does first."""

SECRET = "a-secret-for-the-webhook"  # noqa: S105 - of no real webhook


class BotProcess:
    """A bot that starts when this is made, is ready when `wait_until_ready` returns, and ends by `stop` or `kill`.

    It is forked, unless there are `arguments` to start Python with, such as `RUN`.
    """

    def __init__(
        self, telegram: FakeTelegram, settings: Mapping[str, str], folder: Path, arguments: Sequence[str] = ()
    ) -> None:
        self._telegram = telegram
        self.lines: list[str] = []
        self._ended = False
        self._webhook = "WEBHOOK_URL" in settings
        self._calls_before = len(telegram.calls(self._first_call))
        self._process = _started(arguments, folder, settings) if arguments else ForkedBot(folder, environment(settings))
        self._reader = threading.Thread(target=self._read, name="output of the bot")
        self._reader.start()

    @property
    def _first_call(self) -> str:
        return "setWebhook" if self._webhook else "getUpdates"

    @property
    def output(self) -> str:
        """Return all that the bot has printed so far."""
        with self._telegram.state.condition:
            return "".join(self.lines)

    @property
    def pid(self) -> int:
        return self._process.pid

    @property
    def exit_status(self) -> int | None:
        return self._process.poll()

    def wait_until_ready(self, *, seconds: float = 2 * PATIENCE) -> "BotProcess":
        """Wait until the bot asks for updates or has set its webhook; raise AssertionError if it ends before.

        From then on no update is lost, but only an answer proves that its handlers are running.
        """

        def ready() -> bool:
            calls = self._telegram.calls(self._first_call)[self._calls_before :]
            return bool(calls and (calls[-1].ok or not self._webhook)) or self._ended

        try:
            self._telegram.wait_for(ready, "the bot to be ready", seconds=seconds)
        except AssertionError as error:
            raise AssertionError(f"{error}\nThe bot said:\n{self.output}") from None
        assert not self._ended, f"the bot ended with {self.wait_until_gone()}:\n{self.output}"
        return self

    def wait_for_output(self, words: str, *, seconds: float = PATIENCE) -> str:
        """Return the first line with these words as soon as it is printed; raise AssertionError if none comes."""

        def lines() -> list[str]:
            return [line for line in self.lines if words in line]

        return self._telegram.wait_for(lines, f"output with {words!r}", seconds=seconds)[0]

    def wait_until_gone(self, *, seconds: float = 2 * PATIENCE) -> int:
        """Wait until the bot has ended, and return its exit status."""
        status = self._process.wait(seconds)
        self._reader.join(seconds)
        return status

    def stop(self, number: signal.Signals = signal.SIGTERM) -> float:
        """Ask the bot to end, and return how many seconds that took."""
        began = time.monotonic()
        self._process.send_signal(number)
        self.wait_until_gone()
        return time.monotonic() - began

    def kill(self) -> None:
        """End the bot at once; do nothing if it has ended."""
        if self._process.poll() is None:
            self._process.kill()
        self.wait_until_gone()

    def _read(self) -> None:
        assert self._process.stdout is not None
        with self._process.stdout as output:
            for line in output:
                with self._telegram.state.change():
                    self.lines.append(line)
        with self._telegram.state.change():
            self._ended = True


def _started(arguments: Sequence[str], folder: Path, settings: Mapping[str, str]) -> "subprocess.Popen[str]":
    return subprocess.Popen(  # noqa: S603 - our own program
        [sys.executable, *arguments],
        cwd=folder,
        env=environment(settings),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


def polling_settings(telegram: FakeTelegram, *, knowledge: Path, data: Path) -> dict[str, str]:
    """Return the settings of a bot that polls this stand-in."""
    return {
        "BOT_TOKEN": telegram.state.token,
        "TELEGRAM_API_BASE_URL": telegram.url,
        "KNOWLEDGE_PATH": str(knowledge),
        "DATA_PATH": str(data),
        "LOG_LEVEL": "INFO",
    }


def webhook_settings(telegram: FakeTelegram) -> dict[str, str]:
    """Return the further settings of a webhook; the stand-in leads the public address to the port on loopback."""
    port = _free_port()
    telegram.state.proxies[PUBLIC_URL] = f"http://127.0.0.1:{port}"
    return {
        "WEBHOOK_URL": f"{PUBLIC_URL}/telegram",
        "WEBHOOK_LISTEN": "127.0.0.1",
        "WEBHOOK_PORT": str(port),
        "WEBHOOK_SECRET": SECRET,
    }


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def environment(settings: Mapping[str, str]) -> dict[str, str]:
    """Return an environment with these settings, and nothing of this machine but what Python needs."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG", "TMPDIR") if name in os.environ}
    return {**kept, "PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": "1", **WORDS_ALONE, **settings}
