"""Finds where one more item or key can go in a YAML text, by the marks of its nodes.

Each function yields several insertions, the best-looking first; the caller tries which of them is right.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import yaml

Insertion = tuple[tuple[int, str], ...]
"""Texts, each with its position in the text as it was."""

Insertions = Iterator[Insertion]

STEP = 2
"""Columns of indentation where the file shows no example."""

_BREAK = re.compile("\r\n|[\r\n\x85\u2028\u2029]")
_BEFORE_COMMA = re.compile("(?:[ \t\r\n\x85\u2028\u2029]|#[^\r\n\x85\u2028\u2029]*+)*+,")
"""Whitespace and comments, then the comma. A comment never gives up what it took: neither a comma in it nor a second
`#` may be tried again, which would take exponential time."""


def at_end_of_sequence(text: str, sequence: yaml.SequenceNode, lines: Sequence[str], inline: str) -> Insertions:
    """Yield insertions of `lines` as one more item of a block list, or of `inline` as one more in brackets."""
    if not sequence.flow_style:
        yield from _below(text, sequence.value[-1], lines, sequence.start_mark.column)
    elif not sequence.value:
        yield ((sequence.start_mark.index + 1, inline),)
    else:
        yield from _line_in_brackets(text, sequence, inline)
        yield ((end_of(sequence.value[-1]), f", {inline}"),)


def at_end_of_mapping(
    text: str, mapping: yaml.MappingNode, lines: Sequence[str], inline: str, *, after: str = ""
) -> Insertions:
    """Yield insertions of `lines` as one more key of a block mapping, below the key `after`, or of `inline` in braces.

    A block of text that ends with the file but without a line break can have nothing below it; then any place will do.
    """
    if mapping.flow_style:
        yield ((end_of(mapping.value[-1][1]), f", {inline}"),)
        return
    column = key_column(mapping)
    if not after:
        if has_blank_line_above(text, mapping.value[-1][0].start_mark.index):
            yield (_lines_at(text, len(text), ["", *_indented(lines, column)]),)
        yield (_lines_at(text, len(text), _indented(lines, column)),)
    else:
        yield from _below(text, value_of(mapping, after), lines, column)
    for _, value in reversed(mapping.value):
        yield from _below(text, value, lines, column)


def value_of(mapping: yaml.MappingNode, key: str) -> Any:
    """Return the node of the value at `key`, None if there is none; the file was checked, so its type is known."""
    return next((value for name, value in mapping.value if name.value == key), None)


def key_column(mapping: yaml.MappingNode) -> int:
    """Return the column in which the keys of a mapping begin."""
    return int(mapping.value[0][0].start_mark.column)


def offset_of_items(mappings: Iterable[yaml.MappingNode], key: str) -> int:
    """Return how many columns further right than `key` the items of its list begin, as in the last of `mappings`."""
    offset = STEP
    for mapping in mappings:
        value = value_of(mapping, key)
        if isinstance(value, yaml.SequenceNode) and not value.flow_style and not mapping.flow_style:
            offset = value.start_mark.column - key_column(mapping)
    return offset


def _below(text: str, node: yaml.Node, lines: Sequence[str], column: int) -> Insertions:
    """Yield insertions of `lines` below the last line of `node`; blank lines at its end may belong to it or not."""
    end = end_of(node)
    trimmed = len(text[:end].rstrip())
    for position in dict.fromkeys((next_line(text, trimmed), next_line(text, end), end)):
        yield (_lines_at(text, position, _indented(lines, column)),)


def _line_in_brackets(text: str, sequence: yaml.SequenceNode, inline: str) -> Insertions:
    """Yield an insertion of a line below the last item of a list in brackets, if that item has a line of its own."""
    last = sequence.value[-1]
    begin = last.start_mark.index
    indent = text[begin - last.start_mark.column : begin]
    if indent.strip() or last.start_mark.line == sequence.start_mark.line:
        return
    end = end_of(last)
    comma = _BEFORE_COMMA.match(text, end)
    if comma:
        yield (_lines_at(text, next_line(text, comma.end()), [f"{indent}{inline},"]),)
    else:
        yield (end, ","), _lines_at(text, next_line(text, end), [f"{indent}{inline}"])


def end_of(node: yaml.Node) -> int:
    """Return where the last character of `node` ends: a block's own mark is only where the next thing begins."""
    while isinstance(node, yaml.CollectionNode) and not node.flow_style:
        last = node.value[-1]
        node = last[1] if isinstance(last, tuple) else last
    return int(node.end_mark.index)


def next_line(text: str, position: int) -> int:
    """Return where the line after that of `position` begins, or where the text ends."""
    found = _BREAK.search(text, position)
    return found.end() if found else len(text)


def _lines_at(text: str, position: int, lines: Sequence[str]) -> tuple[int, str]:
    """Return the insertion of `lines` at `position`, with the line breaks of the file where they are needed."""
    found = _BREAK.search(text)
    line_break = found[0] if found else "\n"
    if position and not _BREAK.fullmatch(text[position - 1]):
        return position, "".join(f"{line_break}{line}" for line in lines)
    return position, "".join(f"{line}{line_break}" for line in lines)


def _indented(lines: Iterable[str], column: int) -> list[str]:
    return [f"{' ' * column}{line}".rstrip(" ") for line in lines]


def has_blank_line_above(text: str, position: int) -> bool:
    """Tell whether the line above that of `position` is empty."""
    above = _BREAK.split(text[:position])[-2:-1]
    return bool(above) and not above[0].strip()
