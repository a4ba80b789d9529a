"""The queue of updates, which keeps each of them until the bot confirms it."""

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
    """The updates that wait for the bot; `history` has the newest 500, waiting or not.

    `allowed` are the kinds that the bot asked for, empty for all but those of `_ON_REQUEST`. `confirmed` is the id of
    the newest update up to which the bot confirmed all.
    """

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
        """Return the id of the newest update."""
        return self._last

    @property
    def count(self) -> int:
        """Return how many updates wait."""
        return len(self._pending)

    def add(self, kind: str, body: Json) -> None:
        """Queue an update, unless the bot has not asked for its kind."""
        wanted = kind in self.allowed if self.allowed else kind not in _ON_REQUEST
        if wanted:
            self.add_raw({kind: body})

    def add_raw(self, fields: Json) -> None:
        """Queue these fields under the next id, even if no client could parse them."""
        self._last += 1
        self._newest = {"update_id": self._last, **fields}
        self.history.append(self._newest)
        (self._pending if self._held is None else self._held).append(self._newest)

    def repeat_last(self) -> None:
        """Hand the newest update out once more, as when its confirmation was lost."""
        self._again.append(self._newest)

    @contextmanager
    def reversed(self) -> Iterator[None]:
        """Hand out in reverse order what is queued in this block; the ids ascend, as Telegram's always do."""
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
        """Queue only updates of these kinds from now on; None changes nothing."""
        if kinds is not None:
            self.allowed = frozenset(kinds)

    def confirm(self, offset: int) -> None:
        """Forget the updates before the id `offset`; a negative one keeps that many of the newest."""
        if offset < 0:
            self._pending = self._pending[offset:]
        elif offset > 0:
            self._pending = [update for update in self._pending if update["update_id"] >= offset]
            self.confirmed = max(self.confirmed, min(offset - 1, self._last))

    def delivered(self, update: Json) -> None:
        """Forget one update that a webhook accepted, whatever comes before it."""
        if update in self._again:
            self._again.remove(update)
        elif update in self._pending:
            self._pending.remove(update)
        oldest = min((int(waiting["update_id"]) for waiting in self._pending), default=self._last + 1)
        self.confirmed = max(self.confirmed, oldest - 1)

    def waiting(self) -> list[Json]:
        """Return all that wait by their ids; one that is to be repeated is among them twice, or once if confirmed."""
        return sorted([*self._again, *self._pending], key=lambda update: int(update["update_id"]))

    def batch(self, limit: int = 100) -> list[Json]:
        """Return at most `limit` waiting updates by their ids, 100 at most.

        One that is to be repeated is among them once, and not before those that its id would confirm.
        """
        batch = self.waiting()[: max(1, min(limit, 100))]
        self._again = [update for update in self._again if update not in batch]
        return batch

    def clear(self) -> None:
        """Forget all that wait."""
        self.confirm(self._last + 1)
