"""What is wrong with a fact file, where, and what to do about it."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from rapidfuzz import fuzz, process


class Severity(StrEnum):
    """Whether a problem keeps the file from being used."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Problem:
    """One problem. As text it is `file:line: path: message`, without the path where the whole file is meant."""

    file: str
    line: int
    path: str
    message: str
    severity: Severity = Severity.ERROR

    def __str__(self) -> str:
        where = f"{self.path}: " if self.path else ""
        mark = "warning: " if self.severity is Severity.WARNING else ""
        return f"{self.file}:{self.line}: {mark}{where}{self.message}"


Path = tuple[str | int, ...]
"""The way from the top of a file to a value: keys and positions."""


def path_text(path: Path) -> str:
    """`path` as people write it: `facts[7].about[1]`."""
    text = ""
    for step in path:
        text += f"[{step}]" if isinstance(step, int) else f".{step}" if text else step
    return text


def did_you_mean(wrong: str, known: Iterable[str]) -> str:
    """A hint at the nearest of `known`, or nothing if none is near."""
    nearest = process.extractOne(wrong, list(known), scorer=fuzz.ratio, score_cutoff=70)
    return f"; did you mean {nearest[0]!r}?" if nearest else ""
