"""What all messages of a bot have in common: text, chat, topic, the message replied to, keyboard."""

from dataclasses import dataclass
from typing import Any

from ..chats import Chat
from ..entities import Formatted, checked_entities, trimmed, utf16_length, with_found_entities
from ..errors import Json, bad_request
from ..html import parse_html
from ..markup import inline_keyboard
from ..parameters import Parameters
from ..server_state import ServerState

LONGEST_TEXT = 4096
LONGEST_CAPTION = 1024
_LONGEST_QUOTE = 1024


@dataclass(frozen=True, slots=True)
class Envelope:
    """Everything about a message but its content; `extra` are its keyboard and its quote."""

    chat: Chat
    thread: int
    reply_to: int
    extra: Json

    def post(self, state: ServerState, content: Json) -> Json:
        """Add a message of the bot with this content to the chat, and return it."""
        return state.post(
            self.chat,
            {"from": state.bot} if self.chat.kind != "channel" else {"sender_chat": self.chat.info},
            content | self.extra,
            thread=self.thread,
            reply_to=self.reply_to,
            shown=False,
        )


def checked_envelope(state: ServerState, parameters: Parameters) -> Envelope:
    """Return the envelope of a message; raise ApiError for what Telegram refuses, in the order of its checks."""
    chat = state.chat(parameters.get("chat_id"))
    chat.refuse_writing(state.me["id"])
    extra: Json = {}
    keyboard = inline_keyboard(parameters.get("reply_markup"))
    if keyboard:
        extra["reply_markup"] = keyboard
    thread = _topic(chat, parameters)
    target = _target(state, chat, parameters.fields("reply_parameters"))
    if target is None:
        return Envelope(chat, thread, 0, extra)
    quote = _quote(target, parameters.fields("reply_parameters"))
    return Envelope(chat, thread, target["message_id"], extra | quote)


def _topic(chat: Chat, parameters: Parameters) -> int:
    if not chat.is_direct:
        thread = parameters.number("message_thread_id")
        if thread and thread not in chat.topics:
            raise bad_request("message thread not found")
        return thread
    topic = parameters.number("direct_messages_topic_id")
    if not topic:
        raise bad_request("channel direct messages topic must be specified")
    if topic not in chat.topics:
        raise bad_request("topic not found")
    return topic


def formatted(text: Any, mode: str, entities: list[Json]) -> Formatted:
    """Return a bot's text as readers see it; raise ApiError if Telegram could not parse it."""
    source = str(text or "")
    if mode.lower() == "html":
        return with_found_entities(parse_html(source))
    if mode:
        raise bad_request("unsupported parse_mode")
    if entities:
        return with_found_entities(checked_entities(source, entities))
    return with_found_entities(trimmed(Formatted(source)))


def message_text(parameters: Parameters) -> Json:
    """Return the fields of a text message; raise ApiError if it is empty or too long once it is parsed."""
    if not parameters.text("text"):
        raise bad_request("message text is empty")
    return checked_text(parameters.text("text"), parameters.text("parse_mode"), parameters.items("entities"))


def checked_text(text: str, mode: str, entities: list[Json]) -> Json:
    """Return the fields `text` and `entities`; raise ApiError if Telegram would not take the text."""
    content = formatted(text, mode, entities)
    if not content.text:
        raise bad_request("text must be non-empty")
    if utf16_length(content.text) > LONGEST_TEXT:
        raise bad_request("message is too long")
    fields: Json = {"text": content.text}
    return fields | ({"entities": list(content.entities)} if content.entities else {})


def caption(parameters: Parameters) -> Json:
    """Return the fields of a caption, none if it is empty; raise ApiError if Telegram would not take it."""
    entities = parameters.items("caption_entities")
    content = formatted(parameters.get("caption"), parameters.text("parse_mode"), entities)
    if utf16_length(content.text) > LONGEST_CAPTION:
        raise bad_request("message caption is too long")
    fields: Json = {"caption": content.text} if content.text else {}
    return fields | ({"caption_entities": list(content.entities)} if content.entities else {})


def _target(state: ServerState, chat: Chat, reply: Json) -> Json | None:
    if not reply:
        return None
    where = state.chat(reply["chat_id"]) if "chat_id" in reply else chat
    target = where.messages.get(int(reply.get("message_id", 0)))
    if target is None and not reply.get("allow_sending_without_reply"):
        raise bad_request("message to be replied not found")
    return target


def _quote(target: Json, reply: Json) -> Json:
    if not reply.get("quote"):
        return {}
    mode, entities = str(reply.get("quote_parse_mode", "")), reply.get("quote_entities", [])
    quote = formatted(reply["quote"], mode, entities)
    text = str(target.get("text") or target.get("caption") or "")
    if utf16_length(quote.text) > _LONGEST_QUOTE or quote.text not in text:
        raise bad_request("QUOTE_TEXT_INVALID")
    position = utf16_length(text[: text.index(quote.text)])
    return {"quote": {"text": quote.text, "position": position, "is_manual": True}}
