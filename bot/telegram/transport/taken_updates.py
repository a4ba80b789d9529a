"""Updates that were taken from Telegram and are not done: not answered yet, and not given up.

Telegram keeps an update until it is confirmed, by the offset of polling or by the status 200 of a webhook. Both confirm
it only when it is done, so that a process that is killed finds it again.
"""

import asyncio
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from dataclasses import dataclass, field

from bot.telegram.transport.drops import Drops
from bot.telegram.transport.update_record import Mark, UpdateRecord, update_key

MOST_STARTS = 3
"""How often an update may be begun by processes that end meanwhile, before it is held to be what ends them."""


@dataclass(slots=True, eq=False)
class TakenUpdate:
    """An update that was taken: done, which `finish` is told, when its handler and all `parts` of its answer are.

    `kept` says whether Telegram is to keep it until then.
    """

    number: int
    key: str
    finish: Callable[["TakenUpdate"], None]
    kept: bool = True
    parts: int = 0
    done: asyncio.Event = field(default_factory=asyncio.Event)

    def end_part(self) -> None:
        """Note that one part was sent or given up."""
        self.parts -= 1
        if self.parts == 0:
            self.finish(self)


_CURRENT: ContextVar[TakenUpdate | None] = ContextVar("the update that is being handled", default=None)


class TakenUpdates:
    """All updates that were taken and are not done, and by `record` those that are."""

    def __init__(self, record: UpdateRecord, drops: Drops) -> None:
        self._record = record
        self._drops = drops
        self._waiting: dict[int, TakenUpdate] = {}
        self._all_done = asyncio.Event()

    def take(self, number: int, raw: object) -> bool:
        """Tell whether the update `raw` with this id is to be handled.

        It is not if it was taken before, by this process or one before it, or if it has ended the process repeatedly.
        """
        if number in self._waiting:
            return False
        key = update_key(number, raw)
        if self._record.is_done(key):
            return False
        if self._record.interrupted(key) >= MOST_STARTS:
            self._drops.add("gave up update %d: the process ended %d times while it handled it", number, MOST_STARTS)
            self._record.note(Mark.DONE, key)
            return False
        self._waiting[number] = TakenUpdate(number, key, self._finish)
        self._all_done.clear()
        return True

    def give_up(self, number: int) -> None:
        """Count an update that was taken as done, although nothing answers it."""
        self._finish(self._waiting[number])

    @contextmanager
    def handling(self, number: int | None) -> Iterator[None]:
        """Handle an update within this block; what `part_of_answer` returns there belongs to it.

        A block that is cancelled leaves the update to the next start.
        """
        update = None if number is None else self._waiting.get(number)
        if update is None:
            yield
            return
        self._record.note(Mark.BEGUN, update.key)
        update.parts += 1
        token = _CURRENT.set(update)
        try:
            yield
        finally:
            _CURRENT.reset(token)
        self._record.note(Mark.HANDLED, update.key)
        update.end_part()

    @property
    def oldest(self) -> int | None:
        """Return the id of the oldest update that Telegram is to keep; None if there is none."""
        return min((number for number, update in self._waiting.items() if update.kept), default=None)

    def let_go_of_oldest(self) -> None:
        """Let Telegram forget the oldest update before it is done: a crash until then loses it."""
        oldest = self.oldest
        if oldest is not None:
            self._waiting[oldest].kept = False

    async def wait_until_done(self, number: int, seconds: float) -> bool:
        """Wait until an update is done, at most so many seconds, and tell whether it is."""
        update = self._waiting.get(number)
        return update is None or await _is_set(update.done, seconds)

    async def wait_until_all_done(self, seconds: float) -> bool:
        """Wait until all updates that were taken are done, at most so many seconds, and tell whether they are."""
        return not self._waiting or await _is_set(self._all_done, seconds)

    def _finish(self, update: TakenUpdate) -> None:
        self._record.note(Mark.DONE, update.key)
        del self._waiting[update.number]
        update.done.set()
        if not self._waiting:
            self._all_done.set()


def part_of_answer() -> TakenUpdate | None:
    """Return the update that is being handled, with one more part to its answer; None if there is none.

    What a task that outlives the handler says belongs to no update.
    """
    update = _CURRENT.get()
    if update is None or update.parts == 0:
        return None
    update.parts += 1
    return update


async def _is_set(event: asyncio.Event, seconds: float) -> bool:
    with suppress(TimeoutError):
        await asyncio.wait_for(event.wait(), seconds)
    return event.is_set()
