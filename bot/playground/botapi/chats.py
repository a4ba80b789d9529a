"""A chat: its members, topics and messages, and which of these messages a bot receives."""

import re
import time
from dataclasses import dataclass, field

from .entities import utf16_slice
from .errors import ApiError, Json, bad_request, forbidden

PRESENT = frozenset({"creator", "administrator", "member", "restricted"})
_SERVICE = {
    "forum_topic_created",
    "group_chat_created",
    "left_chat_member",
    "migrate_from_chat_id",
    "migrate_to_chat_id",
    "new_chat_members",
    "new_chat_title",
    "pinned_message",
    "supergroup_chat_created",
}
_COMMAND = re.compile(r"/\w+(?:@(?P<bot>\w+))?")


@dataclass(slots=True)
class Chat:
    """One chat as the server keeps it; a private chat has the id of its person."""

    info: Json
    statuses: dict[int, str] = field(default_factory=dict)
    users: dict[int, Json] = field(default_factory=dict)
    messages: dict[int, Json] = field(default_factory=dict)
    topics: dict[int, str] = field(default_factory=dict)
    reactions: dict[tuple[int, int], list[Json]] = field(default_factory=dict)
    migrated_to: int | None = None
    last_id: int = 0

    @property
    def id(self) -> int:
        return int(self.info["id"])

    @property
    def kind(self) -> str:
        return str(self.info["type"])

    @property
    def is_direct(self) -> bool:
        """Tell whether these are the direct messages of a channel, where each person has a topic."""
        return bool(self.info.get("is_direct_messages"))

    def status_of(self, user_id: int) -> str:
        """Return the status of a ChatMember: creator, administrator, member, restricted, left or kicked."""
        return self.statuses.get(user_id, "left")

    def set_status(self, user: Json, status: str) -> None:
        self.users[user["id"]] = user
        self.statuses[user["id"]] = status

    def admins(self) -> list[Json]:
        return [self.users[i] for i, s in self.statuses.items() if s in {"creator", "administrator"}]

    def new_message(self, sender: Json, content: Json, *, thread: int = 0, reply_to: int = 0) -> Json:
        """Store a message and return it; without a `thread` it goes to the topic of the message it replies to."""
        target = self.messages.get(reply_to)
        if target and "direct_messages_topic" in target:
            thread = thread or target["direct_messages_topic"]["topic_id"]
        elif target and target.get("is_topic_message"):
            thread = thread or target["message_thread_id"]
        self.last_id += 1
        message: Json = {"message_id": self.last_id, "date": int(time.time()), "chat": self.info, **sender}
        if thread and self.is_direct:
            message["direct_messages_topic"] = {"topic_id": thread, "user": self.users[thread]}
        elif thread:
            message |= {"message_thread_id": thread, "is_topic_message": True}
            target = target or self.messages.get(thread)  # as Telegram does: the message that began the topic
        elif target and (self.kind == "supergroup" or self.topics):  # a thread of replies, which is no topic
            message["message_thread_id"] = target.get("message_thread_id", target["message_id"])
        if target is not None:
            message["reply_to_message"] = {k: v for k, v in target.items() if k != "reply_to_message"}
        self.messages[self.last_id] = message | content
        return self.messages[self.last_id]

    def refuse_writing(self, bot_id: int) -> None:
        """Raise the ApiError that Telegram answers if this bot may not write here."""
        if self.migrated_to:
            raise ApiError(
                400,
                "Bad Request: group chat was upgraded to a supergroup chat",
                migrate_to_chat_id=self.migrated_to,
            )
        status = self.status_of(bot_id)
        if self.kind == "private":
            if status == "kicked":
                raise forbidden("bot was blocked by the user")
            if status == "left":
                raise forbidden("bot can't initiate conversation with a user")
            return
        name = {"group": "group chat", "supergroup": "supergroup chat"}.get(self.kind, "channel chat")
        if status == "kicked":
            raise forbidden(f"bot was kicked from the {name}")
        if status == "left":
            raise forbidden(f"bot is not a member of the {name}")
        if status == "restricted":
            raise bad_request("not enough rights to send text messages to the chat")

    def shows(self, message: Json, bot: Json, *, lenient: bool) -> bool:
        """Tell whether a bot receives this message: with privacy mode on, only what is meant for it.

        That has mentions of it if privacy mode is read as `lenient`.
        """
        status = self.status_of(bot["id"])
        if status not in PRESENT:
            return False
        if self.kind in {"private", "channel"} or status == "administrator":
            return True
        return bool(bot["can_read_all_group_messages"]) or self._is_meant_for(message, bot, lenient)

    def _is_meant_for(self, message: Json, bot: Json, lenient: bool) -> bool:
        if message.keys() & _SERVICE:
            return True
        if any(message.get(key, {}).get("id") == bot["id"] for key in ("via_bot", "from")):
            return True
        if replies_to(message, bot):
            return True
        command = _COMMAND.match(str(message.get("text") or message.get("caption") or ""))
        if command is None:
            return lenient and mentions(message, bot)
        if command["bot"]:
            return str(command["bot"]).lower() == str(bot["username"]).lower()
        return self._newest_bot() == int(bot["id"])

    def _newest_bot(self) -> int | None:
        """Return which bot wrote last: with privacy mode on, commands without a name are for that one."""
        senders = (message.get("from", {}) for message in reversed(self.messages.values()))
        return next((int(sender["id"]) for sender in senders if sender.get("is_bot")), None)


def mentions(message: Json, bot: Json) -> bool:
    """Tell whether the message has the bot's @name in it."""
    text = str(message.get("text") or message.get("caption") or "")
    entities = message.get("entities") or message.get("caption_entities") or []
    names = [utf16_slice(text, e["offset"], e["length"]) for e in entities if e["type"] == "mention"]
    return f"@{bot['username']}".lower() in (name.lower() for name in names)


def replies_to(message: Json, bot: Json) -> bool:
    """Tell whether the message replies to one that the bot wrote."""
    return bool(message.get("reply_to_message", {}).get("from", {}).get("id") == bot["id"])


def member(user: Json, status: str) -> Json:
    """Return a ChatMember object."""
    found: Json = {"user": user, "status": status}
    if status == "kicked":
        found["until_date"] = 0
    if status == "creator":
        found["is_anonymous"] = False
    if status == "administrator":
        rights = (
            "can_manage_chat can_delete_messages can_manage_video_chats can_restrict_members "
            "can_promote_members can_change_info can_invite_users can_post_stories can_edit_stories "
            "can_delete_stories is_anonymous can_be_edited"
        )
        found |= dict.fromkeys(rights.split(), False)
    if status == "restricted":
        rights = (
            "is_member can_change_info can_invite_users can_pin_messages can_send_messages can_send_audios "
            "can_send_documents can_send_photos can_send_videos can_send_video_notes can_send_voice_notes "
            "can_send_polls can_send_other_messages can_add_web_page_previews can_manage_topics"
        )
        found |= dict.fromkeys(rights.split(), False) | {"until_date": 0}
    return found
