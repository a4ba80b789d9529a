"""Reading raw updates: each once, and without those that cannot be read."""

import logging
from collections.abc import Awaitable, Callable, Mapping
from typing import Any, cast

from telegram import Bot, Update
from telegram.constants import UpdateType

from bot.lru_map import LruMap
from bot.telegram.transport.update_schema import UpdateShape

HANDLED = (
    UpdateType.MESSAGE,
    UpdateType.EDITED_MESSAGE,
    UpdateType.CALLBACK_QUERY,
    UpdateType.INLINE_QUERY,
    UpdateType.MY_CHAT_MEMBER,
)
"""The kinds of updates that Telegram is asked to send."""

BATCH = 20
"""Updates that are taken at a time, before it is checked again whether more can be handled."""

REMEMBERED = 10_000
"""Ids of updates that are kept, to recognise one that comes again."""

WaitForCapacity = Callable[[], Awaitable[None]]
"""Returns when more updates may be taken: Telegram forgets those that were, so all of them must still be answered."""

_LOGGER = logging.getLogger(__name__)


class UpdateReader:
    """A reader of updates, for polling and webhook alike."""

    def __init__(self, bot: Bot) -> None:
        self._bot = bot
        self._seen: LruMap[int, bool] = LruMap(REMEMBERED)

    def read(self, raw: object) -> Update | None:
        """Return the update; None if it came before or cannot be read."""
        number = update_id(raw)
        if number is not None and not self._seen.first_time(number, True):
            _LOGGER.debug("update %d came again", number)
            return None
        try:
            UpdateShape.model_validate(raw)
            return Update.de_json(_handled(raw), self._bot)
        except Exception as error:  # one bad update must not keep the others away
            _LOGGER.warning("skipped update %s, which cannot be read: %r", number, error)
            return None


def _handled(raw: object) -> dict[str, Any]:
    """Return `raw` without the kinds of updates that were not asked for."""
    return {name: value for name, value in cast("dict[str, Any]", raw).items() if name in UpdateShape.model_fields}


def update_id(raw: object) -> int | None:
    """Return the id of a raw update; None if it has none."""
    number = raw.get("update_id") if isinstance(raw, Mapping) else None
    return number if isinstance(number, int) else None
