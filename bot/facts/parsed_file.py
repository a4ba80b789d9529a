"""A fact file as plain values, with the line of each."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from bot.facts.problems import Path, Problem, Severity, path_text
from bot.facts.yaml_reading import Document


@dataclass(frozen=True, slots=True)
class ParsedFile:
    """One fact file that was read to its end: a mapping whose values may still be wrong."""

    name: str
    document: Document

    def problem(self, path: Path, message: str, severity: Severity = Severity.ERROR) -> Problem:
        """Return a problem with the value at `path`."""
        return Problem(self.name, self.document.line_of(path), path_text(path), message, severity)

    def place(self, path: Path) -> str:
        """Return file and line of the value at `path`, for messages about another value."""
        return f"{self.name}:{self.document.line_of(path)}"

    def entries(self, key: str) -> Iterator[tuple[Path, dict[str, Any]]]:
        """Yield the mappings in the list at `key`, each after its path; nothing where that is no list."""
        for number, entry in enumerate(_list_in(self.document.value, key)):
            if isinstance(entry, dict):
                yield (key, number), entry

    def texts(self, path: Path, entry: dict[str, Any], key: str) -> Iterator[tuple[Path, str]]:
        """Yield the texts in the list at `key` of `entry`, which is at `path`, each after its own path."""
        for number, text in enumerate(_list_in(entry, key)):
            if isinstance(text, str):
                yield (*path, key, number), text

    def fact_ids(self) -> Iterator[tuple[Path, str]]:
        """Yield the ids of the facts, each after its path."""
        for path, fact in self.entries("facts"):
            if isinstance(fact.get("id"), str):
                yield (*path, "id"), fact["id"]

    def name_ids(self) -> Iterator[tuple[Path, str]]:
        """Yield the ids under `names:`, each after its path."""
        names = self.document.value.get("names")
        for name in names if isinstance(names, dict) else ():
            yield ("names", name), name


def _list_in(mapping: dict[str, Any], key: str) -> list[Any]:
    value = mapping.get(key)
    return value if isinstance(value, list) else []
