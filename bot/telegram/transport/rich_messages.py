"""Rich messages (Bot API 10.1) as plain ones: such a message has blocks and no text.

python-telegram-bot does not know them yet. What a later version of the Bot API adds is read as far as it has text.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any

DEEPEST = 64
"""Levels of lists and objects that are read: a list in a list takes four. These cannot exhaust the stack of Python."""

_PROSE = frozenset({"alternative_text", "caption", "credit", "expression", "summary", "text"})
"""The fields that hold what is to be read; other texts are the names of types, labels, addresses and the like."""

_CODE = frozenset({"code", "pre", "preformatted"})
"""The types of what is shown as it is: nothing in it speaks to anybody."""

_NESTED = ("message", "reply_to_message")
"""The fields in which a message, or the tap on a button of it, has another one."""

_COMMAND = re.compile(r"/[A-Za-z0-9_]{1,64}(?:@\w{3,32})?(?![\w/])")
_MENTION = re.compile(r"(?<![\w@/])@[A-Za-z]\w{3,31}(?!\w)")
"""What Telegram marks in a plain text; in a rich one it may be marked or not."""


def with_text(message: Any) -> Any:
    """Return a raw message with the text of its blocks, if it has blocks and no text; also where it replies to such."""
    if not isinstance(message, Mapping):
        return message
    found = {name: with_text(message[name]) for name in _NESTED if name in message}
    if "rich_message" in message and not message.get("text"):
        found |= _text_of(message["rich_message"])
    return {**message, **found} if found else message


def _text_of(rich: Any) -> dict[str, Any]:
    """Return the fields `text` and `entities` of a rich message; none if it has no text."""
    reader = _Reader()
    reader.read(rich, prose=False, code=False, depth=0)
    text = "".join(reader.parts)
    if not text.strip():
        return {}
    return {"text": text, "entities": [*reader.people, *_marked("".join(reader.spoken))]}


def _marked(text: str) -> Iterator[dict[str, Any]]:
    """Yield the command that `text` begins with and the names in it, as entities."""
    command = _COMMAND.match(text)
    if command is not None:
        yield {"type": "bot_command", "offset": 0, "length": _units(command[0])}
    read, offset = 0, 0
    for name in _MENTION.finditer(text):
        offset += _units(text[read : name.start()])
        read = name.start()
        yield {"type": "mention", "offset": offset, "length": _units(name[0])}


class _Reader:
    """Gathers the text of blocks, a line for each, and where in it people are named.

    `spoken` is the same with blanks for code.
    """

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.spoken: list[str] = []
        self.people: list[dict[str, Any]] = []
        self._units = 0

    def read(self, node: Any, *, prose: bool, code: bool, depth: int) -> None:
        """Read `node`: a text if it is `prose`, a list, or an object, whose fields of prose are read."""
        if isinstance(node, str) and prose:
            self._add(node, code)
        elif depth >= DEEPEST:
            return
        elif isinstance(node, list):
            for item in node:
                if not prose:
                    self._begin_line()
                self.read(item, prose=prose, code=code, depth=depth + 1)
        elif isinstance(node, Mapping):
            self._read_object(node, prose, code or node.get("type") in _CODE, depth)

    def _read_object(self, node: Mapping[str, Any], prose: bool, code: bool, depth: int) -> None:
        begin, goes_on = self._units, prose
        for name, value in node.items():
            if name in _PROSE:
                if not goes_on:
                    self._begin_line()
                self.read(value, prose=True, code=code, depth=depth + 1)
                goes_on = False
            elif isinstance(value, list | Mapping):
                self.read(value, prose=False, code=code, depth=depth + 1)
        if node.get("type") == "text_mention" and self._units > begin:
            length = self._units - begin
            self.people.append({"type": "text_mention", "offset": begin, "length": length, "user": node.get("user")})

    def _begin_line(self) -> None:
        if self.parts and not self.parts[-1].endswith("\n"):
            self._add("\n", code=False)

    def _add(self, text: str, code: bool) -> None:
        if text:
            self._units += _units(text)
            self.parts.append(text)
            self.spoken.append(" " * len(text) if code else text)


def _units(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2
