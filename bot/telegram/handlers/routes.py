"""Which update goes to which handler."""

from collections.abc import Awaitable, Callable
from functools import partial
from typing import Any

from telegram import Update
from telegram.ext import (
    Application,
    CallbackQueryHandler,
    ChatMemberHandler,
    InlineQueryHandler,
    MessageHandler,
    MessageReactionHandler,
    filters,
)

from bot.telegram.handlers.callback_queries import tapped
from bot.telegram.handlers.errors import failed
from bot.telegram.handlers.guests import as_guest
from bot.telegram.handlers.inline import searched
from bot.telegram.handlers.membership import membership_changed, migrated
from bot.telegram.handlers.questions import Context, edited, in_group, in_private
from bot.telegram.handlers.reactions import reacted
from bot.telegram.handlers.services import Services

AnyApplication = Application[Any, Any, Any, Any, Any, Any]

_SERVICE = filters.StatusUpdate.ALL
_NEW = filters.UpdateType.MESSAGE
_EDITED = filters.UpdateType.EDITED_MESSAGE


def add_routes(application: AnyApplication, services: Services) -> None:
    """Lead every update that is handled to its handler, and mistakes to theirs."""

    def bound(handler: Callable[[Services, Update, Context], Awaitable[None]]) -> Any:
        return partial(handler, services)

    application.add_handlers(
        [
            InlineQueryHandler(bound(searched)),
            CallbackQueryHandler(bound(tapped)),
            MessageReactionHandler(
                bound(reacted), message_reaction_types=MessageReactionHandler.MESSAGE_REACTION_UPDATED
            ),
            ChatMemberHandler(bound(membership_changed), ChatMemberHandler.MY_CHAT_MEMBER),
            MessageHandler(filters.UpdateType.GUEST_MESSAGE, bound(as_guest)),
            MessageHandler(_NEW & filters.StatusUpdate.MIGRATE, bound(migrated)),
            MessageHandler(_NEW & filters.ChatType.PRIVATE & ~_SERVICE, bound(in_private)),
            MessageHandler(_NEW & filters.ChatType.GROUPS & ~_SERVICE, bound(in_group)),
            MessageHandler(_EDITED & ~filters.ChatType.CHANNEL, bound(edited)),
        ]
    )
    application.add_error_handler(partial(failed, services))
