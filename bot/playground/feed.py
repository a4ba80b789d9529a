"""Events for the page: messages, updates, calls and lines of the log that are new since it last asked."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from .botapi import Call, Json
from .botapi.server_state import ServerState

Event = tuple[str, Any]


@dataclass(slots=True)
class Feed:
    """The events of one page; the first time these are all messages, updates, calls and lines there are."""

    state: ServerState
    log: Sequence[str]
    _messages: dict[tuple[int, int], str] = field(default_factory=dict)
    _running: dict[int, None] = field(default_factory=dict)
    _calls: int = 0
    _updates: int = 0
    _lines: int = 0

    def new_events(self) -> list[Event]:
        """Return the events since the last time: lines of the log, then updates, calls and messages."""
        with self.state.condition:
            return [*self._new_lines(), *self._new_updates(), *self._new_calls(), *self._new_messages()]

    def _new_updates(self) -> Iterator[Event]:
        for update in self.state.updates.history:
            if update["update_id"] > self._updates:
                self._updates = update["update_id"]
                yield "update", _copy(update)

    def _new_calls(self) -> Iterator[Event]:
        calls = self.state.calls.calls
        self._running |= dict.fromkeys(range(self._calls, len(calls)))
        self._calls = len(calls)
        for number in [number for number in self._running if calls[number].finished is not None]:
            del self._running[number]
            if calls[number].method != "getUpdates":
                yield "call", _call(calls[number])

    def _new_messages(self) -> Iterator[Event]:
        now = {
            (chat.id, number): json.dumps(message, default=str)
            for chat in self.state.chats.values()
            for number, message in chat.messages.items()
        }
        for (chat_id, number), text in now.items():
            if self._messages.get((chat_id, number)) != text:
                yield "message", json.loads(text)
        for chat_id, number in self._messages.keys() - now.keys():
            yield "gone", {"chat": chat_id, "message": number}
        self._messages = now

    def _new_lines(self) -> Iterator[Event]:
        fresh = self.log[self._lines :]
        self._lines += len(fresh)
        for line in fresh:
            yield "log", line.rstrip("\n")


def _call(call: Call) -> Json:
    return _copy(
        {
            "number": call.number,
            "method": call.method,
            "parameters": dict(call.parameters),
            "files": {name: f"{upload.name}, {len(upload.content)} bytes" for name, upload in call.files.items()},
            "answer": call.answer,
            "seconds": round((call.finished or call.started) - call.started, 3),
        }
    )


def _copy(fields: Json) -> Json:
    """Return a deep copy, since the server changes its messages in place."""
    copied: Json = json.loads(json.dumps(fields, default=str))
    return copied
