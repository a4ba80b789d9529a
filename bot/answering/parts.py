"""Splits a message into the parts that may each be the question: sentences, and what follows a run-up."""

import re

_SENTENCE_END = re.compile(
    r"(?<![.!?;:\n])(?:[.!?;:]+(?=\s|$)|\n+)|\s[-\u2013\u2014]+\s|[\u2014\u2026]|[\U0001f000-\U0001faff\u2600-\u27bf]+"
)
_MARK = re.compile(r"[.!?;:,\n\-\u2013\u2014\u2026\u2600-\u27bf\U0001f000-\U0001faff]")
"""What may part a text. Most questions have none before their end, which is seen in a tenth of the time."""

_JOINED_QUESTION = re.compile(
    r"\s(?:and|also|plus)\s+(?=(?:who|whom|whose|where|when|why|what|which|how)\b)|\?", re.IGNORECASE
)
_WORD = re.compile(r"\w+")

MIN_WORDS = 2
MIN_WORDS_JOINED = 3
MAX_WORDS = 40
MAX_PARTS = 8
"""Words that a part needs to be a question of its own, those of one joined to another, which leans on it if it is
shorter ("and which ones?"), words that one has at most, and parts of a message that are looked at."""


def sentences(text: str) -> list[str]:
    """The sentences of `text` if it has several."""
    found = _pieces(_SENTENCE_END, text) if _has_marks(text) else []
    return [piece for piece in found[-MAX_PARTS:] if _is_short(piece)] if len(found) > 1 else []


def parts(text: str) -> list[str]:
    """The sentences of `text`, and of each what follows its commas; nothing that has the words of the whole text."""
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


def joined_questions(text: str) -> list[str]:
    """The questions in `text` if it joins several with "and" or question marks."""
    found = _pieces(_JOINED_QUESTION, text, MIN_WORDS_JOINED)
    return found[:MAX_PARTS] if len(found) > 1 and all(map(_is_short, found)) else []


def _has_marks(text: str) -> bool:
    return _MARK.search(text.rstrip("?!. ")) is not None


def _pieces(separator: re.Pattern[str], text: str, least_words: int = MIN_WORDS) -> list[str]:
    return [piece.strip() for piece in separator.split(text) if piece and len(_WORD.findall(piece)) >= least_words]


def _is_short(piece: str) -> bool:
    return len(_WORD.findall(piece)) <= MAX_WORDS
