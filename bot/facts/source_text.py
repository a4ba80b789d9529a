"""Reads the text that a fact file names as its source, from the folder of the fact file and from nowhere else."""

from pathlib import Path
from typing import Any

from bot.facts.files import read_file, visible_files
from bot.facts.problems import Problem

SUFFIXES = (".txt", ".md")
"""What the name of a source text may end in. A message about a quote cites the text, so no other file may be read."""


class SourceTextError(Exception):
    """A text that cannot be read; the message goes after the key that names it."""


def read_source_text(name: str, folder: Path) -> str:
    """Return the text `name` in `folder`, the folder of the fact file that names it.

    Raises `SourceTextError`, also for a path that leads out of the folder, by a link as well.
    """
    path = folder / name
    hidden = any(part.startswith(".") for part in Path(name).parts)
    if hidden or path.suffix not in SUFFIXES or not path.resolve().is_relative_to(folder.resolve()):
        raise SourceTextError(f"{name!r:.60} must be a {' or '.join(SUFFIXES)} file in the folder of the fact file")
    data = read_file(path)
    if isinstance(data, Problem):
        raise SourceTextError(f"{name!r:.60} {data.message}")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise SourceTextError(f"{name!r:.60} is not in UTF-8; save it with that encoding") from None


def text_named_in(value: Any, folder: Path) -> str | None:
    """Return the text that a fact file in `folder`, with this value, names as its source; None if it names none.

    Raises `SourceTextError`.
    """
    source = value.get("source") if isinstance(value, dict) else None
    name = source.get("text") if isinstance(source, dict) else None
    return read_source_text(name.strip(), folder) if isinstance(name, str) and name.strip() else None


def source_texts(folder: Path) -> list[Path]:
    """Return the files in `folder` and below that a fact file may name as its source text."""
    return visible_files(folder, SUFFIXES)
