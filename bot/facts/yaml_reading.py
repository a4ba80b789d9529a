"""Reads YAML to plain values with the line of each, from parser events so that hostile input stays cheap.

Only text, numbers, true/false, nothing, lists and mappings are constructed; aliases, tags, deep nesting and duplicate
keys are problems. There is no recursion, so no input can exhaust the stack.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import yaml
from yaml.resolver import Resolver

from bot.facts.problems import MAX_PROBLEMS, Path, Problem, path_text

MAX_BYTES = 8_000_000
"""Size of the largest file that is read: more than `MAX_VALUES` of ordinary length."""

MAX_DEPTH = 12
"""Levels of nesting; a fact file needs four."""

MAX_VALUES = 150_000
"""Values, lists and mappings of one file: room for 10,000 facts, and at worst a second's reading."""

UNPRINTABLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff]")
"""Control characters and surrogates: no text needs them, but an escape such as "\\e" can bring them in."""

_DIRECTIVE = re.compile("(?:^|[\r\n\x85\u2028\u2029])\ufeff?(%TAG)")
"""A directive that names tags: no fact file has tags, and the parser compares each such line with all before it."""

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_RESOLVER: Any = Resolver()


@dataclass(frozen=True, slots=True)
class Document:
    """The value of a YAML file, the line of each part of it, and the problems found.

    `whole` says that the file was read to its end: it may still have problems, but its value can be checked further.
    """

    value: Any
    lines: Mapping[Path, int] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()
    whole: bool = False

    def line_of(self, path: Path) -> int:
        """Return the line, from 1, at which the value at `path` starts, or the nearest part around it that exists."""
        while path and path not in self.lines:
            path = path[:-1]
        return self.lines.get(path, 1)


def read_yaml(file: str, data: bytes) -> Document:
    """Return the one document in `data`, with its problems; `file` is the name that problems carry."""
    if len(data) > MAX_BYTES:
        return Document(None, problems=(Problem(file, 1, "", too_large()),))
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        return Document(None, problems=(Problem(file, line, "", "is not UTF-8 text; save it with the encoding UTF-8"),))
    directive = _DIRECTIVE.search(text) if "%TAG" in text else None
    if directive:
        line = text.count("\n", 0, directive.start(1)) + 1
        return Document(None, problems=(Problem(file, line, "", "has the directive %TAG; delete the line"),))
    builder = _Builder(file)
    try:
        for event in iter(_LOADER(text).get_event, None):
            builder.take(event)
    except yaml.reader.ReaderError as error:
        line = text.count("\n", 0, error.position) + 1
        message = f"has the character U+{_codepoint(error):04X}, which YAML does not allow; delete it"
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        # The parser puts the end of a file into the line after its last one.
        last = len(f"{text}.".splitlines())
        line, message = min(mark.line + 1, last) if mark else 1, _syntax_message(error)
    except _TooMuchError as error:
        line, message = error.line, str(error)
    else:
        return Document(builder.value, builder.lines, tuple(builder.problems), whole=True)
    return Document(None, builder.lines, (*builder.problems, Problem(file, line, "", message)))


def too_large() -> str:
    """Return the message about a file of more than `MAX_BYTES`."""
    return f"is larger than {MAX_BYTES:,} bytes; split it into several files"


def _codepoint(error: yaml.reader.ReaderError) -> int:
    return error.character if isinstance(error.character, int) else ord(error.character)


def _syntax_message(error: yaml.MarkedYAMLError) -> str:
    what = " ".join(filter(None, (error.context, error.problem)))
    return f"is not valid YAML ({what}); look here and in the line before for indentation, quotes and colons"


class _TooMuchError(Exception):
    """A construct or a size that no fact file needs; reading stops there."""

    def __init__(self, line: int, message: str) -> None:
        super().__init__(message)
        self.line = line


@dataclass(slots=True)
class _OpenCollection:
    """A list or mapping whose end has not come yet."""

    path: Path
    value: list[Any] | dict[str, Any]
    key: str | None = None


class _Builder:
    """Builds the value of a document from parser events, one at a time."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.value: Any = None
        self.lines: dict[Path, int] = {}
        self.problems: list[Problem] = []
        self._open: list[_OpenCollection] = []
        self._documents = 0
        self._values = 0

    def take(self, event: yaml.Event) -> None:
        line = event.start_mark.line + 1 if event.start_mark else 1
        if isinstance(event, yaml.ScalarEvent):
            self._take_scalar(event, line)
        elif isinstance(event, yaml.MappingStartEvent):
            self._start({}, event, line)
        elif isinstance(event, yaml.SequenceStartEvent):
            self._start([], event, line)
        elif isinstance(event, yaml.CollectionEndEvent):
            self._open.pop()
        elif isinstance(event, yaml.AliasEvent):
            raise _TooMuchError(line, f"uses the alias *{event.anchor:.60}; write the value out instead")
        elif isinstance(event, yaml.DocumentStartEvent):
            self._documents += 1
            if self._documents > 1:
                message = "holds a second document; delete the line '---' or make it a file of its own"
                raise _TooMuchError(line, message)

    def _take_scalar(self, event: yaml.ScalarEvent, line: int) -> None:
        parent = self._open[-1] if self._open else None
        if parent is not None and isinstance(parent.value, dict) and parent.key is None:
            self._take_key(parent, event, line)
            return
        path = self._place(line)
        self._refuse_tag(event, path, line)
        self._refuse_unprintable(event, path, line)
        self._put(_resolved(event))

    def _take_key(self, parent: _OpenCollection, event: yaml.ScalarEvent, line: int) -> None:
        key = event.value
        path = (*parent.path, key)
        self._refuse_tag(event, path, line)
        self._refuse_unprintable(event, path, line)
        if key in parent.value:
            self._problem(path, line, f"is here twice (first in line {self.lines[path]}); keep one of them")
        self.lines[path] = line
        parent.key = key

    def _start(self, value: list[Any] | dict[str, Any], event: yaml.CollectionStartEvent, line: int) -> None:
        if len(self._open) >= MAX_DEPTH:
            raise _TooMuchError(line, f"is nested deeper than {MAX_DEPTH} levels; a fact file needs four")
        parent = self._open[-1] if self._open else None
        if parent is not None and isinstance(parent.value, dict) and parent.key is None:
            message = "has a list or mapping where a key belongs; put quotes around text with { or ["
            raise _TooMuchError(line, message)
        path = self._place(line)
        self._refuse_tag(event, path, line)
        self._put(value)
        self._open.append(_OpenCollection(path, value))

    def _place(self, line: int) -> Path:
        """Count the value that comes now, note its line, and return its path."""
        self._values += 1
        if self._values > MAX_VALUES:
            raise _TooMuchError(line, f"holds more than {MAX_VALUES:,} values; split it into several files")
        if not self._open:
            self.lines[()] = line
            return ()
        parent = self._open[-1]
        if isinstance(parent.value, list):
            path: Path = (*parent.path, len(parent.value))
            self.lines[path] = line
            return path
        return (*parent.path, parent.key or "")

    def _put(self, value: Any) -> None:
        if not self._open:
            self.value = value
            return
        parent = self._open[-1]
        if isinstance(parent.value, list):
            parent.value.append(value)
        else:
            parent.value[parent.key or ""] = value
            parent.key = None

    def _refuse_tag(self, event: yaml.ScalarEvent | yaml.CollectionStartEvent, path: Path, line: int) -> None:
        tag = event.tag
        if tag is not None and tag != "!":
            self._problem(path, line, f"has the tag {tag!r:.60}; fact files hold plain text, so delete the tag")

    def _refuse_unprintable(self, event: yaml.ScalarEvent, path: Path, line: int) -> None:
        # Only text in double quotes has escapes; what is not escaped the parser refuses by itself.
        found = UNPRINTABLE.search(event.value) if event.style == '"' else None
        if found:
            self._problem(path, line, f"holds the character U+{ord(found[0]):04X}, which no text needs; delete it")

    def _problem(self, path: Path, line: int, message: str) -> None:
        self.problems.append(Problem(self.file, line, path_text(path), message))
        if len(self.problems) >= MAX_PROBLEMS:
            raise _TooMuchError(line, f"has {MAX_PROBLEMS} problems or more; mend the first ones and check again")


def _resolved(event: yaml.ScalarEvent) -> Any:
    """Return the value of a scalar by YAML's rules, as far as a fact file has a use for it; all else stays text."""
    if not event.implicit[0] or " " in event.value:
        return event.value
    match _RESOLVER.resolve(yaml.ScalarNode, event.value, (True, False)):
        case "tag:yaml.org,2002:null":
            return None
        case "tag:yaml.org,2002:bool":
            return event.value.lower() in ("yes", "true", "on")
        case "tag:yaml.org,2002:int" if re.fullmatch(r"[0-9]{1,18}", event.value):
            return int(event.value)
        case "tag:yaml.org,2002:int" | "tag:yaml.org,2002:float":
            return _number_or_text(event.value)
        case _:
            return event.value


def _number_or_text(text: str) -> float | str:
    """Return the decimal number in `text`; a number by YAML's special forms only ("12:30" in base 60) stays text."""
    try:
        return float(text)
    except ValueError:
        return text
