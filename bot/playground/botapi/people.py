"""People with a Telegram app: what they do there reaches the bot as updates."""

import time
from collections.abc import Mapping
from dataclasses import dataclass, field

from .calls import Call
from .entities import Formatted, utf16_length, with_found_entities
from .errors import Json
from .methods.writing import checked_text
from .places import Place
from .server_state import ServerState
from .views import Message
from .waiting import PATIENCE, wait_for

_INLINE_LIFETIME = 30.0
_PHOTO: Json = {"width": 90, "height": 60}
_STICKER: Json = {"width": 512, "height": 512, "type": "regular", "is_animated": False, "is_video": False}
_SENT: Mapping[str, Json] = {
    "contact": {"phone_number": "+1555", "first_name": "Ann"},
    "dice": {"emoji": "\N{GAME DIE}", "value": 4},
    "location": {"latitude": 28.6, "longitude": 77.2},
    "sticker": _STICKER,
    "video": {"width": 90, "height": 60, "duration": 3},
    "voice": {"duration": 3},
}
_NOT_FILES = {"contact", "dice", "location"}


@dataclass(frozen=True, slots=True)
class Person:
    """A person; `sender_fields` go into each message, as the sender_chat of an anonymous admin does."""

    state: ServerState
    user: Json
    sender_fields: Json = field(default_factory=dict)

    @property
    def id(self) -> int:
        return int(self.user["id"])

    @property
    def private(self) -> Place:
        """Return the private chat of this person and the bot."""
        return Place(self.state, self.id)

    def topic(self, name: str) -> Place:
        """Open a topic in the private chat, where the bot has topics turned on."""
        return self.private.open_topic(name, self.user)

    def writes(
        self,
        text: str,
        place: Place | None = None,
        *,
        reply_to: Message | None = None,
        quote: str = "",
        formatted: str = "",
        forwarded_from: "Person | None" = None,
        date: int | None = None,
    ) -> Message:
        """Send a text, to the bot unless a place is given; commands and mentions are marked as the apps do.

        `quote` is the part of `reply_to` that this person marked, `formatted` the kind of an entity of the whole text,
        `date` when they wrote, in seconds since 1970, if not now.
        """
        content = _marked(text, "text", "entities", formatted) | ({} if date is None else {"date": date})
        if reply_to and quote:
            content["quote"] = {"text": quote, "position": reply_to.text.index(quote), "is_manual": True}
        if forwarded_from:
            origin = {"type": "user", "date": int(time.time()), "sender_user": forwarded_from.user}
            content["forward_origin"] = origin
        return self._post(content, place, reply_to)

    def writes_blocks(self, *blocks: Json, place: Place | None = None, reply_to: Message | None = None) -> Message:
        """Send a rich message, which has blocks and no text."""
        return self._post({"rich_message": {"blocks": list(blocks)}}, place, reply_to)

    def asks(self, text: str, place: Place | None = None, *, reply_to: Message | None = None) -> Message:
        """Send a text, and return the bot's answer to it."""
        return (place or self.private).answer_to(self.writes(text, place, reply_to=reply_to))

    def sends(
        self, kind: str, place: Place | None = None, *, caption: str = "", reply_to: Message | None = None
    ) -> Message:
        """Send a message of this kind: photo, sticker, voice, video, location, contact or dice."""
        with self.state.change():
            file = {} if kind in _NOT_FILES else self.state.add_file(kind, kind.encode())
        body = [_PHOTO | file] if kind == "photo" else _SENT[kind] | file
        content = {kind: body} | (_marked(caption, "caption", "caption_entities") if caption else {})
        return self._post(content, place, reply_to)

    def uploads(
        self, name: str, content: bytes, place: Place | None = None, *, caption: str = "", size: int | None = None
    ) -> Message:
        """Send a file; `size` is the size it claims, if not that of its content."""
        with self.state.change():
            document: Json = {"file_name": name, **self.state.add_file(name, content, size)}
        marked = _marked(caption, "caption", "caption_entities") if caption else {}
        return self._post({"document": document} | marked, place, None)

    def downloads(self, message: Message) -> bytes:
        """Return the content of the file in a message."""
        return self.state.files[message.fields["document"]["file_id"]].content

    def edits(self, message: Message, text: str | None = None) -> Message:
        """Edit a message; without a text only its link preview changes, of which the bot is told too."""
        chat = self.state.chats[message.chat_id]
        with self.state.change():
            fields = chat.messages[message.id]
            if text is not None:
                name = "caption" if "caption" in fields else "text"
                entities = "caption_entities" if name == "caption" else "entities"
                fields.pop(entities, None)
                fields |= _marked(text, name, entities)
            fields["edit_date"] = int(time.time())
            self.state.show("edited_message", chat, fields)
            return Message(dict(fields))

    def replaces(self, message: Message, name: str, content: bytes) -> Message:
        """Edit a message with a file: this one takes the place of the file that it had."""
        chat = self.state.chats[message.chat_id]
        with self.state.change():
            fields = chat.messages[message.id]
            fields["document"] = {"file_name": name, **self.state.add_file(name, content)}
            fields["edit_date"] = int(time.time())
            self.state.show("edited_message", chat, fields)
            return Message(dict(fields))

    def deletes(self, message: Message) -> None:
        """Delete a message; a bot is never told of that."""
        with self.state.change():
            del self.state.chats[message.chat_id].messages[message.id]

    def presses(self, message: Message, label: str) -> str:
        """Press the button with these words, and return the id of the callback query."""
        button = message.button(label)
        assert button.data is not None, f"{button.label!r} asks the bot nothing: {button}"
        return self.sends_callback(message, button.data)

    def sends_callback(self, message: Message, data: str) -> str:
        """Send a callback query with any data, as a button that is no longer shown would, and return its id."""
        with self.state.change():
            query_id = self.state.add_query()
            query: Json = {"id": query_id, "from": self.user, "chat_instance": "1", "data": data}
            where = (message.chat_id, message.id)
            inline = [key for key, place in self.state.inline_messages.items() if place == where]
            current = self.state.chats[message.chat_id].messages.get(message.id)
            if inline:
                query["inline_message_id"] = inline[0]
            else:
                gone = {"chat": message.fields["chat"], "message_id": message.id, "date": 0}
                query["message"] = dict(current or gone)
            self.state.updates.add("callback_query", query)
        return query_id

    def reacts(self, message: Message, *emojis: str) -> None:
        """React to a message with these emojis in place of those before; the bot is told if it may see that."""
        chat = self.state.chats[message.chat_id]
        with self.state.change():
            before = chat.reactions.get((message.id, self.id), [])
            now: list[Json] = [{"type": "emoji", "emoji": emoji} for emoji in emojis]
            chat.reactions[message.id, self.id] = now
            change: Json = {"chat": chat.info, "message_id": message.id, "user": self.user, "date": int(time.time())}
            if chat.kind == "private" or chat.status_of(self.state.me["id"]) == "administrator":
                self.state.updates.add("message_reaction", change | {"old_reaction": before, "new_reaction": now})

    def copies(self, message: Message, label: str) -> str:
        """Press a button that copies, and return what it copies."""
        copied = message.button(label).copies
        assert copied is not None, f"{label!r} copies nothing"
        return copied

    def notice(self, query_id: str, *, seconds: float = PATIENCE) -> Call:
        """Return the bot's answer to a callback query; raise AssertionError if none comes in time."""
        return self._answered("answerCallbackQuery", "callback_query_id", query_id, seconds)

    def searches(self, words: str, *, offset: str = "", lifetime: float = _INLINE_LIFETIME) -> str:
        """Type words after the bot's name in any chat, and return the id of the inline query."""
        with self.state.change():
            query_id = self.state.add_query(lifetime)
            query = {"id": query_id, "from": self.user, "query": words, "offset": offset, "chat_type": "group"}
            self.state.updates.add("inline_query", query)
        return query_id

    def found(self, query_id: str, *, seconds: float = PATIENCE) -> Call:
        """Return the bot's answer to an inline query, with the results among its parameters.

        Raise AssertionError if none comes in time.
        """
        return self._answered("answerInlineQuery", "inline_query_id", query_id, seconds)

    def chooses(self, result: Json, place: Place, *, words: str = "") -> Message:
        """Send an inline result to a chat; the bot is told if it asked for chosen_inline_result."""
        content = result["input_message_content"]
        extra: Json = {"via_bot": self.state.bot}
        if result.get("reply_markup"):
            extra["reply_markup"] = result["reply_markup"]
        text = checked_text(content["message_text"], content.get("parse_mode", ""), content.get("entities", []))
        message = self._post(text | extra, place, None)
        with self.state.change():
            inline_id = self.state.add_inline_message(place.id, message.id)
            chosen: Json = {"result_id": result["id"], "from": self.user, "query": words}
            if "reply_markup" in extra:
                chosen["inline_message_id"] = inline_id
            self.state.updates.add("chosen_inline_result", chosen)
        return message

    def _post(self, content: Json, place: Place | None, reply_to: Message | None) -> Message:
        place = place or self.private
        with self.state.change():
            if place.chat.kind == "private" and place.chat.status_of(self.state.me["id"]) == "left":
                place.chat.set_status(self.state.bot, "member")
            sender = {"from": self.user, **self.sender_fields}
            elsewhere = reply_to is not None and reply_to.chat_id != place.id
            if reply_to and elsewhere:
                content = _external_reply(reply_to) | content
            target = reply_to.id if reply_to and not elsewhere else 0
            return Message(dict(self.state.post(place.chat, sender, content, thread=place.thread, reply_to=target)))

    def _answered(self, method: str, name: str, query_id: str, seconds: float) -> Call:
        def answers() -> list[Call]:
            calls = self.state.calls.of(method)
            return [call for call in calls if call.parameters.get(name) == query_id and call.finished]

        return wait_for(self.state, answers, f"{method} of {query_id}", seconds=seconds)[0]


def _external_reply(target: Message) -> Json:
    """Return the fields of a reply to a message of another chat; Telegram quotes its text if the sender does not."""
    fields = target.fields
    origin = {"type": "user", "date": fields["date"], "sender_user": fields["from"]}
    external = {"external_reply": {"origin": origin, "chat": fields["chat"], "message_id": target.id}}
    return external | ({"quote": {"text": target.text, "position": 0}} if target.text else {})


def _marked(text: str, name: str, entities: str, formatted: str = "") -> Json:
    whole = ({"type": formatted, "offset": 0, "length": utf16_length(text)},) if formatted else ()
    found = with_found_entities(Formatted(text, whole)).entities
    return {name: text} | ({entities: list(found)} if found else {})
