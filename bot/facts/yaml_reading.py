"""Reads YAML to plain values with the line of each, from parser events so that hostile input stays cheap.

Only text, numbers, true/false, nothing, lists and mappings are constructed; aliases, tags, deep nesting and duplicate
keys are problems. There is no recursion, so no input can exhaust the stack.
"""

import re
from array import array
from bisect import bisect_left
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import islice
from typing import Any

import yaml
from yaml.resolver import Resolver

from bot.facts.problems import MAX_PROBLEMS, Path, Problem, Severity, path_text
from bot.facts.swallowed_text import (
    Swallowed,
    Trap,
    comment_at,
    comment_below,
    has_comment_lines,
    is_cut_question,
    warning,
)

MAX_BYTES = 8_000_000
"""Size of the largest file that is read: more than `MAX_VALUES` of ordinary length."""

MAX_DEPTH = 12
"""Levels of nesting; a fact file needs four."""

MAX_VALUES = 150_000
"""Values, lists and mappings of one file: room for 10,000 facts, and at worst a second's reading."""

UNPRINTABLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff]")
"""Control characters and surrogates: no text needs them, but an escape such as "\\e" can bring them in."""

MAX_LOOKED_AT = 10_000
"""Characters that a file should not have and that are looked at: a file of nothing else has millions."""

_FORBIDDEN = re.compile("[^\t\n\r -~\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that the parser refuses; it counts bytes up to the first one, and says nothing of the others."""

_ODD_BREAK = re.compile("[\x85\u2028\u2029]")
"""Characters that end a line for YAML and for no editor."""

_LINE_BREAK = re.compile("\r\n|[\r\n]")

_NO_SPACE = re.compile("[\xa0\u2000-\u200b\u202f\u2060\u3000\ufeff]")
"""Characters that look like a space, or like nothing, and are letters for YAML."""

_ESCAPE = re.compile(r"\\(.)", re.DOTALL)

_UNLIKELY_ESCAPES = {"t": "U+0009", "N": "U+0085", "L": "U+2028", "P": "U+2029", "_": "U+00A0"}
"""Letters that a backslash before them makes something of that hardly anybody writes so in a text."""

_DIRECTIVE = re.compile("(?:^|[\r\n\x85\u2028\u2029])\ufeff?(%TAG)")
"""A directive that names tags: no fact file has tags, and the parser compares each such line with all before it."""

_HINTS = {
    "mapping values are not allowed": "; put quotes around a text that has ': ' in it",
    "scanning an alias": "; put quotes around a text that begins with *",
    "scanning an anchor": "; put quotes around a text that begins with &",
    "scanning a tag": "; put quotes around a text that begins with !",
    "cannot start any token": "; put quotes around a text that begins with this character",
    "scanning a block scalar": "; put quotes around a text that begins with > or |",
    "block sequence entries are not allowed": "; put quotes around a text that begins with '- '",
    "mapping keys are not allowed": "; put quotes around a text that begins with '? '",
    "unknown escape character": "; in double quotes write two \\ for one",
    "hexdecimal": "; in double quotes write two \\ for one",
    "scanning a quoted scalar": "; a text that begins with ' or \" needs the same at its end",
    "did not find expected key": "; if a text begins with a quotation mark or a bracket, put quotes around all of it",
    "expected ',' or ']'": "; put quotes around an item with a bracket, a quotation mark or ' #' in it",
}
"""What a text without quotes has made the parser say, and what to do."""

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_RESOLVER: Any = Resolver()


@dataclass(frozen=True, slots=True)
class Document:
    """The value of a YAML file, the line of each part of it, and the problems found.

    `warnings` name text that is in the file and in no value, or in two.
    `whole` says that the file was read to its end: it may still have problems, but its value can be checked further.
    """

    value: Any
    lines: Mapping[Path, int] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()
    whole: bool = False
    warnings: tuple[Problem, ...] = ()

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
    forbidden = [
        Problem(file, line, "", f"has the character U+{ord(found):04X}, which YAML does not allow; delete it")
        for line, found in _characters(text, _FORBIDDEN)
    ]
    if forbidden:
        return Document(None, problems=tuple(forbidden))
    breaks = tuple(
        Problem(
            file, line, "", f"holds the character U+{ord(found):04X}, which YAML takes for the end of a line; delete it"
        )
        for line, found in _characters(text, _ODD_BREAK)
    )
    builder = _Builder(file, text)
    try:
        for event in iter(_LOADER(text).get_event, None):
            builder.take(event)
    except yaml.MarkedYAMLError as error:
        is_open = "unexpected end of stream" in (error.problem or "")
        mark = (error.context_mark if is_open else error.problem_mark) or error.problem_mark or error.context_mark
        # The parser puts the end of a file into the line after its last one.
        line = min(builder.line_at(mark), len(_LINE_BREAK.findall(text)) + 1) if mark else 1
        message = _syntax_message(error, text, line)
    except _TooMuchError as error:
        line, message = error.line, str(error)
    else:
        warnings = (*(replace(problem, severity=Severity.WARNING) for problem in breaks), *builder.warnings)
        return Document(builder.value, builder.lines, tuple(builder.problems), whole=True, warnings=warnings)
    return Document(None, builder.lines, (*breaks, *builder.problems, Problem(file, line, "", message)))


def too_large() -> str:
    """Return the message about a file of more than `MAX_BYTES`."""
    return f"is larger than {MAX_BYTES:,} bytes; split it into several files"


def _characters(text: str, wanted: re.Pattern[str]) -> Iterator[tuple[int, str]]:
    """Yield the characters that are `wanted`, each after its line, and one of a kind for each line.

    At most `MAX_PROBLEMS` are found, and no more than `MAX_LOOKED_AT` looked at.
    """
    seen: set[tuple[int, str]] = set()
    line, position = 1, 0
    for found in islice(wanted.finditer(text), MAX_LOOKED_AT):
        line += len(_LINE_BREAK.findall(text, position, found.start()))
        position = found.start()
        if (line, found[0]) not in seen:
            seen.add((line, found[0]))
            yield line, found[0]
        if len(seen) >= MAX_PROBLEMS:
            return


def _syntax_message(error: yaml.MarkedYAMLError, text: str, line: int) -> str:
    what = " ".join(filter(None, (error.context, error.problem)))
    hint = next((hint for words, hint in _HINTS.items() if words in what), "")
    near = "\n".join(_LINE_BREAK.split(text)[max(line - 2, 0) : line])
    if found := _NO_SPACE.search(near):
        number = f"U+{ord(found[0]):04X}"
        hint = f"; here or in the line before is the character {number}, which is no space for YAML, so delete it"
    return f"is not valid YAML ({what}){hint}; look here and in the line before for indentation, quotes and colons"


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
    in_brackets: bool = False
    column: int = 0
    """The column of the last key, or of the list: what belongs to its value is indented more."""
    before: tuple[str, int, int] = ("", 0, 0)
    """In brackets, the item before if it has no quotes, its line, and where it ends."""


class _Builder:
    """Builds the value of a document from parser events, one at a time."""

    def __init__(self, file: str, text: str) -> None:
        self.file = file
        self.text = text
        self.value: Any = None
        self.lines: dict[Path, int] = {}
        self.problems: list[Problem] = []
        self.warnings: list[Problem] = []
        self._odd_breaks = array("L", (found.start() for found in _ODD_BREAK.finditer(text)))
        self._has_escapes = "\\" in text
        self._has_comment_lines = has_comment_lines(text)
        self._anchors: set[str] = set()
        self._open: list[_OpenCollection] = []
        self._documents = 0
        self._values = 0

    def line_at(self, mark: Any) -> int:
        """Return the line at `mark`, from 1, as an editor counts: the parser has more line breaks than editors."""
        line = int(mark.line) + 1
        return line - bisect_left(self._odd_breaks, mark.index) if self._odd_breaks else line

    def take(self, event: yaml.Event) -> None:
        line = self.line_at(event.start_mark)
        if isinstance(event, yaml.ScalarEvent):
            self._take_scalar(event, line)
        elif isinstance(event, yaml.MappingStartEvent):
            self._start({}, event, line)
        elif isinstance(event, yaml.SequenceStartEvent):
            self._start([], event, line)
        elif isinstance(event, yaml.CollectionEndEvent):
            self._open.pop()
        elif isinstance(event, yaml.AliasEvent):
            raise _TooMuchError(line, self._alias_message(event.anchor))
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
        self._note_swallowed(event, path)
        if parent is not None and parent.in_brackets and path[-2:-1] == ("questions",):
            self._note_comma(parent, event, path)
        self._put(_resolved(event))

    def _take_key(self, parent: _OpenCollection, event: yaml.ScalarEvent, line: int) -> None:
        key = event.value
        path = (*parent.path, key)
        self._refuse_tag(event, path, line)
        self._refuse_unprintable(event, path, line)
        if key in parent.value:
            self._problem(path, line, f"is here twice (first in line {self.lines[path]}); keep one of them")
        if event.anchor:
            self._note_property(event, path, key)
        self.lines[path] = line
        parent.key = key
        start: Any = event.start_mark
        parent.column = start.column

    def _start(self, value: list[Any] | dict[str, Any], event: yaml.CollectionStartEvent, line: int) -> None:
        if len(self._open) >= MAX_DEPTH:
            raise _TooMuchError(line, f"is nested deeper than {MAX_DEPTH} levels; a fact file needs four")
        parent = self._open[-1] if self._open else None
        if parent is not None and isinstance(parent.value, dict) and parent.key is None:
            message = "has a list or mapping where a key belongs; put quotes around text with { or ["
            raise _TooMuchError(line, message)
        path = self._place(line)
        self._refuse_tag(event, path, line)
        if event.anchor:
            self._note_property(event, path, "")
        if parent is not None:
            parent.before = ("", 0, 0)
        self._put(value)
        in_brackets = isinstance(value, list) and bool(event.flow_style)
        start: Any = event.start_mark
        self._open.append(_OpenCollection(path, value, in_brackets=in_brackets, column=start.column))

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

    def _note_swallowed(self, event: yaml.ScalarEvent, path: Path) -> None:
        """Keep what stands around a value and is none of it for YAML: a comment behind it, a word before it."""
        if event.anchor or event.tag == "!":
            self._note_property(event, path, event.value)
        if len(self.warnings) >= MAX_PROBLEMS:
            return
        end: Any = event.end_mark
        if event.style:
            if self._has_escapes:
                self._note_escape(event, path)
        elif comment := comment_at(self.text, end.index):
            self._warn(path, self.line_at(end), Swallowed(Trap.COMMENT, event.value, comment))
        elif self._has_comment_lines and self._open:
            comment = comment_below(self.text, end.index, self._open[-1].column)
            if comment:
                self._warn(path, self.line_at(end), Swallowed(Trap.LINE, event.value, comment))

    def _note_escape(self, event: yaml.ScalarEvent, path: Path) -> None:
        start: Any = event.start_mark
        end: Any = event.end_mark
        raw = self.text[start.index : end.index] if event.style == '"' else ""
        found = next((each[1] for each in _ESCAPE.finditer(raw) if each[1] in _UNLIKELY_ESCAPES), None)
        if found:
            message = f"has \\{found}, which YAML takes for {_UNLIKELY_ESCAPES[found]}; write two \\ for one"
            line = self.line_at(start)
            self.warnings.append(Problem(self.file, line, path_text(path), message, Severity.WARNING))

    def _note_property(self, event: yaml.ScalarEvent | yaml.CollectionStartEvent, path: Path, value: str) -> None:
        """Keep an anchor or an empty tag, which stand before a value."""
        if event.anchor:
            self._anchors.add(event.anchor)
        if len(self.warnings) < MAX_PROBLEMS:
            trap, lost = (Trap.ANCHOR, f"&{event.anchor}") if event.anchor else (Trap.TAG, "!")
            self._warn(path, self.line_at(event.start_mark), Swallowed(trap, value, lost))

    def _note_comma(self, parent: _OpenCollection, event: yaml.ScalarEvent, path: Path) -> None:
        """Keep two items of a list in brackets that are likely to be one text with a comma."""
        before, its_line, its_end = parent.before
        start: Any = event.start_mark
        end: Any = event.end_mark
        line, item = self.line_at(start), "" if event.style else event.value
        if before and its_line == line:
            between = self.text[its_end : start.index]
            if is_cut_question(before, item, between):
                self._warn(path, line, Swallowed(Trap.COMMA, before, item, between))
        parent.before = (item, self.line_at(end), end.index)

    def _alias_message(self, name: str | None) -> str:
        if name in self._anchors:
            return f"uses the alias *{name:.60}; write the value out instead"
        return f"has *{name:.60} where a value begins, which YAML takes for an alias; put quotes around the text"

    def _refuse_tag(self, event: yaml.ScalarEvent | yaml.CollectionStartEvent, path: Path, line: int) -> None:
        tag = event.tag
        if tag is not None and tag != "!":
            own = ", or put quotes around a text that begins with !" if tag.startswith("!") else ""
            self._problem(path, line, f"has the tag {tag!r:.60}; fact files hold plain text, so delete the tag{own}")

    def _refuse_unprintable(self, event: yaml.ScalarEvent, path: Path, line: int) -> None:
        # Only text in double quotes has escapes; what is not escaped the parser refuses by itself.
        found = UNPRINTABLE.search(event.value) if event.style == '"' else None
        if found:
            self._problem(path, line, f"holds the character U+{ord(found[0]):04X}, which no text needs; delete it")

    def _warn(self, path: Path, line: int, swallowed: Swallowed) -> None:
        key = next((step for step in reversed(path) if isinstance(step, str)), "")
        if len(self.warnings) < MAX_PROBLEMS and (message := warning(swallowed, key)):
            self.warnings.append(Problem(self.file, line, path_text(path), message, Severity.WARNING))

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
