"""Until when Telegram takes no calls: for one chat or, as far as that can be known, for the whole bot.

An error 429 names no chat. One that is for the whole bot ends for all chats at the same time, and nothing succeeds
until then; so the second chat that is told the same tells it for all others.
"""

from collections.abc import Hashable
from dataclasses import dataclass

from bot.chats.clock import Clock
from bot.lru_map import LruMap

CLOSED_CHATS = 1_000
"""Chats of which is kept until when Telegram takes no calls for them."""

SAME_SECONDS = 2.0
"""Seconds by which two ends may differ and be the same: Telegram gives whole seconds, and answers take some time."""


@dataclass(frozen=True, slots=True)
class _Limit:
    """The latest limit since anything succeeded: who was told it, and when it ends."""

    key: Hashable
    until: float


class FloodLimits:
    """Learns from each call whether it was one too many."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._closed_until: LruMap[Hashable, float] = LruMap(CLOSED_CHATS)
        self._latest: _Limit | None = None
        self._all_closed_until = 0.0
        self._all_closed = False

    def wait(self, key: Hashable) -> float:
        """Return the seconds until calls for `key` may be made again; 0 or less if they may be made now."""
        return max(self._closed_until.get(key) or 0.0, self._all_closed_until) - self._clock()

    def failed(self, key: Hashable, pause: float) -> None:
        """Make no call for `key` for so many seconds, for a reason that is no limit."""
        self._closed_until.put(key, self._clock() + pause)

    def limited(self, key: Hashable, seconds: float) -> None:
        """Make no call for `key` for so many seconds, as Telegram asks, nor any other if that is for the whole bot."""
        until = self._clock() + seconds
        self._closed_until.put(key, until)
        before, self._latest = self._latest, _Limit(key, until)
        is_same = before is not None and before.key != key and abs(before.until - until) <= SAME_SECONDS
        if is_same or self._all_closed:
            self._all_closed = True
            self._all_closed_until = max(self._all_closed_until, until)

    def succeeded(self) -> None:
        """Telegram takes calls of the bot."""
        self._latest = None
        self._all_closed = False
