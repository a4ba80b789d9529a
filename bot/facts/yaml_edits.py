"""Edits the text of a fact file, and makes no edit that does anything else than what is wanted.

The place is found by the marks that the parser gives, and the text is then read again: what comes of an edit that is
kept has exactly the wanted value, and every character outside the edit is as it was.
"""

import copy
from collections.abc import Callable, Iterable
from typing import Any

import yaml

from bot.facts.yaml_reading import read_yaml

BOM = "\ufeff"

Replacement = tuple[int, int, str]
"""A start and an end in the text as it was, and the text to put between them."""

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class EditError(Exception):
    """An edit that cannot be made by machine; the text says why, or what to do instead."""


def edited(
    data: bytes,
    change: Callable[[dict[str, Any]], None],
    edits: Callable[[str, yaml.MappingNode], Iterable[Iterable[Replacement]]],
) -> bytes:
    """Return `data` after the first of `edits` that turns its value into what `change` makes of it.

    Raises `EditError`, also if what `change` looks for is not in the file.
    """
    document = read_yaml("", data)
    if not document.whole:
        raise EditError("The file cannot be read as it is now.")
    wanted = copy.deepcopy(document.value)
    try:
        change(wanted)
    except (StopIteration, KeyError, TypeError, AttributeError):
        raise EditError("The file has changed, and what this belongs to is not in it any more.") from None
    text = data.decode("utf-8").removeprefix(BOM)
    mark = BOM if data.startswith(BOM.encode()) else ""
    root: Any = yaml.compose(text, Loader=_LOADER)
    for edit in edits(text, root):
        result = f"{mark}{_replaced(text, edit)}".encode()
        document = read_yaml("", result)
        if document.whole and not document.problems and document.value == wanted:
            return result
    raise EditError("The file is written in a way that I cannot edit; please make the change in an editor.")


def fact_with_id(facts: Iterable[Any], fact_id: str) -> dict[str, Any]:
    """Return the value of the fact with this id; raises `StopIteration`, `TypeError` or `KeyError` if there is none."""
    return next(fact for fact in facts if fact["id"] == fact_id)


def _replaced(text: str, edit: Iterable[Replacement]) -> str:
    for start, end, new in sorted(edit, reverse=True):
        text = text[:start] + new + text[end:]
    return text
