"""A parser for Telegram's HTML, as strict as Telegram's own."""

import re
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from .entities import Formatted, sorted_entities, trimmed, utf16_length
from .errors import ApiError, Json, bad_request

_KINDS = {
    "a": "text_link",
    "b": "bold",
    "blockquote": "blockquote",
    "code": "code",
    "del": "strikethrough",
    "em": "italic",
    "i": "italic",
    "ins": "underline",
    "pre": "pre",
    "s": "strikethrough",
    "span": "spoiler",
    "strike": "strikethrough",
    "strong": "bold",
    "tg-spoiler": "spoiler",
    "u": "underline",
}
_REFERENCE = re.compile(r"&(?:#(\d{1,7})|#x([0-9a-fA-F]{1,6})|(lt|gt|amp|quot)(?![A-Za-z]));?")
_NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
_TAG_NAME = re.compile(r"<([^\s>]*)")
_END_TAG = re.compile(r"</([^\s>]*)\s*(>?)")
_ATTRIBUTE = re.compile(
    r"""\s*(?P<name>[^\s=>/"']+)(?:\s*=\s*(?:"(?P<double>[^"]*)"|'(?P<single>[^']*)'|(?P<bare>[\w.-]+)))?"""
)


def parse_html(source: str) -> Formatted:
    """Return the text that a reader sees, and its entities; raise ApiError if Telegram could not parse it."""
    parser = _Parser(source)
    parser.run()
    return trimmed(Formatted("".join(parser.text), sorted_entities(parser.entities)))


@dataclass(frozen=True, slots=True)
class _OpenTag:
    name: str
    attributes: dict[str, str]
    offset: int


@dataclass(slots=True)
class _Parser:
    source: str
    position: int = 0
    offset: int = 0
    text: list[str] = field(default_factory=list)
    entities: list[Json] = field(default_factory=list)
    open: list[_OpenTag] = field(default_factory=list)

    def run(self) -> None:
        while self.position < len(self.source):
            if self.source.startswith("</", self.position):
                self._end_tag()
            elif self.source[self.position] == "<":
                self._start_tag()
            else:
                self._plain_text()
        if self.open:
            raise self._error(f'Can\'t find end tag corresponding to start tag "{self.open[-1].name}"')

    def _plain_text(self) -> None:
        end = self.source.find("<", self.position)
        end = len(self.source) if end < 0 else end
        plain = _without_references(self.source[self.position : end])
        self.text.append(plain)
        self.offset += utf16_length(plain)
        self.position = end

    def _start_tag(self) -> None:
        begin = self.position
        found = _TAG_NAME.match(self.source, begin)
        name = found[1].lower() if found else ""
        self.position += 1 + len(name)
        if self.position >= len(self.source):
            raise self._error(f"Unclosed start tag at byte offset {self._byte(begin)}")
        if name not in _KINDS:
            raise self._error(f'Unsupported start tag "{name}" at byte offset {self._byte(begin)}')
        attributes = self._attributes(name, begin)
        if name == "span" and attributes.get("class") != "tg-spoiler":
            raise self._error(f'Tag "span" must have class "tg-spoiler" at byte offset {self._byte(begin)}')
        self.open.append(_OpenTag(name, attributes, self.offset))

    def _attributes(self, tag: str, begin: int) -> dict[str, str]:
        attributes: dict[str, str] = {}
        while True:
            rest = self.source[self.position :].lstrip()
            if not rest:
                raise self._error(f"Unclosed start tag at byte offset {self._byte(begin)}")
            if rest[0] == ">":
                self.position = self.source.index(">", self.position) + 1
                return attributes
            found = _ATTRIBUTE.match(self.source, self.position)
            if not found:
                where = self._byte(begin)
                raise self._error(f'Empty attribute name in the tag "{tag}" at byte offset {where}')
            value = found["double"] or found["single"] or found["bare"] or ""
            attributes[found["name"].lower()] = _without_references(value)
            self.position = found.end()

    def _end_tag(self) -> None:
        begin = self.position
        if not self.open:
            raise self._error(f"Unexpected end tag at byte offset {self._byte(begin)}")
        found = _END_TAG.match(self.source, begin)
        if not found or not found[2]:
            raise self._error(f"Unclosed end tag at byte offset {self._byte(begin)}")
        tag = self.open.pop()
        if found[1] and found[1].lower() != tag.name:
            raise self._error(
                f'Unmatched end tag at byte offset {self._byte(begin)}, expected "</{tag.name}>", found "</{found[1]}>"'
            )
        self.position = found.end()
        if self.offset > tag.offset:
            self._close(tag)

    def _close(self, tag: _OpenTag) -> None:
        entity: Json = {"type": _KINDS[tag.name], "offset": tag.offset, "length": self.offset - tag.offset}
        language = tag.attributes.get("class", "").removeprefix("language-")
        if tag.name == "a":
            url = tag.attributes.get("href") or "".join(self.text)[-entity["length"] :]
            link = _checked_link(url)
            if link is None:  # Telegram shows the words without a link
                return
            entity["url"] = link
        elif tag.name == "blockquote" and "expandable" in tag.attributes:
            entity["type"] = "expandable_blockquote"
        elif tag.name == "code" and language and self.open and self.open[-1].name == "pre":
            entity |= {"type": "pre", "language": language}
        elif tag.name == "pre" and self._is_language_block(entity):
            return
        self.entities.append(entity)

    def _is_language_block(self, entity: Json) -> bool:
        last = self.entities[-1] if self.entities else {}
        return "language" in last and (last["offset"], last["length"]) == (entity["offset"], entity["length"])

    def _byte(self, position: int) -> int:
        return len(self.source[:position].encode(errors="surrogatepass"))

    def _error(self, reason: str) -> ApiError:
        return bad_request(f"can't parse entities: {reason}")


def _without_references(text: str) -> str:
    def character(found: re.Match[str]) -> str:
        if found[3]:
            return _NAMED[found[3]]
        code = int(found[1]) if found[1] else int(found[2], 16)
        return chr(code) if 0 < code <= 0x10FFFF else found[0]

    return _REFERENCE.sub(character, text)


def _checked_link(url: str) -> str | None:
    parts = urlsplit(url if "://" in url else f"http://{url}")
    if parts.scheme == "tg":
        return url
    if parts.scheme not in {"http", "https"} or "." not in (parts.hostname or ""):
        return None
    return (parts if parts.path else parts._replace(path="/")).geturl()
