"""Messages: questions and commands, in private chats and in groups."""

from telegram import Message, Update
from telegram.ext import ContextTypes

from bot.answering import Answer, Status
from bot.chats.addressing import ASK, Call, Me, group_call, private_call
from bot.chats.conversations import Asked
from bot.handlers.commands import COMMANDS, command_reply
from bot.handlers.places import Place, place_of, post_of
from bot.handlers.services import Services
from bot.replies import texts
from bot.replies.pages import text_page, usage_page
from bot.replies.reply import Reply
from bot.replies.telegram import group_reply, private_reply

Context = ContextTypes.DEFAULT_TYPE


def me(context: Context) -> Me:
    """The bot as others address it."""
    return Me(context.bot.id, context.bot.username)


async def in_private(services: Services, update: Update, context: Context) -> None:
    """Any text is a question; what is no text gets a hint, once."""
    message = _message(update)
    call = private_call(post_of(message, me(context)), me(context), COMMANDS)
    if call is not None:
        _reply(services, call, me(context), message)
    elif _calls_for_hint(message) and services.conversations.first_hint(message.chat.id):
        services.send(place_of(message), text_page(texts.ONLY_TEXT))


async def in_group(services: Services, update: Update, context: Context) -> None:
    """What is addressed to the bot; all else is none of its business."""
    message = _message(update)
    call = group_call(post_of(message, me(context)), me(context), COMMANDS)
    if call is not None:
        _reply(services, call, me(context), message)


async def edited(services: Services, update: Update, context: Context) -> None:
    """A question that was reworded: its answer follows. Much that comes as an edit changed no word."""
    message = _message(update)
    asked = services.conversations.asked(message.chat.id, message.message_id)
    if asked is None:
        return
    place = place_of(message)
    read = private_call if place.private else group_call
    call = read(post_of(message, me(context)), me(context), COMMANDS)
    if call is None or call.command != ASK or call.of_replied or call.words in ("", asked.question):
        return
    if services.affords(place):
        answer = services.knowledge.answerer.answer(call.words, asked.previous)
        services.conversations.keep(place.chat, message.message_id, Asked(call.words, asked.previous, asked.slot))
        services.send(place, answered(services, place, answer, me(context).username), asked.slot)


def answered(services: Services, place: Place, answer: Answer, username: str) -> Reply:
    """The reply to a question; the answer is kept for the next question, counted, and kept as a gap if it is none."""
    services.conversations.answered(place.chat, place.person, answer)
    if answer.act is None:
        services.counts.count(answer.status)
        if answer.status is not Status.ANSWERED:
            services.gaps.record(answer.question, [offer.fact.id for offer in answer.suggestions])
    return private_reply(answer) if place.private else group_reply(answer, username)


def _reply(services: Services, call: Call, bot: Me, message: Message) -> None:
    if call.command == ASK and call.words:
        _answer(services, call, bot, message)
    elif services.affords(place := place_of(message)):
        base = services.knowledge.answerer.base
        page = usage_page(base) if call.command == ASK else command_reply(services, place, call, bot.username)
        services.send(place.under(None) if place.private else place, page)


def _answer(services: Services, call: Call, bot: Me, message: Message) -> None:
    place, replied = place_of(message), message.reply_to_message
    previous = services.conversations.previous(place.chat, place.person)
    answer = services.knowledge.answerer.answer(call.words, previous)
    if (answer.act is not None and not answer.facts and not place.private) or not services.affords(place):
        return
    asked = Asked(call.words, previous)
    services.conversations.keep(place.chat, message.message_id, asked)
    target = place.under(replied.message_id) if call.of_replied and replied else place
    services.send(target, answered(services, place, answer, bot.username), asked.slot)


def _calls_for_hint(message: Message) -> bool:
    """Not for what another bot wrote, nor for each picture of an album, of which one has the caption."""
    return message.via_bot is None and message.media_group_id is None


def _message(update: Update) -> Message:
    message = update.effective_message
    if message is None:  # the routes let only messages through
        raise TypeError("an update without a message")
    return message
