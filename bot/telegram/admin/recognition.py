"""Who is an admin: a person whom ADMIN_IDS names, in person, in private."""

from collections.abc import Set as AbstractSet

from telegram import CallbackQuery, Message, User
from telegram.constants import ChatType
from telegram.ext import filters

from bot.editing.outcomes import Author


class FromAdmin(filters.MessageFilter):
    """Lets through what an admin wrote: not what was forwarded, sent through a bot, or in the name of a chat."""

    __slots__ = ("_admins",)

    def __init__(self, admins: AbstractSet[int]) -> None:
        super().__init__()
        self._admins = admins

    def filter(self, message: Message) -> bool:
        """Return whether an admin wrote `message` to the bot."""
        author = message.from_user
        return (
            author is not None
            and author.id in self._admins
            and not author.is_bot
            and message.chat.type == ChatType.PRIVATE
            and message.chat.id == author.id
            and message.sender_chat is None
            and message.via_bot is None
            and message.forward_origin is None
            and not message.is_automatic_forward
        )


def pressed_by_admin(query: CallbackQuery, admins: AbstractSet[int]) -> bool:
    """Return whether an admin pressed a button in the private chat with the bot."""
    message = query.message
    return (
        query.from_user.id in admins
        and message is not None
        and message.chat.type == ChatType.PRIVATE
        and message.chat.id == query.from_user.id
    )


def author_of(user: User) -> Author:
    """Return the admin as histories and logs name them; Telegram may give either part of a name as empty."""
    return Author(user.id, " ".join(f"{user.first_name} {user.last_name or ''}".split()))
