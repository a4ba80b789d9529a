"""Writes parts of a fact file as lines of YAML, as a person would lay them out."""

from collections.abc import Iterator, Sequence

from bot.facts.model import Fact, Name, NotCovered, Source
from bot.facts.yaml_scalars import quoted

STEP = "  "
"""The indentation of one level."""


def source_lines(source: Source) -> Iterator[str]:
    """Yield the mapping at `source:`, without indentation."""
    published = source.published.isoformat() if source.published else None
    yield from _texts(title=source.title, publisher=source.publisher)
    yield from (f"published: {published}",) if published else ()
    yield from _texts(url=source.url, text=source.text)


def name_lines(name: Name) -> Iterator[str]:
    """Yield an entry of `names:` with its id, without indentation."""
    yield f"{name.id}:"
    yield from indented((*_texts(name=name.name, role=name.role), *_list("also", name.also)))


def fact_lines(fact: Fact) -> Iterator[str]:
    """Yield the mapping of one fact, without indentation and without the hyphen of the list."""
    yield from _texts(id=fact.id, statement=fact.statement, quote=fact.quote)
    yield from _list("questions", fact.questions)
    yield from _ids("about", fact.about)
    yield from _ids("see", fact.see)
    yield from _texts(note=fact.note)


def not_covered_lines(entry: NotCovered) -> Iterator[str]:
    """Yield the mapping of an entry of `not_covered:`, without indentation and without the hyphen of the list."""
    yield from _list("questions", entry.questions)
    yield from _texts(reply=entry.reply)


def as_item(lines: Iterator[str]) -> Iterator[str]:
    """Yield the lines of a mapping as one item of a list."""
    for number, line in enumerate(lines):
        yield f"{STEP if number else '- '}{line}"


def indented(lines: Sequence[str] | Iterator[str], levels: int = 1) -> Iterator[str]:
    """Yield `lines`, so many levels further in."""
    for line in lines:
        yield f"{STEP * levels}{line}"


def _texts(**values: str | None) -> Iterator[str]:
    for key, value in values.items():
        if value:
            yield f"{key}: {quoted(value)}"


def _list(key: str, values: Sequence[str]) -> Iterator[str]:
    if values:
        yield f"{key}:"
        yield from (f"{STEP}- {quoted(value)}" for value in values)


def _ids(key: str, values: Sequence[str]) -> Iterator[str]:
    if values:
        yield f"{key}: [{', '.join(quoted(value) for value in values)}]"
