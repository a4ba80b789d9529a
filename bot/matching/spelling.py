"""Typing errors: which known word an unknown one was probably meant for."""

from collections.abc import Iterable, Sequence
from functools import lru_cache, partial
from typing import Any

import numpy as np
from rapidfuzz import process
from rapidfuzz.distance import OSA, Prefix

from bot.matching.arrays import Ints
from bot.matching.english import is_english, zipf

Letters = np.ndarray[Any, np.dtype[np.uint64]]

MIN_MENDED = 3
"""Letters from which an unknown word may be a misspelt known one."""

TWO_ERRORS_FROM = 7
"""Letters from which a word may hold two typing errors; shorter ones may hold one."""

NEAREST = 8
"""Words at the least distance that are looked at more closely."""

REMEMBERED = 10_000
"""Unknown words that need not be looked up again."""


class Spelling:
    """The known words of a base by their spelling. It does not change once built."""

    def __init__(self, known: Iterable[str]) -> None:
        words = sorted(filter(str.isalpha, known), key=len)
        lengths = np.array([len(word) for word in words], np.int64)
        letters = np.array([_letters(word) for word in words], np.uint64)
        self.nearest = lru_cache(maxsize=REMEMBERED)(partial(_nearest, words, lengths, letters))
        """The known word that an unknown one is probably meant for and the distance in errors; None if none is near."""


def _nearest(words: Sequence[str], lengths: Ints, letters: Letters, text: str) -> tuple[str, int] | None:
    if len(text) < MIN_MENDED or not text.isalpha() or is_english(text):
        return None
    reach = 1 if len(text) < TWO_ERRORS_FROM else 2
    # An error changes the length by one at most, and which letters there are by two at most.
    of_length = slice(*np.searchsorted(lengths, [len(text) - reach, len(text) + reach + 1]).tolist())
    alike = np.bitwise_count(letters[of_length] ^ _letters(text)) <= 2 * reach
    choices = [words[place] for place in (np.flatnonzero(alike) + of_length.start).tolist()]
    near = process.extract(text, choices, scorer=OSA.distance, score_cutoff=reach, limit=NEAREST)
    # People rarely mistake the first letters, so a word that differs in the first has to be nearer.
    ranked = sorted(
        (distance + (word[0] != text[0]), -Prefix.similarity(word, text), -zipf(word), word)
        for word, distance, _ in near
    )
    return (ranked[0][3], ranked[0][0]) if ranked and ranked[0][0] <= reach else None


def _letters(word: str) -> np.uint64:
    """A bit for each letter in `word`, of which some share one."""
    bits = 0
    for letter in word:
        bits |= 1 << (ord(letter) % 64)
    return np.uint64(bits)
