"""Why Telegram refused a call, as far as that decides what to do about it."""

from enum import StrEnum


class Refusal(StrEnum):
    """What a refusal is about."""

    DONE = "done"
    """Nothing was refused: the message already is as it should be."""

    HTML = "html"
    REPLY = "reply"
    TOPIC = "topic"
    BUTTONS = "buttons"
    NOBODY = "nobody"
    """The person, the chat, the message or the right to write has gone, or the moment has passed."""

    OTHER = "other"


_TELLING: tuple[tuple[Refusal, tuple[str, ...]], ...] = (
    (Refusal.DONE, ("message is not modified",)),
    (
        Refusal.NOBODY,
        (
            "chat not found",
            "chat_restricted",
            "chat_write_forbidden",
            "group chat was deactivated",
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
    """What Telegram's `description` of an error is about."""
    words = description.casefold()
    for kind, telling in _TELLING:
        if any(part in words for part in telling):
            return kind
    return Refusal.OTHER
