"""How the bot presents itself: its commands for each kind of chat, and its descriptions."""

from collections.abc import Iterable

from telegram import BotCommand, BotCommandScopeAllGroupChats, BotCommandScopeAllPrivateChats, BotCommandScopeDefault

from bot import texts
from bot.facts.model import Voice
from bot.telegram.transport.api_calls import OtherCall
from bot.telegram.transport.outbox import Outbox


def present(outbox: Outbox, voice: Voice) -> None:
    """Tell Telegram, in the voice of the base; it is tried again if it fails, and nothing waits for it."""
    private, groups = _commands(texts.PRIVATE_COMMANDS), _commands(texts.GROUP_COMMANDS)
    for call in (
        OtherCall(lambda bot: bot.set_my_commands(groups, scope=BotCommandScopeDefault())),
        OtherCall(lambda bot: bot.set_my_commands(private, scope=BotCommandScopeAllPrivateChats())),
        OtherCall(lambda bot: bot.set_my_commands(groups, scope=BotCommandScopeAllGroupChats())),
        OtherCall(lambda bot: bot.set_my_description(texts.description(voice))),
        OtherCall(lambda bot: bot.set_my_short_description(texts.short_description(voice))),
    ):
        outbox.put("profile", call)


def _commands(described: Iterable[tuple[str, str]]) -> list[BotCommand]:
    return [BotCommand(name, description) for name, description in described]
