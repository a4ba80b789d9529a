"""The messages about the fact files as a whole: broken, mended, exported."""

from collections.abc import Sequence

from bot.facts.problems import Problem
from bot.telegram.admin import texts
from bot.telegram.admin.listing import Page, Section, line_page, listing


def broken_page(errors: Sequence[Problem]) -> Page:
    """The files on disk have errors."""
    return problems_page(texts.BROKEN, errors)


def mended_page(facts: int) -> Page:
    """The files on disk have no errors any more."""
    return line_page(texts.mended(facts))


def problems_page(head: str, problems: Sequence[Problem]) -> Page:
    """`head`, and every problem by file and line."""
    return listing(head, [Section(texts.PROBLEMS, tuple(map(str, problems)))], file="problems.txt")
