"""Bots as processes of their own that were forked from one which has imported the program.

To import it takes more than a second of a processor's time, and hundreds of tests start a bot: most start it so. What
depends on how Python itself is started, as in a container, is tested with `python -m bot`.
"""

import importlib
import multiprocessing
import os
import runpy
import subprocess
import sys
from collections.abc import Mapping
from contextlib import suppress
from multiprocessing.connection import Connection
from pathlib import Path
from signal import Signals
from typing import TextIO

_IMPORTED = ["tests.e2e.forking", "bot.cli", "bot.telegram.app"]
"""What is imported once, before any bot is forked."""

_STANDARD_OUTPUT, _STANDARD_ERROR = 1, 2


class ForkedBot:
    """A process that does what `python -m bot run` does; what it has of `subprocess.Popen` works as there."""

    def __init__(self, folder: Path, environment: Mapping[str, str]) -> None:
        context = multiprocessing.get_context("forkserver")
        context.set_forkserver_preload(_IMPORTED)
        readable, writable = os.pipe()
        self.stdout: TextIO = os.fdopen(readable, encoding="utf-8")
        """All that it writes, to standard output and standard error."""
        with Connection(writable, readable=False) as output:
            self._process = context.Process(target=_run, args=(folder, dict(environment), output))
            self._process.start()

    @property
    def pid(self) -> int:
        assert self._process.pid is not None
        return self._process.pid

    def poll(self) -> int | None:
        """Return the exit status, None while it runs, or the number of the signal that ended it, less than 0."""
        return self._process.exitcode

    def wait(self, timeout: float) -> int:
        """Wait until it has ended, and return its exit status; raise TimeoutExpired if it has not after `timeout`."""
        self._process.join(timeout)
        status = self.poll()
        if status is None:
            raise subprocess.TimeoutExpired(self._process.name, timeout)
        return status

    def send_signal(self, number: Signals) -> None:
        """Send it a signal; do nothing if it has ended."""
        if self.poll() is None:
            os.kill(self.pid, number)

    def kill(self) -> None:
        """End it at once."""
        self._process.kill()


def _run(folder: Path, environment: Mapping[str, str], output: Connection) -> None:
    """Become `python -m bot run`, in `folder` and with nothing else in the environment."""
    with output:
        for stream in (_STANDARD_OUTPUT, _STANDARD_ERROR):
            os.dup2(output.fileno(), stream)
    os.chdir(folder)
    os.environ.clear()
    os.environ.update(environment)
    sys.argv = ["bot", "run"]
    sys.path[:0] = environment.get("PYTHONPATH", "").split(os.pathsep)
    sys.modules.pop("sitecustomize", None)
    with suppress(ImportError):
        importlib.import_module("sitecustomize")  # as Python itself does at its start
    runpy.run_module("bot", run_name="__main__", alter_sys=True)
