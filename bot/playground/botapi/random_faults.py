"""Faults by lot: a share of all calls runs into one, and for the same seed it is the same calls."""

from collections import Counter
from random import Random

from .calls import Call
from .faults import Drop, Fault, Garbage, Hang, server_error, too_many_requests

_PASSING: tuple[Fault, ...] = (
    too_many_requests(1),
    server_error(500),
    Garbage(),
    Drop(),
    Drop(after=True),
    Hang(2.0),
)
_ENDLESS = Hang()


class RandomFaults:
    """Decides by what a call is and which of its kind, not by when it comes: that differs from run to run."""

    def __init__(self, seed: int, share: float) -> None:
        self._seed = seed
        self._share = share
        self._calls: Counter[str] = Counter()

    def draw(self, call: Call) -> Fault | None:
        """The fault that this call runs into. A poll hangs for a while at most: for ever, nothing else would happen."""
        kind = f"{call.method} {call.chat_id}"
        self._calls[kind] += 1
        chance = Random(f"{self._seed} {kind} {self._calls[kind]}")  # noqa: S311 - no secret
        if chance.random() >= self._share:
            return None
        return chance.choice(_PASSING if call.method == "getUpdates" else (*_PASSING, _ENDLESS))
