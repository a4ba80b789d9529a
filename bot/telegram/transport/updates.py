"""Reading raw updates: each once, and without those that cannot be read."""

from collections.abc import Awaitable, Callable, Mapping
from typing import Any, cast

from telegram import Bot, Update
from telegram.constants import UpdateType

from bot.telegram.transport.drops import Drops
from bot.telegram.transport.rich_messages import with_text
from bot.telegram.transport.taken_updates import TakenUpdates
from bot.telegram.transport.update_schema import UpdateShape

HANDLED = (
    UpdateType.MESSAGE,
    UpdateType.EDITED_MESSAGE,
    UpdateType.CALLBACK_QUERY,
    UpdateType.INLINE_QUERY,
    UpdateType.MY_CHAT_MEMBER,
    UpdateType.MESSAGE_REACTION,
    UpdateType.GUEST_MESSAGE,
)
"""The kinds of updates that Telegram is asked to send."""

BATCH = 20
"""Updates that are taken at a time, before it is checked again whether more can be handled."""

HOLD_SECONDS = 10.0
"""Seconds for which a webhook holds its answer while the update is not done: what Telegram holds up takes longer, and
each that waits has one of the connections."""

WaitForCapacity = Callable[[], Awaitable[None]]
"""Returns when more updates may be taken: so few that all can still be answered if the process is told to end."""


class UpdateReader:
    """A reader of updates, for polling and webhook alike."""

    def __init__(self, bot: Bot, taken: TakenUpdates, drops: Drops) -> None:
        self._bot = bot
        self._taken = taken
        self._drops = drops

    def read(self, raw: object) -> Update | None:
        """Return the update, which is taken thereby; None if it came before or cannot be read."""
        number = update_id(raw)
        if number is not None and not self._taken.take(number, raw):
            return None
        try:
            fields = _handled(raw)
            UpdateShape.model_validate(fields)
            return Update.de_json(fields, self._bot)
        except Exception as error:  # one bad update must not keep the others away
            self._drops.add("skipped update %s, which cannot be read: %r", number, error)
            if number is not None:
                self._taken.give_up(number)
            return None

    async def is_done(self, raw: object) -> bool:
        """Tell whether an update that was read is answered or given up, after waiting `HOLD_SECONDS` at most."""
        number = update_id(raw)
        return number is None or await self._taken.wait_until_done(number, HOLD_SECONDS)


def _handled(raw: object) -> dict[str, Any]:
    """Return `raw` without the kinds of updates that were not asked for, and its message with the text that it has."""
    handled = {name: value for name, value in cast("dict[str, Any]", raw).items() if name in UpdateShape.model_fields}
    return {name: with_text(value) for name, value in handled.items()}


def update_id(raw: object) -> int | None:
    """Return the id of a raw update; None if it has none."""
    number = raw.get("update_id") if isinstance(raw, Mapping) else None
    return number if type(number) is int else None
