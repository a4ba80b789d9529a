"""Maps the tokens of the network to the words that they are pieces of."""

from collections.abc import Sequence

from bot.language.english import zipf
from bot.language.words import words

COMMONEST = 6.0
"""Zipf frequency from which on a word says too little for its tokens to be kept: "the", "is", "for" and the like."""


def words_of_tokens(text: str, spans: Sequence[tuple[int, int]]) -> list[str]:
    """Return the folded word of `text` in which each token lies; empty for a mark."""
    found = []
    for start, end in spans:
        if not any(map(str.isalnum, text[start:end])):
            found.append("")
            continue
        while start > 0 and text[start - 1].isalnum():
            start -= 1
        while end < len(text) and text[end].isalnum():
            end += 1
        found.append(next(iter(words(text[start:end])), ""))
    return found


def content_tokens(text: str, spans: Sequence[tuple[int, int]]) -> list[int]:
    """Return the places of the tokens that lie in words rarer than `COMMONEST`."""
    return [place for place, word in enumerate(words_of_tokens(text, spans)) if word and zipf(word) < COMMONEST]
