"""A record of every call that a bot made: when, with which parameters, and with what answer."""

import time
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from .errors import Json
from .faults import Fault
from .parameters import Upload


@dataclass(frozen=True, slots=True)
class Call:
    """One call of a Bot API method, its times in seconds by the monotonic clock.

    `answer` is None while the call runs, and if it got none that is JSON.
    """

    number: int
    method: str
    parameters: Mapping[str, Any]
    files: Mapping[str, Upload]
    started: float
    finished: float | None = None
    answer: Json | None = None
    fault: Fault | None = None

    @property
    def chat_id(self) -> Any:
        return self.parameters.get("chat_id")

    @property
    def result(self) -> Any:
        return (self.answer or {}).get("result")

    @property
    def ok(self) -> bool:
        return bool((self.answer or {}).get("ok"))

    def __str__(self) -> str:
        outcome = self.fault or "running" if self.answer is None else self.answer.get("description", "ok")
        return f"{self.started:.3f} {self.method} {dict(self.parameters)} -> {outcome}"


@dataclass(slots=True)
class CallLog:
    """The calls of a bot, in the order in which they began; the number of a call is its index."""

    calls: list[Call] = field(default_factory=list)

    def begin(self, method: str, parameters: Mapping[str, Any], files: Mapping[str, Upload]) -> Call:
        """Record a call that begins now, and return it."""
        call = Call(len(self.calls), method, parameters, files, time.monotonic())
        self.calls.append(call)
        return call

    def end(self, call: Call, answer: Json | None, fault: Fault | None) -> None:
        """Record that a call has ended now, with its answer and the fault that it met."""
        done = replace(call, finished=time.monotonic(), answer=answer, fault=fault)
        self.calls[call.number] = done

    def of(self, *methods: str) -> list[Call]:
        """Return the calls of these methods; without a name, all but getUpdates."""
        if methods:
            return [call for call in self.calls if call.method in methods]
        return [call for call in self.calls if call.method != "getUpdates"]
