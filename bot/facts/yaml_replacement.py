"""Takes something out of the text of a fact file, or puts another text in its place, and leaves all else as it is.

A comment goes only with what it stands in or beside; where that cannot be told, the edit is not made.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Any

import yaml

from bot.facts.insertion_points import at_end_of_mapping, end_of, has_blank_line_above, next_line, value_of
from bot.facts.yaml_edits import EditError, Replacement, edited, fact_with_id
from bot.facts.yaml_insertion import fact_node
from bot.facts.yaml_scalars import quoted

Edits = Iterator[list[Replacement]]

_BETWEEN = re.compile(r"[\s,]*")
"""What may stand between two parts in brackets, if no comment does."""

_REST_OF_LINE = re.compile(r"[ \t]*(?:,[ \t]*)?(?:#[^\r\n\x85\u2028\u2029]*)?(?=[\r\n\x85\u2028\u2029]|\Z)")


def with_text(data: bytes, fact_id: str, key: str, words: str) -> bytes:
    """Return the fact file `data` with `words` as the text at `key` of the fact `fact_id`: statement, quote or note.

    Raises `EditError`.
    """

    def change(value: dict[str, Any]) -> None:
        fact_with_id(value["facts"], fact_id)[key] = words

    def edits(text: str, root: yaml.MappingNode) -> Edits:
        fact = fact_node(root, fact_id)
        node = value_of(fact, key)
        if node is not None:
            yield from _in_place_of(
                text, node, quoted(words, plain=not fact.flow_style and node.style not in ("'", '"'))
            )
            return
        inline = f"{key}: {quoted(words, plain=False)}"
        for insertion in at_end_of_mapping(text, fact, [f"{key}: {quoted(words)}"], inline, after="quote"):
            yield [(position, position, addition) for position, addition in insertion]

    return edited(data, change, edits)


def without_text(data: bytes, fact_id: str, key: str) -> bytes:
    """Return the fact file `data` without the text at `key` of the fact `fact_id`.

    Raises `EditError`.
    """

    def change(value: dict[str, Any]) -> None:
        del fact_with_id(value["facts"], fact_id)[key]

    return edited(data, change, lambda text, root: _without_key(text, fact_node(root, fact_id), key))


def without_item(data: bytes, fact_id: str, key: str, item: str) -> bytes:
    """Return the fact file `data` without `item` in the list at `key` of the fact `fact_id`.

    A list that would be empty goes with its key. Raises `EditError`.
    """

    def change(value: dict[str, Any]) -> None:
        fact = fact_with_id(value["facts"], fact_id)
        fact[key].pop(_place(fact[key], item))
        if not fact[key]:
            del fact[key]

    def edits(text: str, root: yaml.MappingNode) -> Edits:
        return _without_item(text, fact_node(root, fact_id), key, item)

    return edited(data, change, edits)


def without_fact(data: bytes, fact_id: str) -> bytes:
    """Return the fact file `data` without the fact `fact_id`, and without the references to it in its other facts.

    Raises `EditError`.
    """

    def change(value: dict[str, Any]) -> None:
        facts = value["facts"]
        facts.remove(fact_with_id(facts, fact_id))
        if not facts:
            raise EditError(f"{fact_id!r} is the only fact of its file, and a fact file needs one.")
        for fact in facts:
            if fact_id in (fact.get("see") or ()):
                fact["see"] = [see for see in fact["see"] if see != fact_id]
                if not fact["see"]:
                    del fact["see"]

    def edits(text: str, root: yaml.MappingNode) -> Edits:
        facts = value_of(root, "facts")
        gone = fact_node(root, fact_id)
        references: list[Replacement] = []
        for fact in facts.value:
            see = value_of(fact, "see")
            if (
                fact is not gone
                and isinstance(see, yaml.SequenceNode)
                and fact_id in [each.value for each in see.value]
            ):
                found = next(_without_item(text, fact, "see", fact_id), None)
                if found is None:
                    return
                references += found
        for entry in _without_node(text, facts, facts.value.index(gone)):
            yield [*entry, *references]

    return edited(data, change, edits)


def _place(items: Sequence[Any], item: str) -> int:
    """Return the place of `item` among `items`, in which it may have white space around it."""
    return next(place for place, each in enumerate(items) if isinstance(each, str) and each.strip() == item)


def _in_place_of(text: str, node: yaml.ScalarNode, words: str) -> Edits:
    """Yield edits that put `words` in the place of the scalar `node`; a block of lines becomes one line."""
    start = node.start_mark.index
    end = max(start, len(text[: end_of(node)].rstrip()))
    first = text[start : next_line(text, start)].rstrip()
    comment = first[first.find("#") :] if node.style in ("|", ">") and "#" in first else ""
    new = f"{words}  {comment}" if comment else words
    yield [(start, end, new)]
    yield [(start, end, f" {new}")]


def _without_item(text: str, fact: yaml.MappingNode, key: str, item: str) -> Edits:
    items = value_of(fact, key)
    if len(items.value) == 1:
        return _without_key(text, fact, key)
    return _without_node(text, items, _place([each.value for each in items.value], item))


def _without_key(text: str, mapping: yaml.MappingNode, key: str) -> Edits:
    """Yield edits that take out a key with its value."""
    place = next(place for place, (name, _) in enumerate(mapping.value) if name.value == key)
    start, end = _span(text, mapping.value[place])
    if mapping.flow_style:
        yield from _without_part_in_brackets(text, mapping.value, place)
    elif not text[_line_start(text, start) : start].strip():
        yield [(_line_start(text, start), next_line(text, end), "")]
    elif place + 1 < len(mapping.value):  # it stands behind the hyphen of its list
        following, _ = _span(text, mapping.value[place + 1])
        if not text[end:following].strip():
            yield [(start, following, "")]


def _without_node(text: str, sequence: yaml.SequenceNode, place: int) -> Edits:
    """Yield edits that take the item at `place` out of a list."""
    if sequence.flow_style:
        yield from _without_part_in_brackets(text, sequence.value, place)
        return
    start, end = _span(text, sequence.value[place])
    hyphen = len(text[:start].rstrip()) - 1
    begin = _line_start(text, hyphen)
    if text[hyphen] != "-" or text[begin:hyphen].strip():
        return
    after = next_line(text, end)
    if has_blank_line_above(text, hyphen):
        blank = len(text[after:]) - len(text[after:].lstrip())
        if (below := _line_start(text, after + blank)) > after:
            yield [(begin, below, "")]
    yield [(begin, after, "")]


def _without_part_in_brackets(text: str, parts: Sequence[Any], place: int) -> Edits:
    """Yield edits that take out an item of a list or mapping in brackets: with its line if it has one of its own."""
    start, end = _span(text, parts[place])
    begin, rest = _line_start(text, start), _REST_OF_LINE.match(text, end)
    if not text[begin:start].strip() and rest:
        yield [(begin, next_line(text, rest.end()), "")]
    if place + 1 < len(parts):
        following, _ = _span(text, parts[place + 1])
        if _BETWEEN.fullmatch(text, end, following):
            yield [(start, following, "")]
    if place:
        _, before = _span(text, parts[place - 1])
        if _BETWEEN.fullmatch(text, before, start):
            yield [(before, end, "")]


def _span(text: str, part: Any) -> tuple[int, int]:
    """Return where an item, or a key with its value, starts and where its last character ends."""
    first, last = part if isinstance(part, tuple) else (part, part)
    start = first.start_mark.index
    return start, max(start, len(text[: end_of(last)].rstrip()))


def _line_start(text: str, position: int) -> int:
    """Return where the line of `position` begins."""
    return max(text.rfind(mark, 0, position) for mark in "\n\r\x85\u2028\u2029") + 1
