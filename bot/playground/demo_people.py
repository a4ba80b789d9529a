"""The people of the playground and the chats they meet in."""

from dataclasses import dataclass

from .botapi import FakeTelegram, Group, Json, Person


@dataclass(frozen=True, slots=True)
class Room:
    """A chat as the page lists it: `speakers` can write there, and `bot` says whether the bot is a member.

    `kind` and `hint` tell it from the others, in one or two words and in one line; the page shows a private chat under
    the name of the bot. `tip` says what to try there; a reader's own chat has none, since the bot greets there.
    """

    name: str
    kind: str
    hint: str
    chat_id: int
    speakers: tuple[Person, ...]
    tip: str = ""
    bot: bool = True

    def as_json(self) -> Json:
        return {
            "name": self.name,
            "kind": self.kind,
            "hint": self.hint,
            "tip": self.tip,
            "chat": self.chat_id,
            "bot": self.bot,
            "speakers": [{"id": person.id, "name": person.user["first_name"]} for person in self.speakers],
        }


@dataclass(frozen=True, slots=True)
class DemoPeople:
    """The people of the demo, and its rooms in the order of the page."""

    people: tuple[Person, ...]
    admin: Person
    group: Group
    rooms: tuple[Room, ...]

    def person(self, number: int) -> Person:
        """Return the person with this id; raise KeyError if there is none."""
        return {person.id: person for person in self.people}[number]

    def room(self, chat_id: int) -> Room:
        """Return the room of this chat; raise KeyError if there is none."""
        return {room.chat_id: room for room in self.rooms}[chat_id]


def assemble(telegram: FakeTelegram, admin: Person | None = None) -> DemoPeople:
    """Create a reader, a friend of hers and an admin if none is given, a group with the bot, and a chat without it.

    The admin writes to the bot at once, for only then can it tell her of changes.
    """
    rita, ben = (telegram.person(name) for name in ("Rita", "Ben"))
    ada = admin or telegram.person("Ada")
    ada.writes("/start")
    telegram.guest_mode(on=True)
    group = telegram.group("Talks club", ada, ben, rita, bot="administrator")  # or mentions would not reach it
    friends = telegram.group("Rita and Ben", rita, ben, kind="group", bot="left")
    bot = f"@{telegram.state.me['username']}"
    rooms = (
        Room("Rita", "as Rita", "you are Rita, a reader", rita.id, (rita,)),
        Room(
            "Talks club",
            "group",
            "3 people and the bot, an admin",
            group.id,
            (rita, ben, ada),
            tip=f"Mention {bot}, or reply to what it said. It is silent otherwise.",
        ),
        Room(
            "Rita and Ben",
            "guest",
            "2 people, without the bot",
            friends.id,
            (rita, ben),
            tip=f"Type {bot} and some words, then pick a result, or send them: it answers as a guest.",
            bot=False,
        ),
        Room(
            "Ada",
            "as Ada",
            "you are Ada, the admin",
            ada.id,
            (ada,),
            tip="/add makes a fact, /gaps shows what was missed, and /help says more.",
        ),
        Room("Ben", "as Ben", "you are Ben, a reader", ben.id, (ben,)),
    )
    return DemoPeople((rita, ben, ada), ada, group, rooms)
