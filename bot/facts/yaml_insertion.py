"""Adds something to the text of a fact file and leaves every other character of the file as it is.

A question, a reference, a text, a fact or a subject that is not covered; what is taken away or replaced is in
bot/facts/yaml_replacement.py.
"""

from collections.abc import Iterator
from typing import Any

import yaml

from bot.facts.insertion_points import (
    Insertions,
    at_end_of_mapping,
    at_end_of_sequence,
    has_blank_line_above,
    key_column,
    offset_of_items,
    value_of,
)
from bot.facts.model import Fact
from bot.facts.schema import MAX_WORDING
from bot.facts.yaml_edits import EditError, Replacement, edited, fact_with_id
from bot.facts.yaml_reading import UNPRINTABLE
from bot.facts.yaml_scalars import quoted
from bot.facts.yaml_writing import STEP, fact_lines

FACT_LISTS = ("questions", "about", "see")
"""The keys of a fact at which a list may stand."""


def with_question(data: bytes, fact_id: str, wording: str) -> bytes:
    """Return the fact file `data` with `wording` as the last question of the fact `fact_id`.

    Raises `EditError`.
    """
    return with_item(data, fact_id, "questions", cleaned(wording))


def with_item(data: bytes, fact_id: str, key: str, item: str) -> bytes:
    """Return the fact file `data` with `item` as the last in the list at `key`, one of `FACT_LISTS`, of a fact.

    Raises `EditError`.
    """

    def change(value: dict[str, Any]) -> None:
        fact = fact_with_id(value["facts"], fact_id)
        if item in fact.setdefault(key, []):
            raise EditError(f"{item!r} is in the {key} of {fact_id!r} already.")
        fact[key].append(item)

    def insertions(text: str, root: yaml.MappingNode) -> Insertions:
        facts = value_of(root, "facts").value
        fact = fact_node(root, fact_id)
        items = value_of(fact, key)
        if items is not None:
            return at_end_of_sequence(text, items, [f"- {_like(items, item)}"], quoted(item, plain=False))
        inline = f"{key}: [{quoted(item, plain=False)}]"
        lines = [f"{key}:", f"{' ' * offset_of_items(facts, key)}- {quoted(item)}"]
        return at_end_of_mapping(text, fact, lines if key == "questions" else [inline], inline, after="quote")

    return edited(data, change, lambda text, root: _replacements(insertions(text, root)))


def with_fact(data: bytes, fact: Fact) -> bytes:
    """Return the fact file `data` with `fact` as its last fact; the source of the file is its own.

    Raises `EditError`.
    """
    lists = {key: list(items) for key in FACT_LISTS if (items := getattr(fact, key))}
    texts = {key: text for key in ("id", "statement", "quote", "note") if (text := getattr(fact, key))}

    def change(value: dict[str, Any]) -> None:
        if any(known["id"] == fact.id for known in value["facts"]):
            raise EditError(f"There is a fact {fact.id!r} already.")
        value["facts"].append(texts | lists)

    def insertions(text: str, root: yaml.MappingNode) -> Insertions:
        facts = value_of(root, "facts")
        texts_inline = {key: quoted(each, plain=False) for key, each in texts.items()}
        lists_inline = {key: f"[{', '.join(quoted(each, plain=False) for each in lists[key])}]" for key in lists}
        inline = f"{{{', '.join(f'{key}: {each}' for key, each in (texts_inline | lists_inline).items())}}}"
        entry = _fact_entry(facts, fact)
        if len(facts.value) > 1 and has_blank_line_above(text, facts.value[-1].start_mark.index):
            yield from at_end_of_sequence(text, facts, ["", *entry], inline)
        yield from at_end_of_sequence(text, facts, entry, inline)

    return edited(data, change, lambda text, root: _replacements(insertions(text, root)))


def with_not_covered(data: bytes, wording: str) -> bytes:
    """Return the fact file `data` with `wording` as a last entry of its own under `not_covered`.

    Raises `EditError`.
    """
    words = cleaned(wording)

    def change(value: dict[str, Any]) -> None:
        entries = value.setdefault("not_covered", [])
        if any(words in entry["questions"] for entry in entries):
            raise EditError(f"{words!r} is not covered already.")
        entries.append({"questions": [words]})

    def insertions(text: str, root: yaml.MappingNode) -> Insertions:
        entries = value_of(root, "not_covered")
        inline = f"{{questions: [{quoted(words, plain=False)}]}}"
        if entries is not None:
            return at_end_of_sequence(text, entries, _entry(entries, words), inline)
        step = offset_of_items([root], "facts")
        lines = ["not_covered:", *(f"{' ' * step}{line}" for line in _entry(value_of(root, "facts"), words))]
        return at_end_of_mapping(text, root, lines, f"not_covered: [{inline}]")

    return edited(data, change, lambda text, root: _replacements(insertions(text, root)))


def cleaned(wording: str) -> str:
    """Return `wording` as it can stand in a fact file; raises `EditError` if nothing is left of it."""
    words = " ".join(UNPRINTABLE.sub(" ", wording).split())[:MAX_WORDING].rstrip()
    if not words:
        raise EditError("There is no word in it.")
    return words


def fact_node(root: yaml.MappingNode, fact_id: str) -> yaml.MappingNode:
    """Return the node of the fact with this id, which must be there."""
    facts: list[yaml.MappingNode] = value_of(root, "facts").value
    return next(fact for fact in facts if value_of(fact, "id").value == fact_id)


def _replacements(insertions: Insertions) -> Iterator[list[Replacement]]:
    for insertion in insertions:
        yield [(position, position, addition) for position, addition in insertion]


def _like(items: yaml.SequenceNode, words: str) -> str:
    """Return `words` as a list item, in quotes if the item before it is."""
    return quoted(words, plain=not items.value or items.value[-1].style not in ("'", '"'))


def _gap(entries: yaml.SequenceNode) -> str:
    """Return the spaces after the hyphen of an entry, as many as the last entry of a block list has."""
    last = entries.value[-1] if entries.value else None
    is_block = last is not None and not last.flow_style and not entries.flow_style
    return " " * (key_column(last) - entries.start_mark.column - 1 if last is not None and is_block else 1)


def _fact_entry(facts: yaml.SequenceNode, fact: Fact) -> list[str]:
    """Return an entry of `facts` as lines, indented as the last entry of the list is."""
    gap, offset = _gap(facts), " " * offset_of_items(facts.value, "questions")
    lines = [f"{offset}{line.removeprefix(STEP)}" if line.startswith(STEP) else line for line in fact_lines(fact)]
    return [f" {gap}{line}" if number else f"-{gap}{line}" for number, line in enumerate(lines)]


def _entry(entries: yaml.SequenceNode, words: str) -> list[str]:
    """Return an entry of `not_covered` as lines, indented as the last entry of a list is."""
    last = entries.value[-1] if entries.value else None
    questions = value_of(last, "questions") if last is not None else None
    gap = _gap(entries)
    if questions is not None and questions.flow_style:
        return [f"-{gap}questions: [{quoted(words, plain=False)}]"]
    offset = offset_of_items(entries.value, "questions")
    item = _like(questions, words) if questions is not None else quoted(words)
    return [f"-{gap}questions:", f" {gap}{' ' * offset}- {item}"]
