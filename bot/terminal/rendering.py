"""Replies as plain text for pipes and for `reply` in JSON, and as coloured text for a terminal."""

from typing import TYPE_CHECKING

from bot.answering import Answer
from bot.chats.answer_blocks import Block, Kind, blocks
from bot.unprintable import UNPRINTABLE

if TYPE_CHECKING:
    from rich.console import RenderableType

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
    """Return `text` with a mark in place of each character that could steer a terminal."""
    return UNPRINTABLE.sub("�", text)


def plain(answer: Answer) -> str:
    """Return the reply as lines of plain text."""
    return "\n".join(_INDENT.get(block.kind, "") + _words(block) for block in blocks(answer))


def one_line(answer: Answer) -> str:
    """Return the reply as one line of plain text."""
    return " ".join(_words(block) for block in blocks(answer))


def styled(answer: Answer) -> "RenderableType":
    """Return the reply in colours, its blocks wrapped and indented to the width of the terminal."""
    from rich.console import Group
    from rich.table import Table
    from rich.text import Text

    lines = []
    for block in blocks(answer):
        margin = _INDENT.get(block.kind, "") + (f"{block.number}. " if block.number else "")
        line = Table.grid()
        line.add_row(Text(margin), Text(_cleaned(block.text)), style=_STYLES[block.kind])
        lines.append(line)
    return Group(*lines)


def _words(block: Block) -> str:
    words = _cleaned(block.text)
    return f"{block.number}. {words}" if block.number else words


def _cleaned(text: str) -> str:
    """Return printable `text` on one line, whatever line breaks the fact file has in it."""
    return " ".join(printable(text).split())
