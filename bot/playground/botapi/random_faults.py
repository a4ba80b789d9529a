"""Random faults for a share of all calls: for the same seed the same calls."""

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
    """Faults drawn by method, chat and how many such calls there were, not by time, which differs between runs.

    `share` is the probability of a fault, from 0 to 1.
    """

    def __init__(self, seed: int, share: float) -> None:
        self._seed = seed
        self._share = share
        self._calls: Counter[str] = Counter()

    def draw(self, call: Call) -> Fault | None:
        """Return the fault of this call, or None.

        A call of getUpdates hangs for 2 seconds at most: if it hung for ever, nothing else would happen.
        """
        kind = f"{call.method} {call.chat_id}"
        self._calls[kind] += 1
        chance = Random(f"{self._seed} {kind} {self._calls[kind]}")  # noqa: S311 - no secret
        if chance.random() >= self._share:
            return None
        return chance.choice(_PASSING if call.method == "getUpdates" else (*_PASSING, _ENDLESS))
