"""Messages as tests read them."""

from dataclasses import dataclass

from .entities import utf16_slice
from .errors import Json


@dataclass(frozen=True, slots=True)
class Button:
    """A button under a message; one of `data`, `copies` and `url` says what it does."""

    label: str
    data: str | None = None
    copies: str | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Message:
    """A message as it was when it was read; later edits do not change it."""

    fields: Json

    @property
    def id(self) -> int:
        return int(self.fields["message_id"])

    @property
    def chat_id(self) -> int:
        return int(self.fields["chat"]["id"])

    @property
    def thread(self) -> int:
        """Return the id of the topic; 0 outside of topics, also in a thread of replies."""
        if "direct_messages_topic" in self.fields:
            return int(self.fields["direct_messages_topic"]["topic_id"])
        return int(self.fields["message_thread_id"]) if self.fields.get("is_topic_message") else 0

    @property
    def sender_id(self) -> int:
        return int(self.fields.get("from", {}).get("id", 0))

    @property
    def text(self) -> str:
        return str(self.fields.get("text") or self.fields.get("caption") or "")

    @property
    def reply_to(self) -> int:
        """Return the id of the message that this one replies to; 0 if it is none, or the one that opened the topic."""
        target = self.fields.get("reply_to_message", {})
        return 0 if "forum_topic_created" in target else int(target.get("message_id", 0))

    @property
    def edited(self) -> bool:
        return "edit_date" in self.fields

    @property
    def buttons(self) -> list[Button]:
        return [button for row in self.rows for button in row]

    @property
    def rows(self) -> list[list[Button]]:
        return [
            [
                Button(
                    button["text"],
                    button.get("callback_data"),
                    button.get("copy_text", {}).get("text"),
                    button.get("url"),
                )
                for button in row
            ]
            for row in self.fields.get("reply_markup", {}).get("inline_keyboard", [])
        ]

    @property
    def labels(self) -> list[str]:
        return [button.label for button in self.buttons]

    def button(self, label: str) -> Button:
        """Return the button whose label contains these words; raise AssertionError if there is none."""
        for button in self.buttons:
            if label.lower() in button.label.lower():
                return button
        raise AssertionError(f"no button {label!r} among {self.labels} under: {self.text}")

    def marked(self, kind: str) -> list[str]:
        """Return the parts of the text with entities of this kind: bold, expandable_blockquote, text_link…"""
        entities = self.fields.get("entities") or self.fields.get("caption_entities") or []
        return [utf16_slice(self.text, e["offset"], e["length"]) for e in entities if e["type"] == kind]

    @property
    def quote(self) -> str:
        """Return the part of the other message that this one quotes; empty if it quotes none."""
        return str(self.fields.get("quote", {}).get("text", ""))
