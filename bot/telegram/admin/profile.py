"""The menu of commands in the private chat of each admin; nobody else's menu has them."""

from telegram import Bot, BotCommand, BotCommandScopeChat

from bot import texts as reader_texts
from bot.telegram.admin import texts
from bot.telegram.admin.services import AdminServices
from bot.telegram.transport.api_calls import Other


def present_to_admins(admin: AdminServices) -> None:
    """Tell Telegram; an admin who has never written to the bot has no chat with it yet, and no menu until then."""
    for person in sorted(admin.admins):
        present_to_admin(admin, person)


def present_to_admin(admin: AdminServices, person: int) -> None:
    """The same for one of them."""
    commands = [BotCommand(*described) for described in (*reader_texts.PRIVATE_COMMANDS, *texts.COMMANDS)]

    async def present(bot: Bot) -> None:
        await bot.set_my_commands(commands, scope=BotCommandScopeChat(person))

    admin.services.outbox.put(("menu", person), Other(present))
