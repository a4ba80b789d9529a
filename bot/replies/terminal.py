"""Replies as plain text, for pipes and for `reply` in JSON, and as coloured text for a terminal."""

import re
from typing import TYPE_CHECKING

from bot.answering import Answer
from bot.replies.blocks import Block, Kind, blocks

if TYPE_CHECKING:
    from rich.console import RenderableType

_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
"""Controls and escape sequences, overrides of the writing direction, halves of characters."""

_INDENT = {Kind.QUOTE: "  ", Kind.SOURCE: "  ", Kind.SUGGESTION: "  "}

_STYLES = {
    Kind.STATEMENT: "bold",
    Kind.QUOTE: "italic green",
    Kind.SOURCE: "dim",
    Kind.NOTE: "yellow",
    Kind.WORD: "bold",
    Kind.LEAD: "dim",
    Kind.SUGGESTION: "cyan",
}


def printable(text: str) -> str:
    """`text` without anything that could steer a terminal; what is taken out leaves a mark."""
    return _UNPRINTABLE.sub("�", text)


def plain(answer: Answer) -> str:
    """The reply as lines of plain text."""
    return "\n".join(_INDENT.get(block.kind, "") + _words(block) for block in blocks(answer))


def one_line(answer: Answer) -> str:
    """The reply as one line of plain text."""
    return " ".join(_words(block) for block in blocks(answer))


def styled(answer: Answer) -> "RenderableType":
    """The reply in colours, its blocks wrapped and indented to the width of the terminal."""
    from rich.console import Group
    from rich.padding import Padding
    from rich.text import Text

    return Group(
        *(
            Padding(Text(_words(block), style=_STYLES[block.kind]), (0, 2, 0, len(_INDENT.get(block.kind, ""))))
            for block in blocks(answer)
        )
    )


def _words(block: Block) -> str:
    """The words of `block` on one line, as a file may have broken them anywhere."""
    words = " ".join(printable(block.text).split())
    return f"{block.number}. {words}" if block.number else words
