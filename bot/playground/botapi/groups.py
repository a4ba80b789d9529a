"""Groups and channels: members that come and go, upgrades, and posts."""

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


def change_status(state: ServerState, place: Place, status: str, by: Json) -> None:
    """Change the bot's status in a chat, and send it the update."""
    with state.change():
        change = {
            "chat": place.chat.info,
            "from": by,
            "date": int(time.time()),
            "old_chat_member": member(state.bot, place.chat.status_of(state.me["id"])),
            "new_chat_member": member(state.bot, status),
        }
        place.chat.set_status(state.bot, status)
        state.updates.add("my_chat_member", change)


@dataclass(frozen=True, slots=True)
class Group(Place):
    """A group or a supergroup, with topics if it is a forum."""

    def topic(self, name: str, by: Person) -> Place:
        """Open a topic of a forum."""
        return self.open_topic(name, by.user)

    def service(self, by: Person, content: Json) -> Message:
        """Post a service message: a new title, a pinned message, …"""
        with self.state.change():
            return Message(dict(self.state.post(self.chat, {"from": by.user}, content)))

    def joins(self, person: Person) -> Message:
        """Let a person join, and return the service message."""
        with self.state.change():
            self.chat.set_status(person.user, "member")
        return self.service(person, {"new_chat_members": [person.user]})

    def leaves(self, person: Person) -> Message:
        """Let a person leave, and return the service message."""
        with self.state.change():
            self.chat.set_status(person.user, "left")
        return self.service(person, {"left_chat_member": person.user})

    def adds_bot(self, by: Person, status: str = "member") -> Message:
        """Add the bot: change its status, then return the service message."""
        change_status(self.state, self, status, by.user)
        return self.service(by, {"new_chat_members": [self.state.bot]})

    def makes_bot(self, status: str, by: Person) -> None:
        """Change the bot's status to administrator, member, restricted, left or kicked."""
        change_status(self.state, self, status, by.user)

    def migrates(self, by: Person, *, joined_first: bool = False) -> "Group":
        """Upgrade the group to a supergroup, which is returned; the old one takes no more messages.

        The bot joins the supergroup, of which it is told last, or first if `joined_first`.
        """
        with self.state.change():
            number = int(f"-100{2_000_000_000 + self.state.new_number()}")
            after = self.state.add_chat({**self.chat.info, "id": number, "type": "supergroup"})
            after.users, after.statuses = dict(self.chat.users), dict(self.chat.statuses)
            status = after.status_of(self.state.me["id"])
            after.set_status(self.state.bot, "left")
            supergroup = Group(self.state, number)
            if joined_first:
                change_status(self.state, supergroup, status, by.user)
            self.state.post(self.chat, {"from": by.user}, {"migrate_to_chat_id": number})
            if not joined_first:
                change_status(self.state, supergroup, status, by.user)
            self.state.post(after, {"from": _ANONYMOUS}, {"migrate_from_chat_id": self.id})
            self.chat.migrated_to = number
        return supergroup

    def anonymous_admin(self) -> Person:
        """Return an admin who writes in the name of the group."""
        return Person(self.state, _ANONYMOUS, {"sender_chat": self.chat.info})


@dataclass(frozen=True, slots=True)
class Channel(Place):
    """A channel; its posts are forwarded to the group that is linked to it."""

    linked: Group | None = None

    def posts(self, text: str) -> Message:
        """Post a text, forward it to the linked group, and return the post."""
        with self.state.change():
            post = self.state.post(self.chat, {"sender_chat": self.chat.info}, {"text": text})
            if self.linked:
                origin = {
                    "type": "channel",
                    "date": post["date"],
                    "chat": self.chat.info,
                    "message_id": post["message_id"],
                }
                sender = {"from": _TELEGRAM, "sender_chat": self.chat.info}
                content = {"text": text, "is_automatic_forward": True, "forward_origin": origin}
                self.state.post(self.linked.chat, sender, content)
            return Message(dict(post))


@dataclass(frozen=True, slots=True)
class DirectMessages(Place):
    """The direct messages of a channel, which has them in a topic for each person."""

    def topic_of(self, person: Person) -> Place:
        """Return the topic of a person, whose id is that of the person."""
        with self.state.change():
            self.chat.topics[person.id] = str(person.user["first_name"])
            self.chat.set_status(person.user, "member")
        return Place(self.state, self.id, person.id)
