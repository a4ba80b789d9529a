"""Reactions to answers, where Telegram tells the bot of them."""

from collections.abc import Iterable

from telegram import MessageReactionUpdated, ReactionType, ReactionTypeEmoji, Update
from telegram.constants import ChatType, ReactionEmoji

from bot.chats.conversations import SentMessage
from bot.telegram.handlers.questions import Context
from bot.telegram.handlers.reply_target import ReplyTarget
from bot.telegram.handlers.services import Services
from bot.telegram.messages.answers import next_best


async def reacted(services: Services, update: Update, context: Context) -> None:  # noqa: ARG001
    """Count a thumb up; take a thumb down as "Not what I meant"."""
    change = update.message_reaction
    reactor = _place(change) if change is not None else None
    if change is None or reactor is None:
        return
    place = services.in_topic_of(reactor, change.message_id)
    added = _emojis(change.new_reaction) - _emojis(change.old_reaction)
    if ReactionEmoji.THUMBS_UP in added:
        services.dialogue.liked(place, change.message_id)
    if ReactionEmoji.THUMBS_DOWN in added:
        offers = services.dialogue.disliked(place, change.message_id)
        if offers is not None:
            services.send(place, next_best(offers, private=place.private), SentMessage(change.message_id))


def _place(change: MessageReactionUpdated) -> ReplyTarget | None:
    """Return who reacted and where; None for a bot, and for nobody."""
    person = change.user or change.actor_chat
    if person is None or (change.user is not None and change.user.is_bot):
        return None
    private = change.chat.type == ChatType.PRIVATE
    direct = bool(change.chat.is_direct_messages)
    return ReplyTarget(change.chat.id, person.id, private, direct=direct, written=change.date.timestamp())


def _emojis(reactions: Iterable[ReactionType]) -> set[str]:
    return {reaction.emoji for reaction in reactions if isinstance(reaction, ReactionTypeEmoji)}
