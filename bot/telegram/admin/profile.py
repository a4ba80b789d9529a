"""The menu of commands in the private chat of each admin; nobody else's menu has them."""

from telegram import Bot, BotCommand, BotCommandScopeChat

from bot.telegram.admin.services import AdminServices
from bot.telegram.admin.table import COMMANDS
from bot.telegram.transport.api_calls import OtherCall
from bot.texts import PRIVATE_COMMANDS

MENU = (*PRIVATE_COMMANDS, *((command.name, command.menu) for command in COMMANDS))
"""Every command that an admin has in private, with what it does: those of readers first."""


def present_to_admins(admin: AdminServices) -> None:
    """Send Telegram the menu of each admin; one who never wrote to the bot has no chat with it, and no menu, yet."""
    for person in sorted(admin.admins):
        present_to_admin(admin, person)


def present_to_admin(admin: AdminServices, person: int) -> None:
    """Send Telegram the menu of one admin, who has this id."""
    commands = [BotCommand(*described) for described in MENU]

    async def present(bot: Bot) -> None:
        await bot.set_my_commands(commands, scope=BotCommandScopeChat(person))

    admin.services.outbox.put(("menu", person), OtherCall(present))
