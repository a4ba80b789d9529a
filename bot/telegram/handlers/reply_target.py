"""A Telegram message as the core sees it: what was said, and where a reply belongs."""

from dataclasses import dataclass, replace

from telegram import CallbackQuery, Chat, Message, MessageEntity, MessageOrigin, MessageOriginUser
from telegram.constants import ChatType

from bot.chats.addressing import Author, Entity, IncomingMessage, Me, Replied
from bot.chats.dialogue import Speaker


@dataclass(frozen=True, slots=True)
class ReplyTarget(Speaker):
    """Where a reply goes: to whom and in which chat or topic, and the message to reply to.

    `direct` says that the chat is a channel's direct messages, each topic of which is a chat with one person.
    """

    message: int | None = None
    direct: bool = False

    def under(self, message: int | None) -> "ReplyTarget":
        """Return the same target with another message to reply to."""
        return replace(self, message=message)


def place_of(message: Message) -> ReplyTarget:
    """Return where a reply to `message` goes."""
    return ReplyTarget(
        chat=message.chat.id,
        person=_person(message),
        private=message.chat.type == ChatType.PRIVATE,
        message=message.message_id,
        topic=_topic(message),
        direct=message.direct_messages_topic is not None,
        written=_written(message),
    )


def place_of_tap(query: CallbackQuery) -> ReplyTarget | None:
    """Return where a reply to the message goes whose button was tapped; None if it is not known, as an inline result.

    A message that cannot be accessed any more comes without its topic.
    """
    shown = query.message
    if shown is None:
        return None
    return ReplyTarget(
        chat=shown.chat.id,
        person=query.from_user.id,
        private=shown.chat.type == ChatType.PRIVATE,
        message=shown.message_id,
        topic=_topic(shown) if isinstance(shown, Message) else None,
        direct=bool(shown.chat.is_direct_messages),
    )


def post_of(message: Message, me: Me) -> IncomingMessage:
    """Return what `message` says; a caption counts as its text."""
    return IncomingMessage(
        text=message.text or message.caption or "",
        entities=tuple(_entity(entity) for entity in message.entities or message.caption_entities),
        replied=_replied(message, me),
        author=_author(message),
    )


def replied_message(message: Message) -> Message | None:
    """Return the message of the same chat that `message` answers; the one that opened its topic does not count."""
    replied = message.reply_to_message
    return replied if replied is not None and replied.forum_topic_created is None else None


def _replied(message: Message, me: Me) -> Replied | None:
    """Return what `message` answers, or the part of it that its sender marked; None if it answers nothing.

    A message of another chat or topic comes without its text, unless it is quoted. To answer it speaks to nobody here.
    """
    replied, external, quote = replied_message(message), message.external_reply, message.quote
    marked = quote.text if quote is not None and quote.is_manual else ""
    if replied is not None:
        return Replied(marked or replied.text or replied.caption or "", is_mine(replied, me), is_part=bool(marked))
    if external is None:
        return None
    if marked or _is_from(external.origin, me):
        return Replied(marked, mine=False)
    poll, checklist = external.poll, external.checklist
    return Replied(quote.text if quote else poll.question if poll else checklist.title if checklist else "", mine=False)


def is_mine(message: Message, me: Me) -> bool:
    """Tell whether the bot wrote `message`."""
    return message.from_user is not None and message.from_user.id == me.id


def _written(message: Message) -> float | None:
    """Return when `message` was written or last edited; None if it has no date, as what cannot be accessed any more."""
    date = message.edit_date or message.date
    return date.timestamp() if date else None


def _is_from(origin: MessageOrigin, me: Me) -> bool:
    return isinstance(origin, MessageOriginUser) and origin.sender_user.id == me.id


def _topic(message: Message) -> int | None:
    """Return the id of the topic; None outside of one, where a thread of replies may have a number, too."""
    if message.direct_messages_topic is not None:
        return message.direct_messages_topic.topic_id
    return message.message_thread_id if message.is_topic_message else None


def _person(message: Message) -> int:
    """Return who wrote: a channel or an anonymous admin's group stands for the person behind it."""
    sender: Chat | None = message.sender_chat
    if sender is not None:
        return sender.id
    return message.from_user.id if message.from_user else message.chat.id


def _author(message: Message) -> Author:
    if message.via_bot is not None or message.is_automatic_forward:
        return Author.MACHINE
    is_bot = message.sender_chat is None and message.from_user is not None and message.from_user.is_bot
    return Author.MACHINE if is_bot else Author.PERSON


def _entity(entity: MessageEntity) -> Entity:
    return Entity(entity.type, entity.offset, entity.length, entity.user.id if entity.user else None)
