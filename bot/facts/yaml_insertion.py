"""Adds a wording to the text of a fact file and leaves every other character of the file as it is.

The place is found by the marks that the parser gives, and the text is then read again: an insertion that does anything
else than add this one wording is not made.
"""

import copy
from collections.abc import Callable, Iterator
from typing import Any

import yaml

from bot.facts.insertion_points import (
    Insertions,
    at_end_of_mapping,
    at_end_of_sequence,
    key_column,
    offset_of_items,
    value_of,
)
from bot.facts.schema import MAX_WORDING
from bot.facts.yaml_reading import UNPRINTABLE, read_yaml
from bot.facts.yaml_scalars import quoted

BOM = "\ufeff"

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class InsertionError(Exception):
    """A wording that cannot be added by machine; the text says what to do instead."""


def with_question(data: bytes, fact_id: str, wording: str) -> bytes:
    """Return the fact file `data` with `wording` as the last question of the fact `fact_id`.

    Raises `InsertionError`.
    """
    words = cleaned(wording)

    def change(value: dict[str, Any]) -> None:
        fact = next(fact for fact in value["facts"] if fact["id"] == fact_id)
        if words in fact.setdefault("questions", []):
            raise InsertionError(f"{words!r} is a question of {fact_id!r} already.")
        fact["questions"].append(words)

    def insertions(text: str, root: yaml.MappingNode) -> Insertions:
        facts = value_of(root, "facts").value
        fact = next(fact for fact in facts if value_of(fact, "id").value == fact_id)
        questions = value_of(fact, "questions")
        if questions is not None:
            return at_end_of_sequence(text, questions, [f"- {_like(questions, words)}"], quoted(words, plain=False))
        indent = " " * offset_of_items(facts, "questions")
        lines = ["questions:", f"{indent}- {quoted(words)}"]
        return at_end_of_mapping(text, fact, lines, f"questions: [{quoted(words, plain=False)}]", after="quote")

    return _inserted(data, change, insertions)


def with_not_covered(data: bytes, wording: str) -> bytes:
    """Return the fact file `data` with `wording` as a last entry of its own under `not_covered`.

    Raises `InsertionError`.
    """
    words = cleaned(wording)

    def change(value: dict[str, Any]) -> None:
        entries = value.setdefault("not_covered", [])
        if any(words in entry["questions"] for entry in entries):
            raise InsertionError(f"{words!r} is not covered already.")
        entries.append({"questions": [words]})

    def insertions(text: str, root: yaml.MappingNode) -> Insertions:
        entries = value_of(root, "not_covered")
        inline = f"{{questions: [{quoted(words, plain=False)}]}}"
        if entries is not None:
            return at_end_of_sequence(text, entries, _entry(entries, words), inline)
        step = offset_of_items([root], "facts")
        lines = ["not_covered:", *(f"{' ' * step}{line}" for line in _entry(value_of(root, "facts"), words))]
        return at_end_of_mapping(text, root, lines, f"not_covered: [{inline}]")

    return _inserted(data, change, insertions)


def cleaned(wording: str) -> str:
    """Return `wording` as it can stand in a fact file; raises `InsertionError` if nothing is left of it."""
    words = " ".join(UNPRINTABLE.sub(" ", wording).split())[:MAX_WORDING].rstrip()
    if not words:
        raise InsertionError("There is no word in it.")
    return words


def _inserted(
    data: bytes,
    change: Callable[[dict[str, Any]], None],
    insertions: Callable[[str, yaml.MappingNode], Insertions],
) -> bytes:
    """Return `data` after the first of `insertions` that turns its value into what `change` makes of it."""
    document = read_yaml("", data)
    if not document.whole:
        raise InsertionError("The file cannot be read as it is now.")
    wanted = copy.deepcopy(document.value)
    try:
        change(wanted)
    except (StopIteration, KeyError, TypeError, AttributeError):
        raise InsertionError("The file has changed, and what the wording belongs to is not in it any more.") from None
    text = data.decode("utf-8").removeprefix(BOM)
    mark = BOM if data.startswith(BOM.encode()) else ""
    root: Any = yaml.compose(text, Loader=_LOADER)
    for edited in _edited(text, insertions(text, root)):
        result = f"{mark}{edited}".encode()
        document = read_yaml("", result)
        if document.whole and not document.problems and document.value == wanted:
            return result
    raise InsertionError("The file is written in a way that I cannot add to; please add the wording in an editor.")


def _edited(text: str, insertions: Insertions) -> Iterator[str]:
    for insertion in insertions:
        edited = text
        for position, addition in sorted(insertion, reverse=True):
            edited = edited[:position] + addition + edited[position:]
        yield edited


def _like(questions: yaml.SequenceNode, words: str) -> str:
    """Return `words` as a list item, in quotes if the item before it is."""
    return quoted(words, plain=not questions.value or questions.value[-1].style not in ("'", '"'))


def _entry(entries: yaml.SequenceNode, words: str) -> list[str]:
    """Return an entry of `not_covered` as lines, indented as the last entry of a list is."""
    last = entries.value[-1] if entries.value else None
    questions = value_of(last, "questions") if last is not None else None
    gap = " " * (key_column(last) - entries.start_mark.column - 1 if last is not None and not last.flow_style else 1)
    if questions is not None and questions.flow_style:
        return [f"-{gap}questions: [{quoted(words, plain=False)}]"]
    offset = offset_of_items(entries.value, "questions")
    item = _like(questions, words) if questions is not None else quoted(words)
    return [f"-{gap}questions:", f" {gap}{' ' * offset}- {item}"]
