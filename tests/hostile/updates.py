"""Raw updates of any shape, read off the signatures of python-telegram-bot, so that what it learns is tried too."""

import datetime
import inspect
import sys
import typing
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from functools import cache, partial
from typing import Any

import telegram
from hypothesis import strategies as st
from telegram import CallbackQuery, Chat, MessageEntity, TelegramObject, Update, User
from telegram.constants import ChatType, MessageEntityType, UpdateType

from bot.telegram.transport.updates import HANDLED
from tests.hostile.texts import ANY_TEXT, BUTTON_DATA

Json = dict[str, Any]
Path = tuple[Any, ...]
Anything = st.SearchStrategy[Any]
Kind = Any
"""A class of python-telegram-bot, whose types say that it cannot be hashed, and so not be cached by."""

MOST_OPTIONAL = 6
"""Optional fields of one object: a message has more than a hundred, and no update has them all."""

DEEPEST = 4
"""Levels below an update down to which objects have optional fields."""

_RAW_NAMES = {"from_user": "from"}
_DISCRIMINATORS = ("type", "status", "source")
_ENUMS: dict[Kind, type[Enum]] = {Chat: ChatType, MessageEntity: MessageEntityType}

_TELLING = frozenset(
    {
        "caption",
        "caption_entities",
        "direct_messages_topic",
        "document",
        "entities",
        "external_reply",
        "from_user",
        "quote",
        "reply_to_message",
        "text",
    }
)
"""The fields that most handlers look at; half of the optional ones are taken from these."""


def updates(ids: Sequence[int]) -> st.SearchStrategy[Json]:
    """Updates that could come from Telegram as far as their shape goes; `ids` are those of people and chats to meet."""
    shapes = _Shapes(tuple(ids))
    others = [name for name in _fields(Update) if name != "update_id"]
    kinds = st.just(UpdateType.MESSAGE) | st.sampled_from(HANDLED) | st.sampled_from(others)
    return kinds.flatmap(lambda kind: shapes.values(_fields(Update)[kind], 0).map(lambda body: {str(kind): body}))


def mangled(update: Json) -> st.SearchStrategy[Json]:
    """`update` with something of any type in the place of one of its values."""
    return st.sampled_from(list(_paths(update))).flatmap(lambda path: _ANY_JSON.map(partial(_with, update, path)))


_ANY_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.text(max_size=8), inner, max_size=2),
    max_leaves=4,
)


def _paths(value: Any, path: Path = ()) -> Iterator[Path]:
    inside = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, inner in inside:
        yield (*path, key)
        yield from _paths(inner, (*path, key))


def _with(value: Any, path: Path, new: Any) -> Any:
    """`value` with `new` at `path`."""
    if not path:
        return new
    copied = value.copy()
    copied[path[0]] = _with(value[path[0]], path[1:], new)
    return copied


@dataclass(frozen=True)
class _Shapes:
    ids: tuple[int, ...]

    def values(self, hint: Any, depth: int) -> Anything:
        """What the type `hint` looks like in JSON."""
        if typing.get_origin(hint) is Sequence:
            return st.lists(self.values(typing.get_args(hint)[0], depth), max_size=3)
        if alternatives := [argument for argument in typing.get_args(hint) if argument is not type(None)]:
            return st.one_of([self.values(argument, depth) for argument in alternatives])
        if inspect.isclass(hint) and issubclass(hint, TelegramObject):
            whole = st.deferred(lambda: _objects(self, hint, depth + 1))
            return st.sampled_from(self.ids).map(_KNOWN[hint]) | whole if hint in _KNOWN else whole
        if hint in (datetime.datetime, datetime.timedelta):
            return st.integers(0, 2**31) | self.numbers
        return {bool: st.booleans(), int: self.numbers, float: st.floats(-180, 180)}.get(hint, ANY_TEXT)

    @property
    def numbers(self) -> st.SearchStrategy[int]:
        return st.sampled_from(self.ids) | st.integers(-1, 9) | st.integers(-(2**63), 2**63)

    def field(self, kind: Kind, name: str, depth: int) -> Anything:
        """What the field `name` of `kind` may hold."""
        if name == "type" and kind in _ENUMS:
            return st.sampled_from([member.value for member in _ENUMS[kind]])
        if kind is CallbackQuery and name == "data":
            return BUTTON_DATA
        return self.values(_fields(kind)[name], depth)


@st.composite
def _objects(draw: st.DrawFn, shapes: _Shapes, of: Kind, depth: int) -> Json:
    kind = draw(st.sampled_from(of.__subclasses__() or [of]))
    names = list(_required(kind))
    optional = [name for name in _fields(kind) if name not in names]
    if optional and depth <= DEEPEST:
        telling = [name for name in optional if name in _TELLING] or optional
        chosen = st.sampled_from(telling) | st.sampled_from(optional)
        names += draw(st.lists(chosen, unique=True, min_size=depth == 1, max_size=MOST_OPTIONAL))
    drawn = {_RAW_NAMES.get(name, name): draw(shapes.field(kind, name, depth)) for name in names}
    return drawn | _discriminator(kind)


def _known_chat(number: int) -> Json:
    return {"id": number, "type": "private" if number > 0 else "supergroup"}


def _known_person(number: int) -> Json:
    return {"id": abs(number), "is_bot": False, "first_name": "Ann"}


_KNOWN = {Chat: _known_chat, User: _known_person}


@cache
def _fields(kind: Kind) -> dict[str, Any]:
    """The fields of `kind` with the types that its signature gives them."""
    names = {**vars(telegram), **vars(sys.modules["telegram._utils.types"]), **vars(sys.modules[kind.__module__])}
    hints = typing.get_type_hints(kind.__init__, names | {"Sequence": Sequence, "dtm": datetime})
    return {name: hints[name] for name in inspect.signature(kind).parameters if name in hints and name != "api_kwargs"}


@cache
def _required(kind: Kind) -> tuple[str, ...]:
    parameters = inspect.signature(kind).parameters
    return tuple(name for name in _fields(kind) if parameters[name].default is inspect.Parameter.empty)


@cache
def _discriminator(kind: Kind) -> Json:
    """The field by which python-telegram-bot tells `kind` from its siblings, if it has any."""
    if kind.__base__ is TelegramObject:
        return {}
    made = kind(**dict.fromkeys(_fields(kind), 0))
    return {name: str(getattr(made, name)) for name in _DISCRIMINATORS if getattr(made, name, None)}
