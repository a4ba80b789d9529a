"""The queue of updates: kept until the bot confirms them, handed out by long polling or webhook."""

from collections import deque
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from .errors import Json

_FIRST_ID = 700_001
_REMEMBERED = 500
# What Telegram sends only to bots that ask for it by name.
_ON_REQUEST = {"chat_member", "message_reaction", "message_reaction_count"}


@dataclass(slots=True)
class UpdateQueue:
    """What waits for the bot; `history` has the newest updates whether they still wait or not."""

    allowed: frozenset[str] = frozenset()
    confirmed: int = _FIRST_ID - 1
    _last: int = _FIRST_ID - 1
    history: deque[Json] = field(default_factory=lambda: deque(maxlen=_REMEMBERED))
    _pending: list[Json] = field(default_factory=list)
    _newest: Json = field(default_factory=dict)
    _again: list[Json] = field(default_factory=list)
    _held: list[Json] | None = None

    @property
    def last(self) -> int:
        """The id of the newest update."""
        return self._last

    @property
    def count(self) -> int:
        return len(self._pending)

    def add(self, kind: str, body: Json) -> None:
        """Queue an update, unless the bot has not asked for its kind."""
        wanted = kind in self.allowed if self.allowed else kind not in _ON_REQUEST
        if wanted:
            self.add_raw({kind: body})

    def add_raw(self, fields: Json) -> None:
        """Queue whatever this is under the next id, even what no client could parse."""
        self._last += 1
        self._newest = {"update_id": self._last, **fields}
        self.history.append(self._newest)
        (self._pending if self._held is None else self._held).append(self._newest)

    def repeat_last(self) -> None:
        """Hand the newest update out once more, confirmed or not, as when its confirmation was lost."""
        self._again.append(self._newest)

    @contextmanager
    def reversed(self) -> Iterator[None]:
        """What is queued in this block comes out last first, under numbers that ascend as Telegram's always do."""
        self._held = []
        try:
            yield
        finally:
            numbers = [update["update_id"] for update in self._held]
            for update, number in zip(reversed(self._held), numbers, strict=True):
                update["update_id"] = number
                self._pending.append(update)
            self._held = None

    def allow(self, kinds: Iterable[str] | None) -> None:
        if kinds is not None:
            self.allowed = frozenset(kinds)

    def confirm(self, offset: int) -> None:
        """Forget what is older than an offset; a negative one keeps that many of the newest."""
        if offset < 0:
            self._pending = self._pending[offset:]
        elif offset > 0:
            self._pending = [update for update in self._pending if update["update_id"] >= offset]
            self.confirmed = max(self.confirmed, min(offset - 1, self._last))

    def batch(self, limit: int = 100) -> list[Json]:
        """What is waiting; the repeated ones come along once, but none before those that its number would confirm."""
        waiting = sorted([*self._again, *self._pending], key=lambda update: int(update["update_id"]))
        batch = waiting[: max(1, min(limit, 100))]
        self._again = [update for update in self._again if update not in batch]
        return batch

    def clear(self) -> None:
        self.confirm(self._last + 1)
