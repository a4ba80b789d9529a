"""Which admin's update goes to which handler; all others pass by, as if there were nothing here."""

import asyncio
import logging
from collections.abc import Awaitable
from dataclasses import replace
from functools import partial

from telegram import Message, Update
from telegram.ext import ApplicationHandlerStop, CallbackQueryHandler, MessageHandler, filters

from bot.chats.addressing import ASK, Me, is_plain, private_call
from bot.chats.conversations import SentMessage
from bot.telegram.admin import changes, forms, gaps, texts
from bot.telegram.admin.actions import AdminButton, AdminCommand, AdminRequest, Logged, Replied
from bot.telegram.admin.callback_data import MARK, parse_admin_callback
from bot.telegram.admin.listing import line_page
from bot.telegram.admin.profile import MENU, present_to_admin
from bot.telegram.admin.recognition import FromAdmin, author_of, pressed_by_admin
from bot.telegram.admin.services import AdminServices
from bot.telegram.admin.table import BUTTONS, COMMANDS
from bot.telegram.handlers.commands import COMMANDS as READERS_COMMANDS
from bot.telegram.handlers.questions import Context, me
from bot.telegram.handlers.reply_target import is_mine, place_of, place_of_tap, post_of, replied_message
from bot.telegram.handlers.routes import AnyApplication
from bot.telegram.messages.pages import unknown_command_page
from bot.telegram.transport.api_calls import OtherCall

_COMMANDS = {command.name: command for command in COMMANDS}
_BUTTONS = {button.verb: button for button in BUTTONS}

FIRST = -1
"""The group of handlers that are asked before all others."""

_LOGGER = logging.getLogger(__name__)


def add_admin_routes(application: AnyApplication, admin: AdminServices) -> None:
    """Ask the handlers of admins before all others; for everybody else nothing changes."""
    mine = filters.UpdateType.MESSAGE & filters.ChatType.PRIVATE & FromAdmin(admin.admins)
    started = mine & filters.Regex(r"^/start\b")
    application.add_handler(MessageHandler(started, partial(_started, admin)), group=FIRST - 1)
    application.add_handler(MessageHandler(mine, partial(_written, admin)), group=FIRST)
    replaced = filters.UpdateType.EDITED_MESSAGE & FromAdmin(admin.admins) & filters.Document.ALL
    application.add_handler(MessageHandler(replaced, partial(_replaced, admin)), group=FIRST)
    application.add_handler(CallbackQueryHandler(partial(_pressed, admin), pattern=f"^{MARK}:"), group=FIRST)


async def _started(admin: AdminServices, update: Update, context: Context) -> None:  # noqa: ARG001
    """Send the menu: an admin's first word opens the chat that it needs. /start is answered as everybody's."""
    if update.message is not None:
        present_to_admin(admin, update.message.chat.id)


async def _written(admin: AdminServices, update: Update, context: Context) -> None:
    """Do what an admin sent or wrote; what is for every reader goes on to their handlers."""
    message = update.message
    if message is None or message.from_user is None:
        return
    request = AdminRequest(author_of(message.from_user), place_of(message).under(None))
    if message.document is not None:
        await _guarded(admin, request, changes.upload(admin, request, message))
        raise ApplicationHandlerStop
    post = post_of(message, me(context))
    call = private_call(post, me(context))
    if call is None:
        return
    request = replace(request, words=call.words, replied_to=_replied(message, me(context)))
    if call.command == ASK and gaps.names_a_fact(request):
        await _guarded(admin, request, gaps.learn_by_id(admin, request))
        raise ApplicationHandlerStop
    if message.text and is_plain(post) and await _taken(admin, request, message.text):
        raise ApplicationHandlerStop
    if (command := _COMMANDS.get(call.command)) is not None:
        await _run(admin, request, command, f"/{command.name} {call.words}".strip())
        raise ApplicationHandlerStop
    if call.command not in READERS_COMMANDS:
        admin.services.send(request.place, unknown_command_page(MENU))
        raise ApplicationHandlerStop


async def _replaced(admin: AdminServices, update: Update, context: Context) -> None:  # noqa: ARG001
    """Take a file that an admin put in the place of another in a message that was sent before."""
    message = update.edited_message
    if message is not None and message.from_user is not None:
        request = AdminRequest(author_of(message.from_user), place_of(message).under(None))
        await _guarded(admin, request, changes.upload(admin, request, message))
        raise ApplicationHandlerStop


async def _pressed(admin: AdminServices, update: Update, context: Context) -> None:  # noqa: ARG001
    """Do what the button of an admin says; all other buttons go on to the handlers of readers."""
    query = update.callback_query
    callback = parse_admin_callback(query.data or "") if query else None
    button = _BUTTONS.get(callback.verb) if callback else None
    place = place_of_tap(query) if query and pressed_by_admin(query, admin.admins) else None
    if query is None or callback is None or button is None or place is None:
        return
    request = AdminRequest(
        by=author_of(query.from_user),
        place=place.under(None),
        words=callback.target,
        into=SentMessage(query.message.message_id if query.message else None),
    )
    admin.services.outbox.put(("tap", query.id), OtherCall(lambda bot: bot.answer_callback_query(query.id)))
    await _run(admin, request, button, f"{callback.verb} {callback.target}")
    raise ApplicationHandlerStop


def _replied(message: Message, bot: Me) -> Replied | None:
    """Return what `message` replies to; None if it is no reply."""
    replied = replied_message(message)
    if replied is None:
        return None
    if not is_mine(replied, bot):
        return Replied(replied.message_id, question=replied.text or "")
    rows = replied.reply_markup.inline_keyboard if replied.reply_markup else ()
    data = [button.callback_data for row in rows for button in row]
    callbacks = (parse_admin_callback(each) for each in data if isinstance(each, str))
    return Replied(replied.message_id, tuple(callback for callback in callbacks if callback is not None))


async def _taken(admin: AdminServices, request: AdminRequest, text: str) -> bool:
    """Give `text` to the form that the admin is filling in; tell whether it was for it, also if that went wrong."""
    taken = True

    async def take() -> None:
        nonlocal taken
        taken = await forms.take_text(admin, request, text)

    await _guarded(admin, request, take())
    return taken


async def _run(admin: AdminServices, request: AdminRequest, action: AdminCommand | AdminButton, said: str) -> None:
    """Run the handler of `action`, after a line `said` in the admin log if that is to have the request."""
    if action.logged is Logged.REQUEST:
        await asyncio.to_thread(admin.note, request.by.id, said)
    await _guarded(admin, request, action.handler(admin, request))


async def _guarded(admin: AdminServices, request: AdminRequest, work: Awaitable[None]) -> None:
    """Do `work`; a mistake of ours is told, and does not make a question of what the admin sent."""
    try:
        await work
    except Exception:
        _LOGGER.exception("an admin's request failed")
        admin.send(request.place, line_page(texts.FAILED))
