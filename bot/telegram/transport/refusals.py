"""Reasons for which Telegram refuses calls, as far as they decide what to do next."""

from enum import StrEnum


class Refusal(StrEnum):
    """The part of a call that was refused, or the reason."""

    NOT_MODIFIED = "not modified"
    """The message is already as the edit would make it."""

    HTML = "html"
    REPLY = "reply"
    TOPIC = "topic"
    BUTTONS = "buttons"
    UNEDITABLE = "uneditable"
    """The message is too old to be edited, was deleted, or is not one that the bot may edit."""

    GONE = "gone"
    """The person, the chat, the message or the right to write no longer exists, or the query has expired.

    This is what happens every day, so it is no warning; whatever else is refused is one.
    """

    OTHER = "other"


_PHRASES: tuple[tuple[Refusal, tuple[str, ...]], ...] = (
    (Refusal.NOT_MODIFIED, ("message is not modified",)),
    (Refusal.HTML, ("can't parse entities", "can't find end", "entity beginning", "entity_", "entities_too_long")),
    (
        Refusal.REPLY,
        ("message to be replied", "message to reply", "quote", "replied", "reply message", "reply_message", "reply_to"),
    ),
    (
        Refusal.TOPIC,
        (
            "chat doesn't have threads",
            "chat doesn't have topics",
            "chat has no topics",
            "forum_topic_invalid",
            "invalid message thread identifier",
            "invalid topic identifier",
            "is not a forum",
            "message thread not found",
            "message_thread_id",
            "message_thread_invalid",
            "not an administered channel direct messages chat",
            "topic not found",
            "topic_deleted",
            "topic_id_invalid",
            "topic_not_found",
        ),
    ),
    (Refusal.BUTTONS, ("button", "keyboard", "reply markup", "reply_markup")),
    (
        Refusal.UNEDITABLE,
        (
            "message can't be edited",
            "message to edit",
            "message_author_required",
            "message_edit_time_expired",
            "message_id_invalid",
            "msg_id_invalid",
        ),
    ),
    (
        Refusal.GONE,
        (
            "administrator rights",
            "allow_payment_required",
            "bot can't initiate conversation",
            "bot is not a member",
            "bot was blocked",
            "bot was kicked",
            "can't send messages to bots",
            "channel_invalid",
            "channel_private",
            "chat not found",
            "chat_admin_required",
            "chat_guest_send_forbidden",
            "chat_id_invalid",
            "chat_restricted",
            "chat_send_",
            "chat_write_forbidden",
            "direct messages topic must be specified",
            "group chat was deactivated",
            "group chat was deleted",
            "have no rights",
            "input_user_deactivated",
            "not enough rights",
            "peer_id_invalid",
            "premium_account_required",
            "privacy_premium_required",
            "query is too old",
            "query_id_invalid",
            "topic_closed",
            "user is deactivated",
            "user_banned_in_channel",
            "user_deactivated",
            "user_is_blocked",
            "user_is_bot",
            "you_blocked_user",
        ),
    ),
)
"""The known refusals of Bot API 10.3 and before, and what they mean: the first that a description has.

The phrases are those of Telegram's Bot API server and of TDLib, which it is made with. The codes with underscores are
handed on by it; https://core.telegram.org/method/messages.sendMessage and messages.editMessage list them.
"""


def refusal(description: str) -> Refusal:
    """Return the reason in Telegram's `description` of an error; OTHER if it is none of these."""
    words = description.casefold()
    for kind, phrases in _PHRASES:
        if any(part in words for part in phrases):
            return kind
    return Refusal.OTHER
