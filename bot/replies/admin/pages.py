"""The messages about the fact files as a whole: broken, mended."""

from collections.abc import Sequence

from bot.facts.problems import Problem
from bot.replies.admin import texts
from bot.replies.markup import Span, bold
from bot.replies.reply import Reply
from bot.replies.telegram import message


def broken_page(errors: Sequence[Problem]) -> Reply:
    """The files on disk have errors."""
    lines = "\n".join(str(problem) for problem in errors)
    return message((bold(texts.BROKEN), Span(f"\n\n{lines}", yields=True)))


def mended_page(facts: int) -> Reply:
    """The files on disk have no errors any more."""
    return message((Span(texts.mended(facts)),))
