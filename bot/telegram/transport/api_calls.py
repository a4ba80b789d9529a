"""Calls of the Bot API as values, which can be made again without the part that Telegram refused."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field, replace
from typing import Protocol

from telegram import Bot, InlineQueryResultArticle, InputTextMessageContent, LinkPreviewOptions, ReplyParameters
from telegram.constants import ParseMode

from bot.chats.conversations import SentMessage
from bot.telegram.messages.reply import Reply
from bot.telegram.transport.keyboard import keyboard
from bot.telegram.transport.refusals import Refusal


class ApiCall(Protocol):
    """One call of the Bot API."""

    @property
    def paced(self) -> bool:
        """Tell whether it counts towards Telegram's limit of messages a second."""

    async def perform(self, bot: Bot) -> None:
        """Make the call; raise TelegramError if it fails."""

    def without(self, refused: Refusal) -> "ApiCall | None":
        """Return the call without what was refused; None if nothing useful would be left."""

    def moved(self, chat_id: int) -> "ApiCall":
        """Return the same call for the supergroup with this id, to which its group was upgraded."""


@dataclass(frozen=True, slots=True)
class OutgoingMessage:
    """A reply for a chat: a new message, or an edit if `slot` has the id of a message when the call is made.

    `reply_to` is the id of the message that it replies to, `topic` that of a topic, `direct_topic` that of a topic of a
    channel's direct messages; `silent` sends no notification. `anew` sends it although `slot` has a message, which can
    no longer be edited.
    """

    chat_id: int
    reply: Reply
    slot: SentMessage = field(default_factory=SentMessage)
    reply_to: int | None = None
    topic: int | None = None
    direct_topic: int | None = None
    anew: bool = False
    as_html: bool = True
    silent: bool = False
    paced: bool = True

    async def perform(self, bot: Bot) -> None:
        """Send or edit the message, and keep the id of a sent one in `slot`."""
        text, mode = (self.reply.html, ParseMode.HTML) if self.as_html else (self.reply.plain, None)
        preview = LinkPreviewOptions(is_disabled=True)
        markup = keyboard(self.reply.buttons)
        if self.slot.message_id is not None and not self.anew:
            await bot.edit_message_text(
                text,
                chat_id=self.chat_id,
                message_id=self.slot.message_id,
                parse_mode=mode,
                link_preview_options=preview,
                reply_markup=markup,
            )
            return
        target = ReplyParameters(self.reply_to, allow_sending_without_reply=True) if self.reply_to else None
        sent = await bot.send_message(
            self.chat_id,
            text,
            parse_mode=mode,
            disable_notification=self.silent,
            message_thread_id=self.topic,
            direct_messages_topic_id=self.direct_topic,
            reply_parameters=target,
            link_preview_options=preview,
            reply_markup=markup,
        )
        self.slot.message_id = sent.message_id

    def without(self, refused: Refusal) -> "OutgoingMessage | None":
        """Return the same text without its HTML, the message replied to, the topic or the buttons, or as a new message.

        None for all else.
        """
        match refused:
            case Refusal.HTML if self.as_html:
                return replace(self, as_html=False)
            case Refusal.REPLY if self.reply_to:
                return replace(self, reply_to=None)
            case Refusal.TOPIC if self.topic or self.direct_topic:
                return replace(self, topic=None, direct_topic=None)
            case Refusal.UNEDITABLE if self.slot.message_id is not None and not self.anew:
                return replace(self, anew=True)
            case Refusal.BUTTONS if self.reply.buttons:
                return replace(self, reply=replace(self.reply, buttons=()))
        return None

    def moved(self, chat_id: int) -> "OutgoingMessage":
        """Return it as a new message for the supergroup, where messages have other ids than in the group."""
        return replace(self, chat_id=chat_id, reply_to=None, slot=SentMessage())


@dataclass(frozen=True, slots=True)
class GuestMessage:
    """A reply in a chat that the bot is not in: the answer to a guest query, or an edit of one that was given.

    `query_id` is the id of the query, which can be answered once; `inline_id` that of the message to be edited.
    """

    reply: Reply
    query_id: str = ""
    inline_id: str = ""
    as_html: bool = True
    paced: bool = True

    async def perform(self, bot: Bot) -> None:
        """Answer or edit."""
        text, mode = (self.reply.html, ParseMode.HTML) if self.as_html else (self.reply.plain, None)
        preview = LinkPreviewOptions(is_disabled=True)
        markup = keyboard(self.reply.buttons)
        if self.inline_id:
            await bot.edit_message_text(
                text,
                inline_message_id=self.inline_id,
                parse_mode=mode,
                link_preview_options=preview,
                reply_markup=markup,
            )
            return
        content = InputTextMessageContent(text, parse_mode=mode, link_preview_options=preview)
        result = InlineQueryResultArticle("answer", "Answer", content, reply_markup=markup)
        await bot.answer_guest_query(self.query_id, result)

    def without(self, refused: Refusal) -> "GuestMessage | None":
        """Return the same text without its HTML or its buttons; None for else."""
        match refused:
            case Refusal.HTML if self.as_html:
                return replace(self, as_html=False)
            case Refusal.BUTTONS if self.reply.buttons:
                return replace(self, reply=replace(self.reply, buttons=()))
        return None

    def moved(self, chat_id: int) -> "GuestMessage":  # noqa: ARG002 - it names no chat
        """Return the same call."""
        return self


@dataclass(frozen=True, slots=True)
class OutgoingFile:
    """A file for a chat, and for one topic of it if `topic` is the id of one; `silent` sends no notification."""

    chat_id: int
    name: str
    data: bytes
    caption: str | None = None
    topic: int | None = None
    silent: bool = False
    paced: bool = True

    async def perform(self, bot: Bot) -> None:
        """Send the file."""
        await bot.send_document(
            self.chat_id,
            self.data,
            filename=self.name,
            caption=self.caption,
            disable_notification=self.silent,
            message_thread_id=self.topic,
        )

    def without(self, refused: Refusal) -> "OutgoingFile | None":
        """Return the same file for no topic if that was refused; None for all else."""
        return replace(self, topic=None) if refused is Refusal.TOPIC and self.topic else None

    def moved(self, chat_id: int) -> "OutgoingFile":
        """Return the same file for the supergroup."""
        return replace(self, chat_id=chat_id, topic=None)


@dataclass(frozen=True, slots=True)
class OtherCall:
    """Any other call, which has no part that could be left out."""

    action: Callable[[Bot], Awaitable[object]]
    paced: bool = False

    async def perform(self, bot: Bot) -> None:
        """Make the call, and drop its result."""
        await self.action(bot)

    def without(self, refused: Refusal) -> None:
        """Return None, since nothing of it can be left out."""

    def moved(self, chat_id: int) -> "OtherCall":  # noqa: ARG002 - it names no chat
        """Return the same call."""
        return self
