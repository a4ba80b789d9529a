"""Guest mode: questions from chats that the bot is not in, each of which takes one answer."""

from dataclasses import replace

from telegram import CallbackQuery, Message, Update

from bot import texts
from bot.chats.addressing import Me, guest_call
from bot.chats.dialogue import Notice, Turn
from bot.telegram.handlers.questions import Context, me
from bot.telegram.handlers.reply_target import ReplyTarget, place_of, post_of
from bot.telegram.handlers.services import TOO_MANY, Services
from bot.telegram.messages.answers import group_reply
from bot.telegram.messages.callback_data import Action, Tap, question_of
from bot.telegram.messages.pages import guest_usage_page, text_page
from bot.telegram.messages.reply import Reply
from bot.telegram.transport.api_calls import GuestMessage

UNKNOWN_CHAT = 0
"""Telegram does not say in which chat the button of a guest's answer was pressed."""


async def as_guest(services: Services, update: Update, context: Context) -> None:
    """Answer in short, as in a group; what asks nothing gets no answer there either."""
    message = update.guest_message
    if message is None or message.guest_query_id is None:
        return
    reply = _reply(services, message, me(context))
    if reply is not None:
        services.outbox.put(("guest", message.guest_query_id), GuestMessage(reply, query_id=message.guest_query_id))


def tapped_as_guest(services: Services, query: CallbackQuery, tap: Tap | None, bot: Me) -> str | None:
    """Turn the answer to a guest query into that to the question of its button; return what else the reader is told."""
    if query.inline_message_id is None or tap is None or tap.action is not Action.SHOW:
        return texts.BUTTON_TOO_OLD
    place = ReplyTarget(UNKNOWN_CHAT, query.from_user.id, private=False, guest=True)
    refusal = services.dialogue.afford(place)
    if refusal is not None:
        return TOO_MANY.get(refusal)
    fact = services.dialogue.base.by_id.get(tap.target)
    if fact is None:
        return texts.GONE
    reply = group_reply(services.dialogue.pick(place, fact, question_of(tap, fact)), bot.username)
    call = GuestMessage(reply, inline_id=query.inline_message_id)
    services.outbox.put(("guest", query.inline_message_id), call)
    return None


def _reply(services: Services, message: Message, bot: Me) -> Reply | None:
    call = guest_call(post_of(message, bot), bot)
    if call is None:
        return None
    place, dialogue = replace(place_of(message), private=False, guest=True), services.dialogue
    turn = dialogue.ask(place, message.message_id, call.words) if call.words else dialogue.tell_how(place)
    if isinstance(turn, Turn):
        return group_reply(turn.answer, bot.username)
    if turn is Notice.HOW_TO_ASK:
        return guest_usage_page(dialogue.base, bot.username)
    return text_page(TOO_MANY[turn]) if turn in TOO_MANY else None
