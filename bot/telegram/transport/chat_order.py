"""Concurrent handling of updates, in order within each chat."""

import asyncio
from collections.abc import Awaitable
from typing import Any

from telegram import Update
from telegram.ext import BaseUpdateProcessor

from bot.telegram.transport.taken_updates import TakenUpdates

AT_ONCE = 1_024
"""Updates that are handled at the same time, at most."""


class PerChatProcessor(BaseUpdateProcessor):
    """A processor that handles the updates of one chat one after the other, and those of different chats at once.

    So a slow handler, as for a file, delays its own chat alone.
    """

    __slots__ = ("_last", "_taken")

    def __init__(self, taken: TakenUpdates) -> None:
        super().__init__(AT_ONCE)
        self._taken = taken
        self._last: dict[int, asyncio.Event] = {}

    async def do_process_update(self, update: object, coroutine: Awaitable[Any]) -> None:
        """Handle `update` as soon as the one before it in the same chat has been handled."""
        chat = _chat(update)
        before, done = self._last.get(chat), asyncio.Event()
        self._last[chat] = done
        try:
            if before is not None:
                await before.wait()
            with self._taken.handling(update.update_id if isinstance(update, Update) else None):
                await coroutine
        finally:
            done.set()
            if self._last[chat] is done:
                del self._last[chat]

    async def initialize(self) -> None:
        """Do nothing: there is nothing to prepare."""

    async def shutdown(self) -> None:
        """Do nothing: there is nothing to release."""


def _chat(update: object) -> int:
    """Return the id of the chat of an update, or of the person if it has no chat; 0 if it has neither."""
    if not isinstance(update, Update):
        return 0
    where = update.effective_chat or update.effective_user
    return where.id if where else 0
