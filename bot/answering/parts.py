"""Splits a message into the parts that may each be a question: sentences, and what follows an introduction."""

import re
from dataclasses import dataclass
from enum import Enum, auto
from itertools import islice

from bot.matching.answer_type import FINITE_AUXILIARIES, INTERROGATIVES

_SENTENCE_END = re.compile(
    r"(?<![.!?;:\n])(?:[.!?;:]+(?=\s|$)|\n+)|\s[-\u2013\u2014]+\s|[\u2014\u2026]|[\U0001f000-\U0001faff\u2600-\u27bf]+"
)
_MARK = re.compile(r"[.!?;:,\n\-\u2013\u2014\u2026\u2600-\u27bf\U0001f000-\U0001faff]")
"""A mark that may separate parts; most questions have none before their end, which is seen in a tenth of the time."""

_WORD = re.compile(r"\w+")
_INTERROGATIVE = rf"(?:{'|'.join(sorted(INTERROGATIVES))})"
_AUXILIARY = rf"(?:{'|'.join(sorted(FINITE_AUXILIARIES))})"
_PREPOSITION = r"(?:at|on|in|for|to|with|by|from|of|under|until)"
_SENTENCE_START = r"(?:^|[.!?\n]\s*)\W*"
_ASKS = re.compile(rf"\?|\b{_INTERROGATIVE}\b|{_SENTENCE_START}{_AUXILIARY}\b", re.IGNORECASE)
_OF_ONESELF = re.compile(r"\b(?:i|my|mine|we|our|ours)\b", re.IGNORECASE)
_NUMBER = re.compile(r"(?:^|(?<=\s))\(?\d{1,2}[.):]\s")
_CAPITAL = r"(?=(?-i:[A-Z]))"
_ASKING = rf"(?:(?:{_PREPOSITION}\s)?{_INTERROGATIVE}|{_AUXILIARY})\b"
_BOUNDARY = re.compile(
    rf"(?P<end>(?:(?<=[?!.])(?<!\b(?-i:[A-Z])\.)(?<!\b[MDS][rst]\.)\s|\n)(?:(?:and|also|plus)\s)?|\s{_CAPITAL}(?={_ASKING}))"
    rf"|(?P<joins>,?\s(?:and|plus)\s(?:(?:also|then)\s)?)(?P<question>(?={_ASKING}))?"
    rf"|\s(?=(?:{_PREPOSITION}\s)?{_INTERROGATIVE}\b)",
    re.IGNORECASE,
)

MIN_WORDS = 2
MAX_WORDS = 40
MAX_PARTS = 8
MAX_SPLITS = 10
MAX_WORDS_OF_SIDE = 60
"""Words that a part needs to be a question of its own, words that one has at most, parts of a message, and places
where it may be split in two, that are looked at, and words that either side of such a place has at most."""


class Boundary(Enum):
    """The signs that another question may begin."""

    QUESTION_MARK = auto()
    JOINED_QUESTION = auto()
    """A conjunction and an interrogative or an auxiliary after it."""
    SENTENCE_END = auto()
    """The end of a sentence, a line or an entry of a list, or a question that begins with a capital letter."""
    CONJUNCTION = auto()
    INTERROGATIVE = auto()
    """An interrogative without any of the other signs."""


@dataclass(frozen=True, slots=True)
class Split:
    """A place where a message may be two questions, one before it and one after it."""

    left: str
    right: str
    boundary: Boundary


def sentences(text: str) -> list[str]:
    """Return the sentences of `text` if it has several."""
    found = _pieces(_SENTENCE_END, text) if _has_marks(text) else []
    return [piece for piece in found[-MAX_PARTS:] if _is_short(piece)] if len(found) > 1 else []


def parts(text: str) -> list[str]:
    """Return the sentences of `text`, and of each what follows its commas; nothing with the words of the whole text."""
    if not _has_marks(text):
        return []
    whole = _pieces(_SENTENCE_END, text)[-MAX_PARTS:]
    found = list(whole)
    for sentence in whole:
        clauses = sentence.split(",")
        found.extend(",".join(clauses[start:]).strip() for start in range(1, len(clauses))[-MAX_PARTS:])
    if len(whole) > 2:
        found.append(" ".join(whole[-2:]))
    everything = _WORD.findall(text)
    distinct = dict.fromkeys(part for part in found if MIN_WORDS <= len(_WORD.findall(part)) < len(everything))
    return [part for part in list(distinct)[-MAX_PARTS:] if _is_short(part)]


def splits(text: str) -> list[Split]:
    """Return the places where `text` may be two questions, at most `MAX_SPLITS`."""
    if _NUMBER.match(text):
        text = _NUMBER.sub("\n", text)
    lines = "\n".join(" ".join(line.split()) for line in text.splitlines() if line.strip())
    found = []
    for match in islice(_BOUNDARY.finditer(lines), MAX_SPLITS):
        left, right = lines[: match.start()].strip(), lines[match.end() :].strip()
        lengths = [len(_WORD.findall(side)) for side in (left, right)]
        if min(lengths) >= MIN_WORDS and max(lengths) <= MAX_WORDS_OF_SIDE:
            found.append(Split(left, right, _boundary(match, left)))
    return found


def asks(text: str) -> bool:
    """Tell whether something in `text` has the form of a question."""
    return _ASKS.search(text) is not None


def tells_of_oneself(text: str) -> bool:
    """Tell whether `text` only says something of who writes it: it asks nothing, and has "I", "my" or the like."""
    return not asks(text) and _OF_ONESELF.search(text) is not None


def _boundary(match: re.Match[str], left: str) -> Boundary:
    if match["joins"]:
        return Boundary.CONJUNCTION if match["question"] is None else Boundary.JOINED_QUESTION
    if not match["end"]:
        return Boundary.INTERROGATIVE
    return Boundary.QUESTION_MARK if left.endswith("?") else Boundary.SENTENCE_END


def _has_marks(text: str) -> bool:
    return _MARK.search(text.rstrip("?!. ")) is not None


def _pieces(separator: re.Pattern[str], text: str) -> list[str]:
    return [piece.strip() for piece in separator.split(text) if piece and len(_WORD.findall(piece)) >= MIN_WORDS]


def _is_short(piece: str) -> bool:
    return len(_WORD.findall(piece)) <= MAX_WORDS
