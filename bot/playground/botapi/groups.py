"""Groups and channels: who comes and goes, what becomes of them, what is posted."""

import time
from dataclasses import dataclass

from .chats import member
from .errors import Json
from .people import Person
from .places import Place
from .server_state import ServerState
from .views import Message

_ANONYMOUS: Json = {
    "id": 1_087_968_824,
    "is_bot": True,
    "first_name": "Group",
    "username": "GroupAnonymousBot",
}
_TELEGRAM: Json = {"id": 777_000, "is_bot": False, "first_name": "Telegram"}


def change_status(cloud: ServerState, place: Place, status: str, by: Json) -> None:
    """Change what the bot is in a chat, and tell it."""
    with cloud.change():
        change = {
            "chat": place.chat.info,
            "from": by,
            "date": int(time.time()),
            "old_chat_member": member(cloud.bot, place.chat.status_of(cloud.me["id"])),
            "new_chat_member": member(cloud.bot, status),
        }
        place.chat.set_status(cloud.bot, status)
        cloud.updates.add("my_chat_member", change)


@dataclass(frozen=True, slots=True)
class Group(Place):
    """A group or a supergroup, perhaps with topics."""

    def topic(self, name: str, by: Person) -> Place:
        """A new topic of a forum; its id is that of the message that opens it."""
        with self.cloud.change():
            number = self.chat.last_id + 1
            self.chat.topics[number] = name
            created = {"forum_topic_created": {"name": name, "icon_color": 7322096}}
            self.cloud.post(self.chat, {"from": by.user}, created, thread=number)
        return Place(self.cloud, self.id, number)

    def service(self, by: Person, content: Json) -> Message:
        """A message that no person wrote: a new title, a pinned message, …"""
        with self.cloud.change():
            return Message(dict(self.cloud.post(self.chat, {"from": by.user}, content)))

    def joins(self, person: Person) -> Message:
        with self.cloud.change():
            self.chat.set_status(person.user, "member")
        return self.service(person, {"new_chat_members": [person.user]})

    def leaves(self, person: Person) -> Message:
        with self.cloud.change():
            self.chat.set_status(person.user, "left")
        return self.service(person, {"left_chat_member": person.user})

    def adds_bot(self, by: Person, status: str = "member") -> Message:
        """The bot comes in: a change of its status, then the service message."""
        change_status(self.cloud, self, status, by.user)
        return self.service(by, {"new_chat_members": [self.cloud.bot]})

    def makes_bot(self, status: str, by: Person) -> None:
        """Promote, demote, restrict or remove the bot: administrator, member, restricted, left, kicked."""
        change_status(self.cloud, self, status, by.user)

    def migrates(self, by: Person) -> "Group":
        """The group becomes a supergroup with another id; the old one takes no more messages."""
        with self.cloud.change():
            number = int(f"-100{2_000_000_000 + self.cloud.new_number()}")
            after = self.cloud.add_chat({**self.chat.info, "id": number, "type": "supergroup"})
            after.users, after.statuses = dict(self.chat.users), dict(self.chat.statuses)
            self.cloud.post(self.chat, {"from": by.user}, {"migrate_to_chat_id": number})
            self.cloud.post(after, {"from": _ANONYMOUS}, {"migrate_from_chat_id": self.id})
            self.chat.migrated_to = number
        return Group(self.cloud, number)

    def anonymous_admin(self) -> Person:
        """An admin who writes in the name of the group."""
        return Person(self.cloud, _ANONYMOUS, {"sender_chat": self.chat.info})


@dataclass(frozen=True, slots=True)
class Channel(Place):
    """A channel; its posts are forwarded to the group that is linked to it."""

    linked: Group | None = None

    def posts(self, text: str) -> Message:
        with self.cloud.change():
            post = self.cloud.post(self.chat, {"sender_chat": self.chat.info}, {"text": text})
            if self.linked:
                origin = {
                    "type": "channel",
                    "date": post["date"],
                    "chat": self.chat.info,
                    "message_id": post["message_id"],
                }
                sender = {"from": _TELEGRAM, "sender_chat": self.chat.info}
                content = {"text": text, "is_automatic_forward": True, "forward_origin": origin}
                self.cloud.post(self.linked.chat, sender, content)
            return Message(dict(post))
