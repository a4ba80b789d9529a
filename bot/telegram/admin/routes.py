"""Which admin's update goes to which handler; all others pass by, as if there were nothing here."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Mapping
from functools import partial

from telegram import Message, Update
from telegram.ext import ApplicationHandlerStop, CallbackQueryHandler, MessageHandler, filters

from bot.chats.addressing import ASK, Me, private_call
from bot.chats.conversations import SentMessage
from bot.telegram.admin import doctor, files, gaps, insight, texts
from bot.telegram.admin.callback_data import MARK, parse_admin_tap
from bot.telegram.admin.changes_page import DISCARD, GO_BACK, PUBLISH, UNDO
from bot.telegram.admin.files import AdminRequest, Replied
from bot.telegram.admin.gaps_page import DECLINE, GAPS, IGNORE, LEARN, TEACH
from bot.telegram.admin.insight_page import FACTS
from bot.telegram.admin.listing import line_page
from bot.telegram.admin.profile import present_to_admin
from bot.telegram.admin.recognition import FromAdmin, author_of, tapped_by_admin
from bot.telegram.admin.services import AdminServices
from bot.telegram.admin.versions_page import COMPARE, HISTORY
from bot.telegram.handlers.commands import COMMANDS as READERS_COMMANDS
from bot.telegram.handlers.questions import Context, me
from bot.telegram.handlers.reply_target import ReplyTarget, is_mine, place_of, post_of
from bot.telegram.handlers.routes import AnyApplication
from bot.telegram.messages.pages import unknown_command_page
from bot.telegram.transport.api_calls import Other
from bot.texts import PRIVATE_COMMANDS

AdminHandler = Callable[[AdminServices, AdminRequest], Awaitable[None]]

COMMANDS: Mapping[str, AdminHandler] = {
    "check": insight.check,
    "doctor": doctor.doctor,
    "export": files.export,
    "fact": insight.fact,
    "facts": insight.list_facts,
    "gaps": gaps.list_gaps,
    "history": files.history,
    "stats": insight.stats,
    "why": insight.why,
}
"""Each is noted in the log of admins."""

TAPS: Mapping[str, AdminHandler] = {
    COMPARE: files.compare,
    DECLINE: gaps.decline,
    DISCARD: files.discard,
    FACTS: insight.list_facts,
    GAPS: gaps.list_gaps,
    GO_BACK: files.go_back,
    HISTORY: files.history,
    IGNORE: gaps.ignore,
    LEARN: gaps.learn,
    PUBLISH: files.publish,
    TEACH: gaps.teach,
    UNDO: files.undo,
}
"""What the desk does not note by itself, its handler does."""

FIRST = -1
"""The group of handlers that are asked before all others."""

_LOGGER = logging.getLogger(__name__)


def add_admin_routes(application: AnyApplication, admin: AdminServices) -> None:
    """Ask the admins' handlers first; for whom they are not there, nothing changes."""
    mine = filters.UpdateType.MESSAGE & filters.ChatType.PRIVATE & FromAdmin(admin.admins)
    started = mine & filters.Regex(r"^/start\b")
    application.add_handler(MessageHandler(started, partial(_started, admin)), group=FIRST - 1)
    application.add_handler(MessageHandler(mine, partial(_written, admin)), group=FIRST)
    application.add_handler(CallbackQueryHandler(partial(_tapped, admin), pattern=f"^{MARK}:"), group=FIRST)


async def _started(admin: AdminServices, update: Update, context: Context) -> None:  # noqa: ARG001
    """An admin's first word opens the chat that a menu needs; /start is answered as everybody's."""
    if update.message is not None:
        present_to_admin(admin, update.message.chat.id)


async def _written(admin: AdminServices, update: Update, context: Context) -> None:
    message = update.message
    if message is None or message.from_user is None:
        return
    action = AdminRequest(author_of(message.from_user), place_of(message).under(None))
    if message.document is not None:
        await _guarded(admin, action, files.uploaded(admin, action, message))
        raise ApplicationHandlerStop
    call = private_call(post_of(message, me(context)), me(context))
    if call is None:
        return
    action = AdminRequest(action.by, action.place, call.words, replied_to=_replied(message, me(context)))
    if call.command == ASK and gaps.names_a_fact(action):
        await _guarded(admin, action, gaps.learn_by_id(admin, action))
        raise ApplicationHandlerStop
    if call.command in COMMANDS:
        await asyncio.to_thread(admin.note, action.by.id, f"/{call.command} {call.words}".strip())
        await _guarded(admin, action, COMMANDS[call.command](admin, action))
        raise ApplicationHandlerStop
    if call.command not in READERS_COMMANDS:
        admin.services.send(action.place, unknown_command_page((*PRIVATE_COMMANDS, *texts.COMMANDS)))
        raise ApplicationHandlerStop


async def _tapped(admin: AdminServices, update: Update, context: Context) -> None:  # noqa: ARG001
    query = update.callback_query
    tap = parse_admin_tap(query.data or "") if query else None
    if query is None or tap is None or tap.verb not in TAPS or not tapped_by_admin(query, admin.admins):
        return
    number = query.message.message_id if query.message else None
    person = query.from_user.id
    action = AdminRequest(
        author_of(query.from_user), ReplyTarget(person, person, private=True), tap.target, SentMessage(number)
    )
    admin.services.outbox.put(("tap", query.id), Other(lambda bot: bot.answer_callback_query(query.id)))
    await _guarded(admin, action, TAPS[tap.verb](admin, action))
    raise ApplicationHandlerStop


def _replied(message: Message, bot: Me) -> Replied | None:
    """What `message` replies to."""
    replied = message.reply_to_message
    if replied is None:
        return None
    if not is_mine(replied, bot):
        return Replied(replied.message_id, question=replied.text or "")
    rows = replied.reply_markup.inline_keyboard if replied.reply_markup else ()
    data = [button.callback_data for row in rows for button in row]
    taps = (parse_admin_tap(each) for each in data if isinstance(each, str))
    return Replied(replied.message_id, tuple(tap for tap in taps if tap is not None))


async def _guarded(admin: AdminServices, action: AdminRequest, work: Awaitable[None]) -> None:
    """A mistake of ours is told, and does not make a question of what the admin sent."""
    try:
        await work
    except Exception:
        _LOGGER.exception("an admin's action failed")
        admin.send(action.place, line_page(texts.FAILED))
