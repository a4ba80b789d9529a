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
    GONE = "gone"
    """The person, the chat, the message or the right to write no longer exists, or the query has expired.

    This is what happens every day, so it is no warning; whatever else is refused is one.
    """

    OTHER = "other"


_PHRASES: tuple[tuple[Refusal, tuple[str, ...]], ...] = (
    (Refusal.NOT_MODIFIED, ("message is not modified",)),
    (
        Refusal.GONE,
        (
            "bot can't initiate conversation",
            "bot is not a member",
            "bot was blocked",
            "bot was kicked",
            "can't send messages to bots",
            "chat not found",
            "chat_restricted",
            "chat_write_forbidden",
            "group chat was deactivated",
            "group chat was deleted",
            "have no rights",
            "message can't be edited",
            "message to edit not found",
            "not enough rights",
            "peer_id_invalid",
            "query is too old",
            "query_id_invalid",
            "topic_closed",
            "user is deactivated",
        ),
    ),
    (Refusal.HTML, ("can't parse entities", "can't find end", "entity_", "entities_too_long")),
    (Refusal.TOPIC, ("message thread not found", "topic_deleted", "topic_id_invalid", "message_thread_invalid")),
    (Refusal.REPLY, ("replied", "reply message", "quote", "message to reply", "reply_message", "reply_to")),
    (Refusal.BUTTONS, ("button", "keyboard", "reply markup", "reply_markup")),
)


def refusal(description: str) -> Refusal:
    """Return the reason in Telegram's `description` of an error; OTHER if it is none of these."""
    words = description.casefold()
    for kind, phrases in _PHRASES:
        if any(part in words for part in phrases):
            return kind
    return Refusal.OTHER
