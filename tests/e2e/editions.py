"""Numbered editions of the small fact base; an answer tells from which edition it is."""

import re
import time
from dataclasses import dataclass
from pathlib import Path

from . import library

ANSWERS = {
    library.QUESTION: library.STATEMENT,
    "By whom was the library opened?": library.STATEMENT,
    library.NEXT_QUESTION: library.NEXT_STATEMENT,
    "Which march did the town band play?": "The town band played the march of the miners.",
    library.UNKNOWN_QUESTION: library.UNKNOWN_REPLY,
}
"""Questions, and how their answers begin but for the edition."""

_MARKED = re.compile(r'^( +(?:statement|quote|reply|- statement): .*?)(\.?"?)$', re.MULTILINE)
_BROKEN_EACH = 3


@dataclass(frozen=True, slots=True)
class Edition:
    """An edition, and when it was written by the monotonic clock; one that is not valid must never be served."""

    number: int
    valid: bool
    written: float


def write_edition(number: int, folder: Path) -> Edition:
    """Write an edition over the one before it, as an editor would; every third has an error."""
    valid = number % _BROKEN_EACH != 0
    text = _MARKED.sub(rf"\1 (edition {number})\2", library.FACTS)
    library.write_facts(folder, text if valid else text.replace("[ada-okoro, library]", "[ada-okero, library]"))
    return Edition(number, valid, time.monotonic())


def edition_of(text: str, question: str) -> int:
    """Return the number of the edition that answers the question so; 0 if none does, or several have a part in it."""
    numbers = {int(number) for number in re.findall(r"\(edition (\d+)\)", text)}
    number = numbers.pop() if len(numbers) == 1 else 0
    return number if text.startswith(f"{ANSWERS[question].removesuffix('.')} (edition {number})") else 0
