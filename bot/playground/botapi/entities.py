"""Text as Telegram measures it: offsets in UTF-16 code units, and the entities it finds by itself."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from .errors import Json, bad_request

_FOUND_BY_TELEGRAM = (
    ("url", re.compile(r"https?://[^\s<>\"]*[^\s<>\".,;:!?)]")),
    ("bot_command", re.compile(r"(?<![\w/<@])/[A-Za-z0-9_]{1,64}(?:@\w{3,32})?(?![\w/])")),
    ("mention", re.compile(r"(?<![\w@/])@[A-Za-z]\w{3,31}(?!\w)")),
    ("hashtag", re.compile(r"(?<!\w)#\w*[^\W\d]\w*")),
)
_OPAQUE = {"code", "pre", "text_link", "text_mention"}


@dataclass(frozen=True, slots=True)
class Formatted:
    """A text without markup, and its formatting as entities."""

    text: str
    entities: tuple[Json, ...] = ()


def utf16_length(text: str) -> int:
    """Return the length of `text` in UTF-16 code units."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def utf16_slice(text: str, offset: int, length: int) -> str:
    """Return the part of `text` at this offset, both in UTF-16 code units."""
    units = text.encode("utf-16-le", "surrogatepass")
    return units[2 * offset : 2 * (offset + length)].decode("utf-16-le", "surrogatepass")


def sorted_entities(entities: Iterable[Json]) -> tuple[Json, ...]:
    """Return entities by their offset, the longest first where offsets are equal."""
    return tuple(sorted(entities, key=lambda entity: (entity["offset"], -entity["length"])))


def with_found_entities(content: Formatted) -> Formatted:
    """Add entities for the links, mentions, commands and hashtags that Telegram marks by itself."""
    taken = [(e["offset"], e["offset"] + e["length"]) for e in content.entities if e["type"] in _OPAQUE]
    found: list[Json] = []
    for kind, pattern in _FOUND_BY_TELEGRAM:
        for match in pattern.finditer(content.text):
            begin, length = utf16_length(content.text[: match.start()]), utf16_length(match[0])
            if all(begin + length <= start or begin >= end for start, end in taken):
                taken.append((begin, begin + length))
                found.append({"type": kind, "offset": begin, "length": length})
    return Formatted(content.text, sorted_entities([*content.entities, *found]))


def trimmed(content: Formatted) -> Formatted:
    """Remove the white space around the text, as Telegram does, and move the entities along."""
    text = content.text.strip()
    cut = utf16_length(content.text) - utf16_length(content.text.lstrip())
    entities: list[Json] = []
    for entity in content.entities:
        begin = max(entity["offset"] - cut, 0)
        end = min(entity["offset"] + entity["length"] - cut, utf16_length(text))
        if end > begin:
            entities.append({**entity, "offset": begin, "length": end - begin})
    return Formatted(text, tuple(entities))


def checked_entities(text: str, entities: Iterable[Json]) -> Formatted:
    """Return a text with the entities that a bot gave; raise ApiError if they are not inside the text."""
    size, checked = utf16_length(text), sorted_entities(entities)
    for entity in checked:
        begin, end = entity["offset"], entity["offset"] + entity["length"]
        if begin < 0 or end > size:
            raise bad_request(
                f"entity beginning at UTF-16 offset {begin} ends after the end of the text at UTF-16 offset {end}"
            )
        if any(_splits_a_character(text, offset) for offset in (begin, end)):
            raise bad_request(f"entity beginning at UTF-16 offset {begin} is in a middle of a UTF-16 symbol")
    return trimmed(Formatted(text, checked))


def _splits_a_character(text: str, offset: int) -> bool:
    return utf16_slice(text, offset, 1) >= "\udc00" and utf16_slice(text, offset, 1) <= "\udfff"
