"""Buttons that were pressed, perhaps long ago and before a restart: one function for each action."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from telegram import CallbackQuery, Message, Update
from telegram.constants import ChatType

from bot import texts
from bot.answering.suggestions import wording
from bot.chats.addressing import ASK, Me, group_call, private_call
from bot.chats.conversations import Asked, SentMessage
from bot.facts.model import Fact
from bot.telegram.handlers.guests import tapped_as_guest
from bot.telegram.handlers.questions import Context, me
from bot.telegram.handlers.reply_target import ReplyTarget, is_mine, place_of_tap, post_of
from bot.telegram.handlers.services import TOO_MANY, Services
from bot.telegram.messages.answers import next_best, reply_to
from bot.telegram.messages.callback_data import Action, Tap, parse_tap, question_of
from bot.telegram.messages.pages import topic_page, topics_page
from bot.telegram.transport.api_calls import OtherCall


@dataclass(frozen=True, slots=True)
class _Press:
    """A button that was pressed: what it says, under which message, and where a reply to that goes."""

    tap: Tap
    query: CallbackQuery
    place: ReplyTarget
    bot: Me

    @property
    def message(self) -> SentMessage:
        """The message that has the button."""
        return SentMessage(self.query.message.message_id if self.query.message else None)


async def tapped(services: Services, update: Update, context: Context) -> None:
    """Do what the button says; whatever it is, the reader's app stops waiting."""
    query = update.callback_query
    if query is None:
        return
    notice = _act(services, query, me(context))
    services.outbox.put(("tap", query.id), OtherCall(lambda bot: bot.answer_callback_query(query.id, notice)))


def _act(services: Services, query: CallbackQuery, bot: Me) -> str | None:
    """Do it, and return what the reader is to be told besides."""
    tap, place = parse_tap(query.data or ""), place_of_tap(query)
    if query.inline_message_id is not None:
        return tapped_as_guest(services, query, tap, bot)
    if tap is None or place is None:
        return texts.BUTTON_TOO_OLD
    refusal = services.dialogue.afford(place)
    if refusal is not None:
        return TOO_MANY.get(refusal)
    if query.message is not None and not query.message.is_accessible:
        place = services.in_topic_of(place, query.message.message_id)
    return _PRESSED[tap.action](services, _Press(tap, query, place, bot))


def _show(services: Services, press: _Press) -> str | None:
    """Turn the message into the answer."""
    return _with_fact(services, press, lambda fact: _send_picked(services, press, fact, press.message))


def _ask(services: Services, press: _Press) -> str | None:
    """Reply with the answer."""
    return _with_fact(services, press, lambda fact: _send_picked(services, press, fact, SentMessage()))


def _reject(services: Services, press: _Press) -> str | None:
    """Turn the answer, which was not meant, into the next best ones."""

    def offer(fact: Fact) -> None:
        offers = services.dialogue.not_meant(press.place, _asked(services, press, fact), fact, press.message)
        services.send(press.place, next_best(offers, private=press.place.private), press.message)

    return _with_fact(services, press, offer)


def _list_topics(services: Services, press: _Press) -> str | None:
    """Turn the message into the list of names."""
    services.send(press.place, topics_page(services.dialogue.base, press.tap.page), press.message)
    return None


def _list_topic(services: Services, press: _Press) -> str | None:
    """Turn the message into what is known about a name."""
    page = topic_page(services.dialogue.base, press.tap.target, press.tap.page)
    if page is None:
        return texts.GONE
    services.send(press.place, page, press.message)
    return None


_PRESSED: Mapping[Action, Callable[[Services, _Press], str | None]] = {
    Action.SHOW: _show,
    Action.ASK: _ask,
    Action.NOT_MEANT: _reject,
    Action.TOPIC: _list_topic,
    Action.TOPICS: _list_topics,
}


def _with_fact(services: Services, press: _Press, act: Callable[[Fact], None]) -> str | None:
    """Act on the fact that the button names; return what to say if it has gone from the files."""
    fact = services.dialogue.base.by_id.get(press.tap.target)
    if fact is None:
        return texts.GONE
    act(fact)
    return None


def _send_picked(services: Services, press: _Press, fact: Fact, sent: SentMessage) -> None:
    """Send the answer that was picked, into the message `sent` if that has an id."""
    answer = services.dialogue.pick(press.place, fact, question_of(press.tap, fact), sent)
    services.send(press.place, reply_to(answer, press.bot.username, private=press.place.private), sent)


def _asked(services: Services, press: _Press, fact: Fact) -> Asked:
    """Return what the reader asked: remembered, or read in the message that was replied to, or in the button."""
    shown = press.query.message
    replied = shown.reply_to_message if isinstance(shown, Message) else None
    if replied is not None and not is_mine(replied, press.bot):
        remembered = services.dialogue.asked(replied.chat.id, replied.message_id)
        if remembered is not None:
            return remembered
        read = private_call if replied.chat.type == ChatType.PRIVATE else group_call
        call = read(post_of(replied, press.bot), press.bot)
        if call is not None and call.command == ASK and call.words:
            return Asked(call.words)
    return Asked(question_of(press.tap, fact) or wording(fact))
