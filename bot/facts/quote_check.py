"""Checks that each quote stands in the source, word for word."""

from collections.abc import Iterable, Iterator

from rapidfuzz import fuzz

from bot.facts.parsed_file import ParsedFile
from bot.facts.problems import Problem

NEAR = 60
"""Likeness, of 100, from which a passage of the source is shown as what a quote was probably taken from."""

SEARCHED = 100_000
"""Characters of the source in which a near passage is looked for: a long article, at little cost."""

_QUOTE_MARKS = str.maketrans(
    {**dict.fromkeys("\u2018\u2019\u201a\u201b", "'"), **dict.fromkeys("\u201c\u201d\u201e\u201f", '"')}
)


def quotes_not_in(article: str, files: Iterable[ParsedFile]) -> Iterator[Problem]:
    """Yield an error for each quote of the fact files that is not in `article`."""
    source = folded(article)
    for file in files:
        for path, fact in file.entries("facts"):
            quote = fact.get("quote")
            if isinstance(quote, str) and folded(quote) not in source:
                message = f"is not in the source word for word{_nearest(folded(quote), source)}"
                yield file.problem((*path, "quote"), message)


def folded(text: str) -> str:
    """Return `text` with single spaces for any white space, and straight quotes for typographic ones; nothing else."""
    return " ".join(text.translate(_QUOTE_MARKS).split())


def _nearest(quote: str, source: str) -> str:
    """Return what to do about `quote`: copy the passage that it was probably taken from, if there is one."""
    found = fuzz.partial_ratio_alignment(quote, source[:SEARCHED], score_cutoff=NEAR)
    if found is None:
        return "; copy it from there"
    start = source.rfind(" ", 0, found.dest_start + 1) + 1
    end = source.find(" ", max(found.dest_end - 1, start))
    return f"; the nearest passage is {source[start : end if end >= 0 else None]!r}"
