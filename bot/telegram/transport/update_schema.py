"""The fields of updates that handlers rely on, with their types: python-telegram-bot does not check these."""

from typing import Optional

from pydantic import BaseModel, ConfigDict, Field


class Shape(BaseModel):
    """A part of an update, reduced to the fields that are used; errors do not show values, which may be private."""

    model_config = ConfigDict(strict=True, frozen=True, hide_input_in_errors=True)


class UserShape(Shape):
    """The person or bot who wrote, tapped or typed."""

    id: int
    is_bot: bool
    first_name: str
    last_name: str | None = None


class ChatShape(Shape):
    """A chat."""

    id: int
    type: str


class EntityShape(Shape):
    """A marked part of a text."""

    type: str
    offset: int
    length: int


class DocumentShape(Shape):
    """A file."""

    file_id: str
    file_name: str | None = None
    file_size: int | None = None


class QuoteShape(Shape):
    """The part of a message that a reply quotes."""

    text: str
    is_manual: bool | None = None


class PollShape(Shape):
    """A poll."""

    question: str


class ChecklistShape(Shape):
    """A checklist."""

    title: str


class ExternalReplyShape(Shape):
    """A message of another chat or topic that is replied to."""

    poll: PollShape | None = None
    checklist: ChecklistShape | None = None


class DirectTopicShape(Shape):
    """A topic of a channel's direct messages."""

    topic_id: int


Entities = list[EntityShape] | None


class MessageShape(Shape):
    """A message: new, edited, replied to, or with the button that was tapped."""

    message_id: int
    chat: ChatShape
    sender: UserShape | None = Field(None, alias="from")
    sender_chat: ChatShape | None = None
    message_thread_id: int | None = None
    text: str | None = None
    entities: Entities = None
    caption: str | None = None
    caption_entities: Entities = None
    document: DocumentShape | None = None
    reply_to_message: Optional["MessageShape"] = None
    external_reply: ExternalReplyShape | None = None
    quote: QuoteShape | None = None
    direct_messages_topic: DirectTopicShape | None = None
    migrate_to_chat_id: int | None = None
    guest_query_id: str | None = None


class CallbackQueryShape(Shape):
    """A tap on a button."""

    id: str
    sender: UserShape = Field(alias="from")
    message: MessageShape | None = None
    inline_message_id: str | None = None
    data: str | None = None


class InlineQueryShape(Shape):
    """Words typed after the bot's name in any chat."""

    id: str
    sender: UserShape = Field(alias="from")
    query: str


class ReactionShape(Shape):
    """One reaction: an emoji, or another that has none."""

    type: str
    emoji: str | None = None


class ReactionsShape(Shape):
    """A change of one person's reactions to a message."""

    chat: ChatShape
    message_id: int
    user: UserShape | None = None
    actor_chat: ChatShape | None = None
    old_reaction: list[ReactionShape]
    new_reaction: list[ReactionShape]


class MemberShape(Shape):
    """The status of a member of a chat."""

    status: str


class MembershipShape(Shape):
    """A change of the bot's own status in a chat."""

    chat: ChatShape
    sender: UserShape = Field(alias="from")
    old_chat_member: MemberShape
    new_chat_member: MemberShape


class UpdateShape(Shape):
    """An update of one of the kinds that are asked for."""

    update_id: int
    message: MessageShape | None = None
    edited_message: MessageShape | None = None
    callback_query: CallbackQueryShape | None = None
    inline_query: InlineQueryShape | None = None
    my_chat_member: MembershipShape | None = None
    message_reaction: ReactionsShape | None = None
    guest_message: MessageShape | None = None
