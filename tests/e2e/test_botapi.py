"""The stand-in, driven over HTTP by python-telegram-bot itself."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import TypeVar

import pytest
from telegram import Bot
from telegram.error import BadRequest, InvalidToken

from .botapi import World

T = TypeVar("T")


def with_bot(world: World, action: Callable[[Bot], Awaitable[T]], *, token: str = "") -> T:
    """What a coroutine makes of a python-telegram-bot Bot that talks to this world."""

    async def run() -> T:
        token_ = token or world.cloud.token
        async with Bot(token_, base_url=f"{world.url}/bot", base_file_url=f"{world.url}/file/bot") as bot:
            return await action(bot)

    return asyncio.run(run())


def test_a_bot_learns_its_name(world: World) -> None:
    me = with_bot(world, lambda bot: bot.get_me())

    assert me.username == world.username


@pytest.mark.parametrize("token", ["7000000001:wrong", "7000000002:AAF-stand-in_token-for-tests-0123456789", "x"])
def test_a_wrong_token_is_refused(world: World, token: str) -> None:
    with pytest.raises(InvalidToken):
        with_bot(world, lambda bot: bot.get_me(), token=token)


def test_html_becomes_text_and_entities(world: World) -> None:
    alice = world.person("Alice")
    alice.writes("/start")

    sent = with_bot(world, lambda bot: bot.send_message(alice.id, "a \N{GRINNING FACE} <b>b</b> &lt;", "HTML"))

    assert sent.text == "a \N{GRINNING FACE} b <"
    assert [(e.type, e.offset, e.length) for e in sent.entities] == [("bold", 5, 1)]


def test_html_that_is_not_closed_is_refused(world: World) -> None:
    alice = world.person("Alice")
    alice.writes("/start")

    with pytest.raises(BadRequest, match='can\'t find end tag corresponding to start tag "b"'):
        with_bot(world, lambda bot: bot.send_message(alice.id, "<b>b", "HTML"))
