"""Raw updates to those that are handled: each once, and none that cannot be read."""

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
"""What Telegram is asked to send."""

BATCH = 20
"""Updates that are taken before it is asked again whether there is room for more."""

REMEMBERED = 10_000

WaitForCapacity = Callable[[], Awaitable[None]]
"""Returns when more updates may be taken: Telegram forgets what was taken, so all of it must be answered in the end."""

_LOGGER = logging.getLogger(__name__)


class UpdateReader:
    """Reads updates as they come over the wire, from whichever side."""

    def __init__(self, bot: Bot) -> None:
        self._bot = bot
        self._seen: LruMap[int, bool] = LruMap(REMEMBERED)

    def read(self, raw: object) -> Update | None:
        """The update, unless it came before or cannot be read."""
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
    """`raw` without the kinds of updates that nobody asked for."""
    return {name: value for name, value in cast("dict[str, Any]", raw).items() if name in UpdateShape.model_fields}


def update_id(raw: object) -> int | None:
    """The number of a raw update, if it has one."""
    number = raw.get("update_id") if isinstance(raw, Mapping) else None
    return number if isinstance(number, int) else None
