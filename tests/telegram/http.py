"""Requests as they go over the wire, whole or not, for servers that are to bear both."""

import select
import socket
from collections.abc import Mapping
from types import TracebackType
from typing import Self

HOST = "127.0.0.1"
PATIENCE = 15.0
"""Seconds that only a failing test waits."""

HALF = b"POST / HTTP/1.1\r\nHost: bot.example\r\nX-Half"
GET = b"GET / HTTP/1.1\r\nHost: bot.example\r\n\r\n"


class Connection:
    """A connection to a server on this machine."""

    def __init__(self, port: int) -> None:
        self._socket = socket.create_connection((HOST, port), PATIENCE)
        self._received = b""

    def send(self, data: bytes) -> None:
        """Send these bytes; a server that has closed the connection does not matter here."""
        try:
            self._socket.sendall(data)
        except ConnectionError:
            return

    def answer(self) -> tuple[int, bytes]:
        """Return the status and the body of the next answer; 0 and nothing if the connection is closed instead."""
        try:
            head = self._until(b"\r\n\r\n")
            lines = [line for line in head.lower().split(b"\r\n") if line.startswith(b"content-length:")]
            body = self._exactly(int(lines[0].partition(b":")[2]))
        except ConnectionError:
            return 0, b""
        return int(head.split()[1]), body

    def ask(self, data: bytes) -> int:
        """Send these bytes, and return the status of the answer."""
        self.send(data)
        return self.answer()[0]

    @property
    def has_answer(self) -> bool:
        """Tell whether something has come that was not read."""
        return bool(self._received or select.select([self._socket], [], [], 0)[0])

    def close(self) -> None:
        """Go away without a word."""
        self._socket.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _until(self, end: bytes) -> bytes:
        while end not in self._received:
            self._receive()
        found, _, self._received = self._received.partition(end)
        return found

    def _exactly(self, count: int) -> bytes:
        while len(self._received) < count:
            self._receive()
        found, self._received = self._received[:count], self._received[count:]
        return found

    def _receive(self) -> None:
        received = self._socket.recv(65_536)
        if not received:
            raise ConnectionResetError
        self._received += received


def post(path: str, body: bytes = b"{}", headers: Mapping[str, str] | None = None, length: int | None = None) -> bytes:
    """Return a request with this body, of which `length` says how long it is to be."""
    size = len(body) if length is None else length
    lines = [f"POST {path} HTTP/1.1", "Host: bot.example", f"Content-Length: {size}"]
    lines += [f"{name}: {value}" for name, value in (headers or {}).items()]
    return "\r\n".join([*lines, "", ""]).encode("latin-1") + body
