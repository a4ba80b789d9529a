"""Buttons that were tapped, perhaps long ago and before a restart."""

from telegram import CallbackQuery, Message, Update
from telegram.constants import ChatType

from bot import texts
from bot.answering import Suggestion
from bot.answering.sentences import NOTHING_NEARER
from bot.chats.addressing import ASK, Me, group_call, private_call
from bot.chats.browsing import chosen, wording
from bot.chats.budgets import Verdict
from bot.chats.conversations import Asked, SentMessage
from bot.chats.turns import answer_after, offering
from bot.facts.model import Fact
from bot.telegram.handlers.questions import Context, me, reject
from bot.telegram.handlers.reply_target import ReplyTarget, is_mine, post_of
from bot.telegram.handlers.services import TOO_MANY, Services
from bot.telegram.messages.answers import OFFERS, did_you_mean, group_reply, private_reply
from bot.telegram.messages.callback_data import Action, Tap, parse_tap, question_of
from bot.telegram.messages.pages import text_page, topic_page, topics_page
from bot.telegram.messages.reply import Reply
from bot.telegram.transport.api_calls import Other


async def tapped(services: Services, update: Update, context: Context) -> None:
    """Do what the button says; whatever it is, the reader's app stops waiting."""
    query = update.callback_query
    if query is None:
        return
    notice = _act(services, query, me(context))
    services.outbox.put(("tap", query.id), Other(lambda bot: bot.answer_callback_query(query.id, notice)))


def _act(services: Services, query: CallbackQuery, bot: Me) -> str | None:
    """Do it, and say what the reader is to be told besides."""
    tap = parse_tap(query.data or "")
    place = _place(query)
    if tap is None or place is None:
        return texts.BUTTON_TOO_OLD
    verdict = services.budgets.spend(place.person, place.group)
    if verdict is not Verdict.ANSWER:
        return TOO_MANY.get(verdict)
    into = SentMessage(query.message.message_id if query.message else None)
    base = services.knowledge.answerer.base
    match tap.action:
        case Action.TOPICS:
            services.send(place, topics_page(base, tap.page), into)
            return None
        case Action.TOPIC:
            page = topic_page(base, tap.target, tap.page)
            if page is None:
                return texts.GONE
            services.send(place, page, into)
            return None
    fact = base.by_id.get(tap.target)
    if fact is None:
        return texts.GONE
    match tap.action:
        case Action.SHOW:
            services.send(place, _picked(services, place, tap, fact, bot), into)
        case Action.ASK:
            services.send(place, _picked(services, place, tap, fact, bot))
        case Action.NOT_MEANT:
            asked = _asked(services, query, tap, fact, bot)
            services.send(place, _next_best(services, place, asked, fact), into)
    return None


def _picked(services: Services, place: ReplyTarget, tap: Tap, fact: Fact, bot: Me) -> Reply:
    question = question_of(tap, fact) or wording(fact)
    answer = chosen(services.knowledge.answerer.base, fact, question)
    services.conversations.answered(place.chat, place.person, answer)
    return private_reply(answer) if place.private else group_reply(answer, bot.username)


def _next_best(services: Services, place: ReplyTarget, asked: Asked, fact: Fact) -> Reply:
    answerer = services.knowledge.answerer
    given = answer_after(answerer, asked.question, asked.before)
    reject(services, given, fact)
    matches = answerer.answer(given.understood).matches
    offers = [Suggestion(match.fact, wording(match.fact)) for match in matches if match.fact.id != fact.id]
    if not offers:
        return text_page(NOTHING_NEARER)
    services.conversations.answered(place.chat, place.person, offering(given, tuple(offers[:OFFERS])))
    return did_you_mean(offers, texts.NEXT_BEST)


def _asked(services: Services, query: CallbackQuery, tap: Tap, fact: Fact, bot: Me) -> Asked:
    """What the reader asked: remembered, or read in the message that the answer replies to, or in the button."""
    replied = query.message.reply_to_message if isinstance(query.message, Message) else None
    if replied is not None and not is_mine(replied, bot):
        remembered = services.conversations.asked(replied.chat.id, replied.message_id)
        if remembered is not None:
            return remembered
        read = private_call if replied.chat.type == ChatType.PRIVATE else group_call
        call = read(post_of(replied, bot), bot)
        if call is not None and call.command == ASK and call.words:
            return Asked(call.words)
    return Asked(question_of(tap, fact) or wording(fact))


def _place(query: CallbackQuery) -> ReplyTarget | None:
    message = query.message
    if message is None:
        return None
    topic = message.message_thread_id if isinstance(message, Message) and message.is_topic_message else None
    private = message.chat.type == ChatType.PRIVATE
    return ReplyTarget(message.chat.id, query.from_user.id, private, message.message_id, topic)
