"""Problems of a fact file: what is wrong, where, and what to do about it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from rapidfuzz import fuzz, process

MAX_PROBLEMS = 100
"""Problems of one kind that are reported; after so many, one more says nothing new."""

MAX_STEP = 40
"""Characters of one step in a path; a longer one is a mistake whose beginning is enough to find it."""

NEAR = 65
"""Likeness, of 100, from which a known name is worth suggesting: "sea" for "see" is 67."""

Path = tuple[str | int, ...]
"""The keys and positions that lead from the top of a file to a value."""


class Severity(StrEnum):
    """The severity of a problem: only an error keeps the file from being used."""

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


def path_text(path: Path) -> str:
    """Return `path` as people write it: `facts[7].about[1]`."""
    text = ""
    for step in path:
        if isinstance(step, int):
            text += f"[{step}]"
        else:
            words = " ".join(step.split())
            name = words if len(words) <= MAX_STEP else f"{words[:MAX_STEP]}…"
            text += f".{name}" if text else name
    return text


def did_you_mean(wrong: str, known: Iterable[str]) -> str:
    """Return a hint at the nearest of `known`, or an empty text if none is near."""
    nearest = process.extractOne(wrong, list(known), scorer=fuzz.ratio, score_cutoff=NEAR)
    return f"; did you mean {nearest[0]!r}?" if nearest else ""


def first_of(problems: Iterable[Problem]) -> Iterator[Problem]:
    """Yield the first `MAX_PROBLEMS` of `problems`, and one that says so if there are more."""
    for number, problem in enumerate(problems):
        if number == MAX_PROBLEMS:
            message = "more problems of this kind follow; mend these first and check again"
            yield Problem(problem.file, problem.line, "", message, problem.severity)
            return
        yield problem
