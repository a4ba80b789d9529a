"""Messages: questions and commands, in private chats and in groups."""

from telegram import Message, Update
from telegram.ext import ContextTypes

from bot import texts
from bot.answering import Answer, Status
from bot.answering.acts import Request
from bot.chats.addressing import ASK, ChatRequest, Me, group_call, private_call
from bot.chats.conversations import Asked
from bot.chats.turns import Before, answer_after, missed
from bot.facts.model import Fact
from bot.telegram.handlers.commands import HELPING, command_reply
from bot.telegram.handlers.reply_target import ReplyTarget, place_of, post_of
from bot.telegram.handlers.services import Services
from bot.telegram.messages.answers import group_reply, private_reply
from bot.telegram.messages.pages import text_page, usage_page
from bot.telegram.messages.reply import Reply

Context = ContextTypes.DEFAULT_TYPE

TOLD_HOW_TO_ASK = frozenset({"greeting", "help"})
"""The acts that, addressed to the bot in a group, get a line on how to ask; it keeps out of all other chatter there."""


def me(context: Context) -> Me:
    """The bot as others address it."""
    return Me(context.bot.id, context.bot.username)


async def in_private(services: Services, update: Update, context: Context) -> None:
    """Any text is a question; what is no text gets a hint, once."""
    message = _message(update)
    call = private_call(post_of(message, me(context)), me(context))
    if call is not None:
        _reply(services, call, me(context), message)
    elif _calls_for_hint(message) and services.conversations.first_hint(message.chat.id):
        services.send(place_of(message), text_page(texts.ONLY_TEXT))


async def in_group(services: Services, update: Update, context: Context) -> None:
    """What is addressed to the bot; all else is none of its business."""
    message = _message(update)
    call = group_call(post_of(message, me(context)), me(context))
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
    call = read(post_of(message, me(context)), me(context))
    if call is None or call.command != ASK or call.of_replied or call.words in ("", asked.question):
        return
    if services.affords(place):
        answer = answer_after(services.knowledge.answerer, call.words, asked.before)
        services.conversations.keep(place.chat, message.message_id, Asked(call.words, asked.before, asked.slot))
        services.send(place, answered(services, place, answer, asked.before, me(context).username), asked.slot)


def answered(services: Services, place: ReplyTarget, answer: Answer, before: Before, username: str) -> Reply:
    """The reply to a question; the answer is kept for the next question, counted, and kept as a gap if it is none."""
    services.conversations.answered(place.chat, place.person, answer)
    question = missed(answer)
    if question is not None:
        services.counts.count(answer.status)
        if answer.status is not Status.ANSWERED:
            services.gaps.record(question, [offer.fact.id for offer in answer.suggestions])
    if answer.act == Request.WRONG and before.answer is not None and before.answer.facts:
        reject(services, before.answer, before.answer.facts[0].fact)
    return private_reply(answer) if place.private else group_reply(answer, username)


def reject(services: Services, answer: Answer, fact: Fact) -> None:
    """Keep the question of `answer` as a gap: it got `fact`, and something else was meant."""
    question = missed(answer)
    if question is not None:
        services.gaps.reject(question, fact.id)


def _reply(services: Services, call: ChatRequest, bot: Me, message: Message) -> None:
    place = place_of(message)
    if call.command == ASK and call.words:
        _answer(services, call, bot, message)
    elif call.command == ASK:
        _tell_how_to_ask(services, place)
    elif _is_help(services, place, call) or services.affords(place):
        _send_page(services, place, command_reply(services, place, call, bot.username))


def _is_help(services: Services, place: ReplyTarget, call: ChatRequest) -> bool:
    """Tell whether this is for help, which is given even in a flood."""
    return call.command in HELPING and services.budgets.may_help(place.person, place.group)


def _tell_how_to_ask(services: Services, place: ReplyTarget) -> None:
    if services.affords(place):
        _send_page(services, place, usage_page(services.knowledge.answerer.base))


def _send_page(services: Services, place: ReplyTarget, page: Reply) -> None:
    services.send(place.under(None) if place.private else place, page)


def _answer(services: Services, call: ChatRequest, bot: Me, message: Message) -> None:
    place, replied = place_of(message), message.reply_to_message
    before = services.conversations.before(place.chat, place.person)
    answer = answer_after(services.knowledge.answerer, call.words, before)
    if answer.act is not None and not answer.facts and not place.private:
        if answer.act in TOLD_HOW_TO_ASK:
            _tell_how_to_ask(services, place)
        return
    if not services.affords(place):
        return
    asked = Asked(call.words, before)
    services.conversations.keep(place.chat, message.message_id, asked)
    target = place.under(replied.message_id) if call.of_replied and replied else place
    services.send(target, answered(services, place, answer, before, bot.username), asked.slot)


def _calls_for_hint(message: Message) -> bool:
    """Not for what another bot wrote, nor for each picture of an album, of which one has the caption."""
    return message.via_bot is None and message.media_group_id is None


def _message(update: Update) -> Message:
    message = update.effective_message
    if message is None:  # the routes let only messages through
        raise TypeError("an update without a message")
    return message
