"""`python -m bot demo` as a process of its own, and a client of its page's server."""

import json
import re
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from tests.e2e.process import environment

PATIENCE = 30.0


class DemoProcess:
    """A demo that starts when this is made; `url` is the address of its page."""

    def __init__(self, knowledge: Path, folder: Path, *options: str) -> None:
        self._process = subprocess.Popen(  # noqa: S603 - our own program
            [sys.executable, "-m", "bot", "demo", "--no-open", "--knowledge", str(knowledge), *options],
            cwd=folder,
            env=environment({"WEBHOOK_URL": "https://not.this.example/"}),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
        )
        self.lines: list[str] = []
        self._condition = threading.Condition()
        self._reader = threading.Thread(target=self._read, name="output of the demo")
        self._reader.start()

    @property
    def url(self) -> str:
        found = re.search(r"http://\S+", self.wait_for_line("playground is at"))
        assert found
        return found[0]

    def wait_for_line(self, words: str) -> str:
        """Return the first line with these words as soon as it is printed."""
        with self._condition:
            found = self._condition.wait_for(lambda: [line for line in self.lines if words in line], PATIENCE)
            assert found, f"waited in vain for {words!r} in:\n{''.join(self.lines)}"
            return found[0]

    def stop(self) -> int:
        """Press Ctrl-C, and return the exit status."""
        self._process.send_signal(signal.SIGINT)
        return self.wait()

    def wait(self) -> int:
        status = self._process.wait(PATIENCE)
        self._reader.join(PATIENCE)
        return status

    def kill(self) -> None:
        """End the demo if it still runs, by Ctrl-C, so that its bot ends too."""
        if self._process.poll() is None:
            self.stop()

    def _read(self) -> None:
        assert self._process.stderr
        with self._process.stderr as output:
            for line in output:
                with self._condition:
                    self.lines.append(line)
                    self._condition.notify_all()


class Client:
    """A client of the page's server, without a browser."""

    def __init__(self, url: str) -> None:
        self.host = urlsplit(url).netloc

    def request(self, method: str, path: str, body: str | bytes | None = None, **headers: str) -> tuple[int, str]:
        """Make a request, and return the status and the body of the answer."""
        connection, response = self._open(method, path, body, headers)
        try:
            return response.status, response.read().decode()
        finally:
            connection.close()

    def act(self, name: str, **request: Any) -> tuple[int, Any]:
        status, body = self.request("POST", f"/do/{name}", json.dumps(request))
        return status, json.loads(body)

    @contextmanager
    def events(self) -> Iterator[Iterator[tuple[str, Any]]]:
        """Open the stream of events within this block."""
        connection, response = self._open("GET", "/events", None, {})
        try:
            yield _events(response)
        finally:
            connection.close()

    def first(self, name: str, fits: Callable[[Any], bool] = lambda _: True) -> Any:
        """Return the body of the first event with this name that fits, of all before and after now."""
        with self.events() as events:
            return next(body for kind, body in events if kind == name and fits(body))

    def _open(
        self, method: str, path: str, body: str | bytes | None, headers: dict[str, str]
    ) -> tuple[HTTPConnection, HTTPResponse]:
        connection = HTTPConnection(self.host, timeout=PATIENCE)
        connection.request(method, path, body, {name.replace("_", "-"): value for name, value in headers.items()})
        return connection, connection.getresponse()


def _events(response: HTTPResponse) -> Iterator[tuple[str, Any]]:
    name, deadline = "", time.monotonic() + PATIENCE
    for raw in response:
        assert time.monotonic() < deadline, "no such event"
        field, _, value = raw.decode().rstrip("\n").partition(": ")
        if field == "event":
            name = value
        elif field == "data":
            yield name, json.loads(value)
