"""What must agree between facts, across all files: ids are unique, references lead somewhere, wordings differ, one
voice speaks.

It looks at the plain values, not at the checked shapes, so that one wrong value does not hide other problems.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from bot.facts.problems import Path, Problem, Severity, did_you_mean, path_text
from bot.facts.yaml_reading import Document


@dataclass(frozen=True, slots=True)
class ParsedFile:
    """One fact file that was read to its end."""

    file: str
    document: Document

    def problem(self, path: Path, message: str, severity: Severity = Severity.ERROR) -> Problem:
        """A problem with the value at `path`."""
        return Problem(self.file, self.document.line_of(path), path_text(path), message, severity)

    def place(self, path: Path) -> str:
        """Where the value at `path` is, for messages about another one."""
        return f"{self.file}:{self.document.line_of(path)}"

    def entries(self, key: str) -> Iterator[tuple[Path, dict[str, Any]]]:
        """The mappings in the list at `key`, each with the path to it."""
        for number, entry in enumerate(_list_in(self.document.value, key)):
            if isinstance(entry, dict):
                yield (key, number), entry

    @property
    def has_voice(self) -> bool:
        """Whether the file says how the bot speaks."""
        return "voice" in self.document.value

    def texts(self, path: Path, entry: dict[str, Any], key: str) -> Iterator[tuple[Path, str]]:
        """The texts in the list at `key` of `entry`, each with the path to it."""
        for number, text in enumerate(_list_in(entry, key)):
            if isinstance(text, str):
                yield (*path, key, number), text

    def fact_ids(self) -> Iterator[tuple[Path, str]]:
        """The ids of the facts, each with the path to it."""
        for path, fact in self.entries("facts"):
            if isinstance(fact.get("id"), str):
                yield (*path, "id"), fact["id"]

    def name_ids(self) -> Iterator[tuple[Path, str]]:
        """The ids under `names:`, each with the path to it."""
        names = self.document.value.get("names")
        for name in names if isinstance(names, dict) else ():
            yield ("names", name), name


def _list_in(mapping: dict[str, Any], key: str) -> list[Any]:
    value = mapping.get(key)
    return value if isinstance(value, list) else []


def repeated_ids(parts: Sequence[ParsedFile]) -> Iterator[Problem]:
    """Facts and names whose id another one has."""
    facts: dict[str, str] = {}
    names: dict[str, str] = {}
    for part in parts:
        for path, fact in part.fact_ids():
            if fact in facts:
                yield part.problem(path, f"the id {fact!r:.60} is taken by {facts[fact]}; choose another")
            facts.setdefault(fact, part.place(path))
        for path, name in part.name_ids():
            if name in names:
                yield part.problem(path, f"the name {name!r:.60} is already in {names[name]}; keep one of them")
            names.setdefault(name, part.place(path))


def repeated_voices(parts: Sequence[ParsedFile]) -> Iterator[Problem]:
    """The `voice:` of each file but the first that has one."""
    speaking = [part for part in parts if part.has_voice]
    for part in speaking[1:]:
        message = f"the bot speaks for all files as {speaking[0].place(('voice',))} says; keep one of the two"
        yield part.problem(("voice",), message)


def dangling_references(parts: Sequence[ParsedFile]) -> Iterator[Problem]:
    """Ids in `about` that no name has, and ids in `see` that no fact has."""
    facts = {fact: None for part in parts for _, fact in part.fact_ids()}
    names = {name: None for part in parts for _, name in part.name_ids()}
    for part in parts:
        for entry_path, fact in part.entries("facts"):
            for path, about in part.texts(entry_path, fact, "about"):
                if about not in names:
                    hint = did_you_mean(about, names) or "; add it under names"
                    yield part.problem(path, f"no name {about!r:.60}{hint}")
            for path, see in part.texts(entry_path, fact, "see"):
                if see not in facts:
                    hint = did_you_mean(see, facts) or "; use the id of a fact"
                    yield part.problem(path, f"no fact {see!r:.60}{hint}")


def shared_wordings(parts: Sequence[ParsedFile]) -> Iterator[Problem]:
    """Questions that stand in two facts, or in a fact and in not_covered: only one of them can be the answer."""
    first: dict[str, tuple[ParsedFile, Path]] = {}
    for part in parts:
        for key in ("facts", "not_covered"):
            for entry_path, entry in part.entries(key):
                for path, question in part.texts(entry_path, entry, "questions"):
                    wording = " ".join(question.casefold().split()).rstrip("?!. ")
                    seen, place = first.setdefault(wording, (part, path))
                    if seen is not part or place[:2] != entry_path:
                        message = (
                            f"{question!r:.80} is also a question in {seen.place(place)}; "
                            "keep it where it is answered best"
                        )
                        yield part.problem(path, message, Severity.WARNING)
