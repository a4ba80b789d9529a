"""Coming, going, and groups that get another id."""

import logging

from telegram import Chat, ChatMember, ChatMemberRestricted, Update
from telegram.constants import ChatType

from bot.telegram.handlers.questions import Context
from bot.telegram.handlers.reply_target import ReplyTarget
from bot.telegram.handlers.services import Services
from bot.telegram.messages.pages import joined_page

_LOGGER = logging.getLogger(__name__)

SECONDS_FOR_UPGRADE = 1.0
"""How long word that a supergroup was a group is waited for."""

_GROUPS = (ChatType.GROUP, ChatType.SUPERGROUP)


async def membership_changed(services: Services, update: Update, context: Context) -> None:
    """Say hello to a group that added the bot; being demoted or removed takes no words."""
    change = update.my_chat_member
    if change is None:
        return
    here, before = _is_here(change.new_chat_member), _is_here(change.old_chat_member)
    _LOGGER.debug("chat %d: now %s", change.chat.id, change.new_chat_member.status)
    if here and not before and change.chat.type in _GROUPS and not await _is_upgrade(services, change.chat):
        place = ReplyTarget(change.chat.id, change.from_user.id, private=False)
        is_admin = change.new_chat_member.status == ChatMember.ADMINISTRATOR
        sees_all = is_admin or bool(context.bot.bot.can_read_all_group_messages)
        services.send(place, joined_page(context.bot.username, services.dialogue.base, sees_all=sees_all))


async def migrated(services: Services, update: Update, context: Context) -> None:  # noqa: ARG001
    """Take what is known of a group along when it becomes a supergroup."""
    message = update.effective_message
    if message is not None and message.migrate_to_chat_id is not None:
        services.dialogue.move(message.chat.id, message.migrate_to_chat_id)


async def _is_upgrade(services: Services, chat: Chat) -> bool:
    """Tell whether a chat that the bot joined is a group that it was in, and which became a supergroup.

    The bot is told of both in no certain order, so what speaks of a new supergroup waits a moment.
    """
    if chat.type == ChatType.SUPERGROUP and not services.dialogue.has_moved(chat.id):
        await services.sleep(SECONDS_FOR_UPGRADE)
    return services.dialogue.has_moved(chat.id)


def _is_here(member: ChatMember) -> bool:
    if isinstance(member, ChatMemberRestricted):
        return member.is_member
    return member.status in (ChatMember.MEMBER, ChatMember.ADMINISTRATOR, ChatMember.OWNER)
