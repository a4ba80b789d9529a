"""Updates of different chats at once, those of one chat one after the other."""

import asyncio
from collections.abc import Awaitable
from typing import Any

from telegram import Update
from telegram.ext import BaseUpdateProcessor

AT_ONCE = 1_024


class InOrderOfEachChat(BaseUpdateProcessor):
    """Handlers return as soon as they have decided, so a slow one, as for a file, holds up its own chat alone."""

    __slots__ = ("_last",)

    def __init__(self) -> None:
        super().__init__(AT_ONCE)
        self._last: dict[int, asyncio.Event] = {}

    async def do_process_update(self, update: object, coroutine: Awaitable[Any]) -> None:
        """Handle `update` after the one before it in the same chat."""
        chat = _chat(update)
        before, done = self._last.get(chat), asyncio.Event()
        self._last[chat] = done
        try:
            if before is not None:
                await before.wait()
            await coroutine
        finally:
            done.set()
            if self._last[chat] is done:
                del self._last[chat]

    async def initialize(self) -> None:
        """Nothing is needed."""

    async def shutdown(self) -> None:
        """Nothing is left behind."""


def _chat(update: object) -> int:
    """The chat of an update, or the person if there is no chat."""
    if not isinstance(update, Update):
        return 0
    where = update.effective_chat or update.effective_user
    return where.id if where else 0
