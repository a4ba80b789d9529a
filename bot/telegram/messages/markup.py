"""Telegram's HTML: the one place where foreign text is escaped, and where a message is shortened to fit."""

import html
import re
from collections.abc import Iterable
from dataclasses import replace

from bot.chats.spans import Span, Style

MESSAGE_UNITS = 4_096
"""UTF-16 code units that a message may have after its tags and references are parsed."""

ELLIPSIS = "…"

_SENTENCE_END = re.compile("[.!?][\"'”\N{RIGHT SINGLE QUOTATION MARK})\\]]*(?=\\s)")
_LAST_WORD = re.compile(r"\s\S*\Z")


_TAGS = {
    Style.PLAIN: ("", ""),
    Style.BOLD: ("<b>", "</b>"),
    Style.ITALIC: ("<i>", "</i>"),
    Style.QUOTE: ("<blockquote expandable>", "</blockquote>"),
}


def escape(text: str) -> str:
    """Return `text` as HTML that Telegram shows as it is, in a message as well as in an attribute."""
    whole = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return html.escape(whole.replace("\0", ""), quote=True)


def as_html(spans: Iterable[Span]) -> str:
    """Return the spans as HTML."""
    return "".join(map(_as_html, spans))


def _as_html(span: Span) -> str:
    opening, closing = _TAGS[span.style]
    text = f'<a href="{escape(span.url)}">{escape(span.text)}</a>' if span.url else escape(span.text)
    return f"{opening}{text}{closing}"


def as_plain(spans: Iterable[Span]) -> str:
    """Return the spans as a reader sees them, without tags."""
    return "".join(span.text for span in spans)


def utf16_length(text: str) -> int:
    """Return the length of `text` in UTF-16 code units, as Telegram counts."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def fitted(spans: Iterable[Span], units: int = MESSAGE_UNITS) -> tuple[Span, ...]:
    """Return the spans, the longest shortenable one cut until all together take at most `units`."""
    kept = list(spans)
    while (over := utf16_length(as_plain(kept)) - units) > 0:
        longest = max(
            (number for number, span in enumerate(kept) if span.shortenable and span.text),
            key=lambda number: utf16_length(kept[number].text),
            default=None,
        )
        if longest is None:
            return (Span(cut(as_plain(kept), units)),)
        span = kept[longest]
        kept[longest] = replace(span, text=cut(span.text, max(utf16_length(span.text) - over, 0)))
    return tuple(kept)


def cut(text: str, units: int) -> str:
    """Return `text` cut to `units` UTF-16 code units, after the last sentence that fits, or else the last word."""
    if utf16_length(text) <= units:
        return text
    if units < 1:
        return ""
    head = text.encode("utf-16-le", "surrogatepass")[: 2 * max(units - 2, 0)].decode("utf-16-le", "ignore")
    ends = [found.end() for found in _SENTENCE_END.finditer(head + text[len(head) : len(head) + 1])]
    if ends:
        return f"{head[: ends[-1]]} {ELLIPSIS}"
    word = head.rsplit(maxsplit=1)[0] if " " in head.strip() else head
    return f"{word.rstrip()}{ELLIPSIS}"


def label(text: str, units: int) -> str:
    """Return `text` cut to `units` UTF-16 code units, between words: for what is read at a glance."""
    return text if utf16_length(text) <= units else f"{pieces(text, units - 1)[0]}{ELLIPSIS}"


def pieces(text: str, units: int) -> tuple[str, ...]:
    """Return `text` in pieces of at most `units` UTF-16 code units, cut between words wherever that is possible."""
    found: list[str] = []
    left = text.strip()
    while utf16_length(left) > units:
        head = left.encode("utf-16-le", "surrogatepass")[: 2 * units].decode("utf-16-le", "ignore")
        whole = head if left[len(head)].isspace() else "".join(_LAST_WORD.split(head)[:1])
        found.append((whole or head).rstrip())
        left = left[len(whole or head) :].lstrip()
    return (*found, left)
