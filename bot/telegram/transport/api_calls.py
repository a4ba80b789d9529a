"""What is to be sent, and what is left of it when Telegram refuses a part."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field, replace
from typing import Protocol

from telegram import Bot, LinkPreviewOptions, ReplyParameters
from telegram.constants import ParseMode

from bot.chats.conversations import SentMessage
from bot.telegram.messages.reply import Reply
from bot.telegram.transport.keyboard import keyboard
from bot.telegram.transport.refusals import Refusal


class ApiCall(Protocol):
    """One call of the Bot API."""

    @property
    def paced(self) -> bool:
        """Whether it counts against Telegram's limit of messages a second."""

    async def perform(self, bot: Bot) -> None:
        """Make the call."""

    def without(self, refused: Refusal) -> "ApiCall | None":
        """The call without what was refused; None if nothing of use would be left."""

    def moved(self, chat_id: int) -> "ApiCall":
        """The call to the chat that has taken the place of its own."""


@dataclass(frozen=True, slots=True)
class Message:
    """A reply for a chat. It is sent, or edited into the message that `slot` holds when its turn comes."""

    chat_id: int
    reply: Reply
    slot: SentMessage = field(default_factory=SentMessage)
    reply_to: int | None = None
    topic: int | None = None
    as_html: bool = True
    silent: bool = False
    paced: bool = True

    async def perform(self, bot: Bot) -> None:
        """Send or edit, and keep the id of what was sent."""
        text, mode = (self.reply.html, ParseMode.HTML) if self.as_html else (self.reply.plain, None)
        preview = LinkPreviewOptions(is_disabled=True)
        markup = keyboard(self.reply.buttons)
        if self.slot.message_id is not None:
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
            reply_parameters=target,
            link_preview_options=preview,
            reply_markup=markup,
        )
        self.slot.message_id = sent.message_id

    def without(self, refused: Refusal) -> "Message | None":
        """The same words in a plainer form."""
        match refused:
            case Refusal.HTML if self.as_html:
                return replace(self, as_html=False)
            case Refusal.REPLY if self.reply_to:
                return replace(self, reply_to=None)
            case Refusal.TOPIC if self.topic:
                return replace(self, topic=None)
            case Refusal.BUTTONS if self.reply.buttons:
                return replace(self, reply=replace(self.reply, buttons=()))
        return None

    def moved(self, chat_id: int) -> "Message":
        """Messages have other numbers in a supergroup than in the group that it was."""
        return replace(self, chat_id=chat_id, reply_to=None, slot=SentMessage())


@dataclass(frozen=True, slots=True)
class Other:
    """A call that is made as it is or not at all."""

    action: Callable[[Bot], Awaitable[object]]
    paced: bool = False

    async def perform(self, bot: Bot) -> None:
        """Make the call; what it returns is of no interest."""
        await self.action(bot)

    def without(self, refused: Refusal) -> None:
        """Nothing is left of it."""

    def moved(self, chat_id: int) -> "Other":  # noqa: ARG002 - it names no chat
        """The same call."""
        return self
