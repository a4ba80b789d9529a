"""The menu of commands in the private chat of each admin; nobody else's menu has them."""

import json
import logging
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from telegram import Bot, BotCommand, BotCommandScopeChat
from telegram.error import BadRequest

from bot.facts.atomic_files import write_atomically
from bot.telegram.admin.services import AdminServices
from bot.telegram.admin.table import COMMANDS
from bot.telegram.transport.api_calls import OtherCall
from bot.texts import PRIVATE_COMMANDS

MENU = (*PRIVATE_COMMANDS, *((command.name, command.menu) for command in COMMANDS))
"""Every command that an admin has in private, with what it does: those of readers first."""

FILE = "menus.json"
"""Who has the menu of admins, by Telegram id: it stays until it is taken back, whoever is an admin by then."""

_LOGGER = logging.getLogger(__name__)


def present_to_admins(admin: AdminServices) -> None:
    """Send Telegram the menu of each admin, and take it back from those who are none any more.

    One who never wrote to the bot has no chat with it, and no menu, yet.
    """
    file = admin.data / FILE
    former = _read(file) - admin.admins
    _write(file, former | admin.admins)
    for person in sorted(admin.admins):
        present_to_admin(admin, person)
    for person in sorted(former):
        _take_back(admin, person)


def present_to_admin(admin: AdminServices, person: int) -> None:
    """Send Telegram the menu of one admin, who has this id."""
    commands = [BotCommand(*described) for described in MENU]

    async def present(bot: Bot) -> None:
        await bot.set_my_commands(commands, scope=BotCommandScopeChat(person))

    admin.services.outbox.put(("menu", person), OtherCall(present))


def _take_back(admin: AdminServices, person: int) -> None:
    """Have Telegram show this person the menu of readers again; where that fails, the next start tries it again."""

    async def take_back(bot: Bot) -> None:
        with suppress(BadRequest):  # there is no such chat, and no menu in it
            await bot.delete_my_commands(scope=BotCommandScopeChat(person))
        file = admin.data / FILE
        _write(file, _read(file) - {person})

    admin.services.outbox.put(("menu", person), OtherCall(take_back))


def _read(file: Path) -> frozenset[int]:
    try:
        return frozenset(int(person) for person in json.loads(file.read_text("utf-8")))
    except FileNotFoundError:
        return frozenset()
    except (OSError, ValueError, TypeError) as error:
        _LOGGER.warning("%s cannot be read (%s): who was an admin before is not known", file, error)
        return frozenset()


def _write(file: Path, people: Iterable[int]) -> None:
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        write_atomically(file, json.dumps(sorted(people)).encode(), private=True)
    except OSError as error:
        _LOGGER.warning("%s cannot be written: %s", file, error)
