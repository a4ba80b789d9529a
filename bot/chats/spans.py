"""A message of no platform: texts in a few styles, which each wing shows in its own way."""

from dataclasses import dataclass
from enum import Enum, auto


class Style(Enum):
    """How a piece of a message stands out."""

    PLAIN = auto()
    BOLD = auto()
    ITALIC = auto()
    QUOTE = auto()
    """Word for word from a source; it may be folded where it is long."""


@dataclass(frozen=True, slots=True)
class Span:
    """A piece of a message: its text as it came, its style, and what it links to; a `shortenable` one may be cut."""

    text: str
    style: Style = Style.PLAIN
    url: str | None = None
    shortenable: bool = False


def bold(text: str) -> Span:
    """Return `text` in bold type."""
    return Span(text, Style.BOLD)


def italic(text: str, *, shortenable: bool = False) -> Span:
    """Return `text` in italics."""
    return Span(text, Style.ITALIC, shortenable=shortenable)
