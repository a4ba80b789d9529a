"""Which admin's update goes to which handler; all others pass by, as if there were nothing here."""

import logging
from collections.abc import Awaitable, Callable, Mapping
from functools import partial

from telegram import Update
from telegram.ext import ApplicationHandlerStop, CallbackQueryHandler, MessageHandler, filters

from bot.chats.addressing import private_call
from bot.chats.conversations import Slot
from bot.handlers.admin import files
from bot.handlers.admin.files import Action
from bot.handlers.admin.recognition import FromAdmin, author_of, tapped_by_admin
from bot.handlers.admin.services import AdminServices
from bot.handlers.outgoing.calls import Other
from bot.handlers.places import Place, place_of, post_of
from bot.handlers.questions import Context, me
from bot.handlers.routes import AnyApplication
from bot.replies.admin import texts
from bot.replies.admin.changes import DISCARD, GO_BACK, PUBLISH, UNDO
from bot.replies.admin.listing import line_page
from bot.replies.admin.taps import MARK, parse_admin_tap
from bot.replies.admin.versions import COMPARE, HISTORY

AdminHandler = Callable[[AdminServices, Action], Awaitable[None]]

COMMANDS: Mapping[str, AdminHandler] = {
    "export": files.export,
    "history": files.history,
}
"""Each is noted in the log of admins."""

TAPS: Mapping[str, AdminHandler] = {
    COMPARE: files.compare,
    DISCARD: files.discard,
    GO_BACK: files.go_back,
    HISTORY: files.history,
    PUBLISH: files.publish,
    UNDO: files.undo,
}
"""What the desk does not note by itself, its handler does."""

FIRST = -1
"""The group of handlers that are asked before all others."""

_LOGGER = logging.getLogger(__name__)


def add_admin_routes(application: AnyApplication, admin: AdminServices) -> None:
    """Ask the admins' handlers first; for whom they are not there, nothing changes."""
    mine = filters.UpdateType.MESSAGE & filters.ChatType.PRIVATE & FromAdmin(admin.admins)
    application.add_handler(MessageHandler(mine, partial(_written, admin)), group=FIRST)
    application.add_handler(CallbackQueryHandler(partial(_tapped, admin), pattern=f"^{MARK}:"), group=FIRST)


async def _written(admin: AdminServices, update: Update, context: Context) -> None:
    message = update.message
    if message is None or message.from_user is None:
        return
    action = Action(author_of(message.from_user), place_of(message).under(None))
    if message.document is not None:
        await _guarded(admin, action, files.uploaded(admin, action, message))
        raise ApplicationHandlerStop
    call = private_call(post_of(message, me(context)), me(context), frozenset(COMMANDS))
    if call is not None and call.command in COMMANDS:
        action = Action(action.by, action.place, call.words)
        admin.note(action.by.id, f"/{call.command} {call.words}".strip())
        await _guarded(admin, action, COMMANDS[call.command](admin, action))
        raise ApplicationHandlerStop


async def _tapped(admin: AdminServices, update: Update, context: Context) -> None:  # noqa: ARG001
    query = update.callback_query
    tap = parse_admin_tap(query.data or "") if query else None
    if query is None or tap is None or tap.verb not in TAPS or not tapped_by_admin(query, admin.admins):
        return
    number = query.message.message_id if query.message else None
    person = query.from_user.id
    action = Action(author_of(query.from_user), Place(person, person, private=True), tap.target, Slot(number))
    await _guarded(admin, action, TAPS[tap.verb](admin, action))
    admin.services.outbox.put(("tap", query.id), Other(lambda bot: bot.answer_callback_query(query.id)))
    raise ApplicationHandlerStop


async def _guarded(admin: AdminServices, action: Action, work: Awaitable[None]) -> None:
    """A mistake of ours is told, and does not make a question of what the admin sent."""
    try:
        await work
    except Exception:
        _LOGGER.exception("an admin's action failed")
        admin.send(action.place, line_page(texts.FAILED))
