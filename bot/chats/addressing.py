"""Who is spoken to, and what is asked: the rules by which the bot speaks or stays silent.

Offsets of entities count UTF-16 code units, as Telegram does.
"""

from dataclasses import dataclass
from enum import StrEnum

_NOT_A_QUESTION = " \t\r\n,.:;!?-\N{EN DASH}\N{EM DASH}\N{HORIZONTAL ELLIPSIS}"


class Author(StrEnum):
    """What kind of sender wrote a message."""

    PERSON = "person"
    MACHINE = "machine"
    """Another bot, a message sent through one, or a channel's automatic forward."""


@dataclass(frozen=True, slots=True)
class Entity:
    """A part of a text that Telegram marked; `user_id` is set if it names a person without a username."""

    kind: str
    offset: int
    length: int
    user_id: int | None = None


@dataclass(frozen=True, slots=True)
class Replied:
    """The message that a post answers; `mine` if the bot wrote it.

    `is_part` says that `text` is not all of it, but the part that the sender marked.
    """

    text: str
    mine: bool
    is_part: bool = False


@dataclass(frozen=True, slots=True)
class IncomingMessage:
    """A message as far as the rules look at it: its text or caption, and what it answers."""

    text: str
    entities: tuple[Entity, ...] = ()
    replied: Replied | None = None
    author: Author = Author.PERSON


@dataclass(frozen=True, slots=True)
class Me:
    """The bot, as others address it."""

    id: int
    username: str


@dataclass(frozen=True, slots=True)
class ChatRequest:
    """What a message wants: a command, whether we have it or not, and its words; `ask` for a plain question.

    `of_replied` says that the question is what somebody wrote in the message replied to, so the answer belongs there.
    """

    command: str
    words: str
    of_replied: bool = False


ASK = "ask"


def private_call(post: IncomingMessage, me: Me) -> ChatRequest | None:
    """Return what a message in a private chat wants: any text is a question, unless it begins with a command."""
    if post.author is Author.MACHINE or not post.text.strip():
        return None
    command = _command(post)
    if command is None:
        return ChatRequest(ASK, _without_mentions(post, me))
    if not command.is_for(me):
        return ChatRequest(f"{command.name}@{command.target}", command.words)
    return _asked(command.words, post) if command.name == ASK else ChatRequest(command.name, command.words)


def is_plain(post: IncomingMessage) -> bool:
    """Tell whether a message begins with no command."""
    return _command(post) is None


def group_call(post: IncomingMessage, me: Me) -> ChatRequest | None:
    """Return what a message in a group wants of us; None if it does not speak to us.

    It does by /ask, by a command with our name, by a mention, or by a reply to a message of ours that has words and
    does not name somebody else before its first word.
    """
    if post.author is Author.MACHINE:
        return None
    command = _command(post)
    if command:
        if command.name == ASK and command.is_for(me):
            return _asked(command.words, post)
        return ChatRequest(command.name, command.words) if command.target and command.is_for(me) else None
    if any(_mentions(post.text, entity, me) for entity in post.entities):
        return _asked(_without_mentions(post, me), post)
    if post.replied and post.replied.mine and _has_words(post.text) and not _calls_somebody(post):
        return ChatRequest(ASK, post.text.strip())
    return None


def guest_call(post: IncomingMessage, me: Me) -> ChatRequest | None:
    """Return what a message asks that called the bot into a chat in which it is not: a guest is only ever asked.

    Replies to the bot come, too, whatever they say: they speak to it as in a group.
    """
    if post.author is Author.MACHINE:
        return None
    call = group_call(post, me)
    if call is None and post.replied and post.replied.mine:
        return None
    if call is None:
        return _asked(post.text.strip(), post)
    return call if call.command == ASK else ChatRequest(ASK, "")


@dataclass(frozen=True, slots=True)
class _Command:
    name: str
    target: str | None
    words: str

    def is_for(self, me: Me) -> bool:
        return self.target is None or self.target.casefold() == me.username.casefold()


def _command(post: IncomingMessage) -> _Command | None:
    first = _at_start(post, "bot_command")
    if first is None:
        return None
    end = first.offset + first.length
    name, _, target = _slice(post.text, first.offset, end).removeprefix("/").partition("@")
    return _Command(name.casefold(), target or None, _slice(post.text, end).strip())


def _at_start(post: IncomingMessage, kind: str) -> Entity | None:
    """Return the entity of this kind that the text begins with, whatever else is marked there."""
    marked = (entity for entity in post.entities if entity.kind == kind)
    return next((entity for entity in marked if not _slice(post.text, 0, entity.offset).strip()), None)


def _has_words(text: str) -> bool:
    return any(character.isalnum() for character in text)


def _calls_somebody(post: IncomingMessage) -> bool:
    """Tell whether there is a name before any word; it is somebody else's where mentions of us were heeded before."""
    names = (entity for entity in post.entities if entity.kind in ("mention", "text_mention"))
    return any(not _has_words(_slice(post.text, 0, name.offset)) for name in names)


def _asked(words: str, post: IncomingMessage) -> ChatRequest:
    """Return a question in `words`, or in the message replied to if there are none."""
    if words.strip(_NOT_A_QUESTION):
        return ChatRequest(ASK, words)
    if post.replied is None or (post.replied.mine and not post.replied.is_part):
        return ChatRequest(ASK, "")
    return ChatRequest(ASK, post.replied.text.strip(), of_replied=not post.replied.mine)


def _mentions(text: str, entity: Entity, me: Me) -> bool:
    if entity.kind == "text_mention":
        return entity.user_id == me.id
    name = _slice(text, entity.offset, entity.offset + entity.length)
    return entity.kind == "mention" and name.casefold() == f"@{me.username}".casefold()


def _without_mentions(post: IncomingMessage, me: Me) -> str:
    kept, begin = [], 0
    for entity in sorted(post.entities, key=lambda entity: entity.offset):
        if _mentions(post.text, entity, me):
            kept.append(_slice(post.text, begin, entity.offset))
            begin = entity.offset + entity.length
    kept.append(_slice(post.text, begin))
    joined = " ".join(part.strip() for part in kept if part.strip())
    return joined.lstrip(_NOT_A_QUESTION) if len(kept) > 1 else joined


def _slice(text: str, begin: int, end: int | None = None) -> str:
    units = text.encode("utf-16-le", "surrogatepass")
    return units[2 * begin : None if end is None else 2 * end].decode("utf-16-le", "replace")
