"""Reads the source of a draft: its text, and what a page says of itself, whatever form it is in."""

import logging
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby, pairwise
from pathlib import PurePath

from bot.facts.schema import MAX_WORDING
from bot.unprintable import UNPRINTABLE

MAX_BYTES = 2_000_000
"""Size of the largest source: a web page with all that stands around its article is rarely larger."""

MARKDOWN = (".md", ".markdown")
HTML = (".html", ".htm", ".xhtml")
"""What the name of a Markdown file or of a web page ends in; all else is plain text."""

NARROWEST_WRAPPED, WIDEST_WRAPPED = 40, 100
"""Characters of the widest line of a block of text that somebody wrapped."""

_HTML_START = re.compile(r"\s*(?:<!--.{0,2000}?-->\s*)?<(?:!doctype html|html)\b", re.IGNORECASE | re.DOTALL)
_SENTENCE_END = (".", "!", "?", ":", ";", "\u201d", '"', ")")


class ArticleError(Exception):
    """A source of which no draft can be made; the text goes after its name."""


@dataclass(frozen=True, slots=True)
class Article:
    """The paragraphs of a source, each without line breaks, and what it says of itself; "" and None if it does not.

    `is_extracted` says that the paragraphs are not the text of the source as it stands, which has markup.
    """

    paragraphs: tuple[str, ...]
    title: str = ""
    publisher: str | None = None
    published: date | None = None
    url: str | None = None
    is_extracted: bool = False

    @property
    def text(self) -> str:
        """The text of the source, for a file beside the draft."""
        return "\n\n".join(self.paragraphs) + "\n"


def read_article(data: bytes, name: str) -> Article:
    """Return what is in the source `data`, of which `name` tells the form; raises `ArticleError`."""
    if len(data) > MAX_BYTES:
        raise ArticleError(f"is larger than {MAX_BYTES // 1_000_000} MB; make a draft of each part of it")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise ArticleError("is not in UTF-8; save it with that encoding") from None
    if "\0" in text:
        raise ArticleError("is not text in UTF-8; save it as text with that encoding")
    suffix = PurePath(name).suffix.lower()
    if suffix in HTML or _HTML_START.match(text):
        return _from_html(_printable(text))
    if suffix in MARKDOWN:
        return _from_markdown(_printable(text))
    return _from_text(text)


def _printable(text: str) -> str:
    """Return `text` with a space for each character that no fact file may hold; line breaks stay."""
    return UNPRINTABLE.sub(" ", "\n".join(text.splitlines()))


def _from_text(text: str) -> Article:
    paragraphs = tuple(_paragraphs(text.splitlines()))
    odd = next(filter(None, map(UNPRINTABLE.search, paragraphs)), None)
    if odd:
        raise ArticleError(f"holds the character U+{ord(odd[0]):04X}, which no text needs; delete it")
    return Article(paragraphs, paragraphs[0] if paragraphs and is_heading(paragraphs[0]) else "")


def is_heading(paragraph: str) -> bool:
    """Tell whether a paragraph is too short for a sentence of text, or lacks the mark at its end."""
    return len(paragraph) <= MAX_WORDING and not paragraph.endswith(_SENTENCE_END)


def _paragraphs(lines: list[str]) -> Iterator[str]:
    """Yield the paragraphs in `lines`: lines that were only broken because they were full are joined."""
    for is_blank, group in groupby(lines, lambda line: not line.strip()):
        if is_blank:
            continue
        block = [" ".join(line.split()) for line in group]
        widest = max(map(len, block))
        joined = block[0]
        for before, line in pairwise(block):
            if line[0].islower() or _is_full(before, line, widest):
                joined += f" {line}"
            else:
                yield joined
                joined = line
        yield joined


def _is_full(line: str, following: str, widest: int) -> bool:
    """Tell whether `line` was broken because the next word did not fit into the width of its block."""
    if not NARROWEST_WRAPPED <= widest <= WIDEST_WRAPPED or _is_item(following):
        return False
    return len(line) + len(following.split()[0]) >= widest


def _is_item(line: str) -> bool:
    return re.match(r"(?:[-*•\u2013]|\d[\d.]*[.)]?|[a-z][.)])\s", line) is not None


def _from_markdown(text: str) -> Article:
    from markdown_it import MarkdownIt

    title, paragraphs, inside_heading = "", [], ""
    for token in MarkdownIt("commonmark").enable("table").parse(text):
        if token.type == "heading_open":
            inside_heading = token.tag
        elif token.type == "inline":
            plain = "".join(
                " " if child.type in ("softbreak", "hardbreak") else child.content
                for child in token.children or ()
                if child.type in ("text", "code_inline", "softbreak", "hardbreak")
            )
            plain = " ".join(plain.split())
            if inside_heading == "h1" and not title:
                title = plain
            if plain:
                paragraphs.append(plain)
            inside_heading = ""
    return Article(tuple(paragraphs), title, is_extracted=True)


def _from_html(text: str) -> Article:
    from trafilatura import bare_extraction
    from trafilatura.settings import Document

    # What it logs about a page is about the page; the sentence below says what to do.
    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    page = bare_extraction(text, with_metadata=True, include_comments=False, include_images=False)
    lines = (page.text or "").splitlines() if isinstance(page, Document) else []
    paragraphs = tuple(" ".join(line.split()) for line in lines if line.strip())
    if not isinstance(page, Document) or all(map(is_heading, paragraphs)):
        raise ArticleError("has no article that could be told from the rest of the page; save its text as a .txt file")
    url = page.url or ""
    return Article(
        paragraphs,
        " ".join((page.title or "").split()),
        (page.sitename or "").strip()[:MAX_WORDING] or None,
        _day(page.date),
        url if url.startswith(("https://", "http://")) and " " not in url else None,
        is_extracted=True,
    )


def _day(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        return None
