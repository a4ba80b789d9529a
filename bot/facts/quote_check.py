"""Checks that each quote stands in the source, word for word."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from rapidfuzz import fuzz

from bot.facts.parsed_file import ParsedFile
from bot.facts.problems import Problem
from bot.facts.source_text import SourceTextError, text_named_in

NEAR = 60
"""Likeness, of 100, from which a passage of the source is shown as what a quote was probably taken from."""

SEARCHED = 100_000
"""Characters of the source in which a near passage is looked for: a long article, at little cost."""

MOST_NEAREST = 10
"""Quotes for which a near passage is looked for; one takes some ten milliseconds in a long source."""

_QUOTE_MARKS = str.maketrans(
    {**dict.fromkeys("\u2018\u2019\u201a\u201b", "'"), **dict.fromkeys("\u201c\u201d\u201e\u201f", '"')}
)


def quotes_not_in(article: str, files: Iterable[ParsedFile]) -> Iterator[Problem]:
    """Yield an error for each quote of the fact files that is not in `article`."""
    source = folded(article)
    missing = 0
    for file in files:
        for path, fact in file.entries("facts"):
            quote = fact.get("quote")
            if isinstance(quote, str) and folded(quote) not in source:
                missing += 1
                hint = _nearest(folded(quote), source if missing <= MOST_NEAREST else "")
                yield file.problem((*path, "quote"), f"is not in the source word for word{hint}")


def quotes_not_in_source_text(file: ParsedFile, folder: Path) -> Iterator[Problem]:
    """Yield an error for each quote of `file`, which is in `folder`, that is not in the text that the file names.

    One error if the text cannot be read; nothing if the file names none.
    """
    try:
        text = text_named_in(file.document.value, (folder / file.name).parent)
    except SourceTextError as error:
        yield file.problem(("source", "text"), str(error))
        return
    if text is not None:
        yield from quotes_not_in(text, [file])


def folded(text: str) -> str:
    """Return `text` with single spaces for any white space, and straight quotes for typographic ones; nothing else."""
    return " ".join(text.translate(_QUOTE_MARKS).split())


def nearest_passage(quote: str, source: str) -> str | None:
    """Return the passage of `source` that `quote` was probably taken from, both folded; None if none is near."""
    found = fuzz.partial_ratio_alignment(quote, source[:SEARCHED], score_cutoff=NEAR)
    if found is None:
        return None
    start = source.rfind(" ", 0, found.dest_start + 1) + 1
    end = source.find(" ", max(found.dest_end - 1, start))
    return source[start : end if end >= 0 else None]


def _nearest(quote: str, source: str) -> str:
    """Return what to do about `quote`: copy the passage that it was probably taken from, if there is one."""
    found = nearest_passage(quote, source)
    return "; copy it from there" if found is None else f"; the nearest passage is {found!r}"
