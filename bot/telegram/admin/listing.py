"""Long lists for a phone: what fits goes into the message, and all of it into a file if that is not everything."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from bot.chats.spans import Span, bold
from bot.facts.problems import Problem
from bot.telegram.admin import texts
from bot.telegram.messages.answers import message
from bot.telegram.messages.markup import cut, utf16_length
from bot.telegram.messages.reply import Reply, Rows

MOST_UNITS = 3_500
"""Of a message whose limit is 4,096: the rest is for what stands around a list."""

LINE_UNITS = 400
"""Of one line in a message; a quote may be longer than a phone's screen."""

STATEMENT_UNITS = 90
"""Of a statement where the reader has only to know which one it is."""


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file to go with a message."""

    name: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Page:
    """A message, and a file if not everything fits into it."""

    reply: Reply
    attachment: Attachment | None = None


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a list under its title."""

    title: str
    lines: tuple[str, ...]


def line_page(text: str, rows: Rows = ()) -> Page:
    """Return a page of one sentence, with the buttons `rows` under it."""
    return Page(message((Span(text, shortenable=True),), rows))


def listing(head: str, sections: Sequence[Section], rows: Rows = (), file: str = "all.txt") -> Page:
    """Return `head` and the sections; `file` is the name of the file with all of it if they do not fit."""
    spans, left = [Span(cut(head, MOST_UNITS // 2))], MOST_UNITS - utf16_length(head)
    whole = True
    for span in _spans(sections):
        text = cut(span.text, LINE_UNITS)
        left -= utf16_length(text)
        if left < 0:
            whole = False
            break
        whole = whole and text == span.text
        spans.append(replace(span, text=text))
    if whole:
        return Page(message(spans, rows))
    spans.append(Span(f"\n\n{texts.REST_IN_FILE}"))
    return Page(message(spans, rows), Attachment(file, _plain(head, sections).encode(errors="replace")))


def problems_page(head: str, problems: Sequence[Problem], title: str = texts.PROBLEMS) -> Page:
    """Return `head`, and under `title` every problem by file and line."""
    return listing(head, [Section(title, tuple(map(str, problems)))], file="problems.txt")


def beginning(lines: Sequence[str], most: int) -> tuple[str, ...]:
    """Return the first `most` of `lines`, and one that says how many are left out."""
    left = len(lines) - most
    return (*lines[:most], texts.more_lines(left)) if left > 0 else (*lines,)


def _spans(sections: Sequence[Section]) -> Iterator[Span]:
    for section in sections:
        if section.lines:
            yield Span("\n")
            yield from [bold(f"\n{section.title}")] if section.title else ()
            for line in section.lines:
                yield Span(f"\n{line}")


def _plain(head: str, sections: Sequence[Section]) -> str:
    parts = [head, *("\n".join(filter(None, (section.title, *section.lines))) for section in sections if section.lines)]
    return "\n\n".join(parts) + "\n"
