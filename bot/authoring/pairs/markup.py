"""Takes the markup out of an answer: Markdown and HTML, in which other tools keep what readers see set."""

import re
from collections.abc import Iterator, Sequence
from html.parser import HTMLParser

from markdown_it import MarkdownIt
from markdown_it.common.html_blocks import block_names
from markdown_it.token import Token

_TAG = re.compile(r"<(?:[a-zA-Z/][^<>]*>|!--)")

_ADDRESS = ("http://", "https://", "mailto:", "tel:")

_PHRASING = frozenset(
    {"a", "abbr", "b", "bdi", "bdo", "br", "cite", "code", "data", "del", "dfn", "em", "font", "i", "img", "ins", "kbd"}
    | {"mark", "q", "s", "samp", "small", "span", "strike", "strong", "sub", "sup", "time", "tt", "u", "var", "wbr"}
)
"""The elements within a line, by the HTML Standard and by HTML 4; what looks like any other tag is text."""

_MARKDOWN = MarkdownIt("commonmark", {"html": False})


def without_markup(text: str) -> str:
    """Return `text` on one line as its readers see it; the address of a link follows its words in brackets."""
    if _TAG.search(text):
        parser = _Text()
        parser.feed(text)
        parser.close()
        text = "".join(parser.pieces)
    return " ".join("".join(_blocks(_MARKDOWN.parse(text.strip()))).split())


class _Text(HTMLParser):
    """Collects the text of HTML in `pieces`."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[str] = []
        self._links: list[tuple[str, int]] = []

    def handle_data(self, data: str) -> None:
        self.pieces.append(data)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "a":
            self._links.append((dict(attrs).get("href") or "", len(self.pieces)))
        elif tag == "li":
            self.pieces.append("\n\n\u2022 ")
        elif tag == "br" or tag in block_names:
            self.pieces.append("\n\n")
        elif tag not in _PHRASING:
            self.pieces.append(self.get_starttag_text() or "")

    def handle_endtag(self, tag: str) -> None:
        if tag == "a" and self._links:
            address, start = self._links.pop()
            self.pieces.append(_address(address, "".join(self.pieces[start:])))
        elif tag in block_names:
            self.pieces.append("\n\n")
        elif tag not in _PHRASING:
            self.pieces.append(f"</{tag}>")


def _address(address: str, words: str) -> str:
    """Return `address` as it follows the words of its link; nothing if it says no more than they do."""
    told = address.removeprefix("mailto:").removeprefix("tel:")
    return f" ({told})" if address.startswith(_ADDRESS) and told not in words else ""


def _blocks(tokens: Sequence[Token]) -> Iterator[str]:
    for token in tokens:
        if token.type == "inline":
            yield from _inline(token.children or [])
            yield "\n"
        elif token.type in ("code_block", "fence"):
            yield f"{token.content}\n"
        elif token.type == "list_item_open":
            yield f"{token.info}{token.markup} " if token.info else "\u2022 "


def _inline(tokens: Sequence[Token]) -> Iterator[str]:
    links = list[tuple[str, list[str]]]()
    for token in tokens:
        if token.type == "link_open":
            links.append((str(token.attrs.get("href", "")), []))
            continue
        piece = ""
        if token.type in ("text", "code_inline", "image"):
            piece = token.content
        elif token.type in ("softbreak", "hardbreak"):
            piece = " "
        elif token.type == "link_close":
            address, words = links.pop()
            piece = _address(address, "".join(words))
        for _, words in links:
            words.append(piece)
        yield piece
