"""A python-telegram-bot Bot for the tests of the stand-in."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import TypeVar

from telegram import Bot
from telegram.request import HTTPXRequest

from bot.playground.botapi import FakeTelegram

T = TypeVar("T")


def as_bot(telegram: FakeTelegram, action: Callable[[Bot], Awaitable[T]], *, token: str = "") -> T:
    """Return the result of `action` with a Bot that talks to this stand-in, by its token or another one."""

    async def run() -> T:
        name = token or telegram.state.token
        bot = Bot(
            name,
            base_url=f"{telegram.url}/bot",
            base_file_url=f"{telegram.url}/file/bot",
            request=_plain_http(),
            get_updates_request=_plain_http(),
        )
        async with bot:
            return await action(bot)

    return asyncio.run(run())


def _plain_http() -> HTTPXRequest:
    """Return a client that loads no certificates, which takes longer than most tests run."""
    return HTTPXRequest(httpx_kwargs={"verify": False})
