"""A fact file that does not exist yet: its parts, and the YAML that a person goes on editing."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from bot.facts.model import Fact, Name, NotCovered, Source
from bot.facts.yaml_writing import as_item, fact_lines, indented, name_lines, not_covered_lines, source_lines

CHECK = "check:"
"""What a comment begins with that asks the editor to look at the lines below it."""

Part = TypeVar("Part", Fact, Name, NotCovered)


@dataclass(frozen=True, slots=True)
class Draft(Generic[Part]):
    """A part of a new file; `checks` are sentences on what its editor should look at, and why."""

    part: Part
    checks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class NewFile:
    """All that a new fact file is to say; `remarks` are the lines of the comment at its top."""

    source: Source
    facts: Sequence[Draft[Fact]]
    names: Sequence[Draft[Name]] = ()
    not_covered: Sequence[Draft[NotCovered]] = ()
    remarks: Sequence[str] = ()


def as_yaml(file: NewFile) -> str:
    """Return `file` as the text of a fact file, in the order in which people read one."""
    return "\n".join(_lines(file)) + "\n"


def _lines(file: NewFile) -> Iterator[str]:
    yield from (f"# {remark}".rstrip() for remark in file.remarks)
    yield "version: 1"
    yield from ("", "source:", *indented(source_lines(file.source)))
    if file.names:
        yield from ("", "names:")
    for name in file.names:
        yield from indented((*_comments(name.checks), *name_lines(name.part)))
    yield from ("", "facts:")
    for number, fact in enumerate(file.facts):
        yield from ("",) if number else ()
        yield from indented((*_comments(fact.checks), *as_item(fact_lines(fact.part))))
    if file.not_covered:
        yield from ("", "not_covered:")
    for entry in file.not_covered:
        yield from indented((*_comments(entry.checks), *as_item(not_covered_lines(entry.part))))


def _comments(checks: Sequence[str]) -> Iterator[str]:
    for check in checks:
        yield f"# {CHECK} {' '.join(check.split())}"
