"""The people of the playground and the chats they meet in."""

from dataclasses import dataclass

from .botapi import Group, Json, Person, World


@dataclass(frozen=True, slots=True)
class Room:
    """A chat as the page lists it; `speakers` are those who can write there, `bot` is whether the bot is there too."""

    name: str
    hint: str
    chat_id: int
    speakers: tuple[Person, ...]
    bot: bool = True

    def as_json(self) -> Json:
        return {
            "name": self.name,
            "hint": self.hint,
            "chat": self.chat_id,
            "bot": self.bot,
            "speakers": [{"id": person.id, "name": person.user["first_name"]} for person in self.speakers],
        }


@dataclass(frozen=True, slots=True)
class Cast:
    """Everybody, and every room in the order of the page."""

    people: tuple[Person, ...]
    admin: Person
    group: Group
    rooms: tuple[Room, ...]

    def person(self, number: int) -> Person:
        """Raises LookupError if there is nobody of that number."""
        return {person.id: person for person in self.people}[number]

    def room(self, chat_id: int) -> Room:
        """Raises LookupError if no room has this chat."""
        return {room.chat_id: room for room in self.rooms}[chat_id]


def assemble(world: World) -> Cast:
    """A reader, a friend of hers and an admin; a group with the bot, and a chat that the bot is not in.

    The admin has written to the bot already: it can tell her of changes only then.
    """
    rita, ben, ada = (world.person(name) for name in ("Rita", "Ben", "Ada"))
    ada.writes("/start")
    group = world.group("Talks club", ada, ben, rita)
    friends = world.group("Rita and Ben", rita, ben, kind="group", bot="left")
    rooms = (
        Room("Rita", "private chat of a reader", rita.id, (rita,)),
        Room("Talks club", "group; the bot speaks when spoken to", group.id, (rita, ben, ada)),
        Room("Rita and Ben", "the bot is not here: inline mode", friends.id, (rita, ben), bot=False),
        Room("Ada", "private chat of the admin", ada.id, (ada,)),
        Room("Ben", "private chat of another reader", ben.id, (ben,)),
    )
    return Cast((rita, ben, ada), ada, group, rooms)
