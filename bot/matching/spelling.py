"""Corrects typing errors: finds the known word that an unknown one was probably meant for."""

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Sequence
from functools import lru_cache, partial

from rapidfuzz import process
from rapidfuzz.distance import OSA, Prefix

from bot.language.english import is_english, zipf

MIN_LETTERS = 3
"""Letters from which an unknown word may be a misspelt known one."""

TWO_ERRORS_FROM = 7
"""Letters from which a word may hold two typing errors; shorter ones may hold one."""

NEAREST = 8
"""Words at the least distance that are ranked by more than that."""

REMEMBERED = 10_000
"""Unknown words that need not be looked up again."""


class Spelling:
    """The known words of a base by their spelling. It does not change once built."""

    def __init__(self, known: Iterable[str]) -> None:
        self._by_length = sorted(filter(str.isalpha, known), key=len)
        self.nearest = lru_cache(maxsize=REMEMBERED)(partial(_nearest, self._by_length))
        """The known word that an unknown one is probably meant for and the distance in errors; None if none is near."""

    def without(self, words: Collection[str]) -> "Spelling":
        """Return the same without some of the words."""
        return Spelling(word for word in self._by_length if word not in words)


def _nearest(by_length: Sequence[str], text: str) -> tuple[str, int] | None:
    """Return the known word nearest to `text` and its distance in errors; None if none is near enough."""
    if len(text) < MIN_LETTERS or not text.isalpha() or is_english(text):
        return None
    reach = 1 if len(text) < TWO_ERRORS_FROM else 2
    first = bisect_left(by_length, len(text) - reach, key=len)
    last = bisect_right(by_length, len(text) + reach, key=len)
    choices = by_length[first:last]
    near = process.extract(text, choices, scorer=OSA.distance, score_cutoff=reach, limit=NEAREST)
    # People rarely mistake the first letters, so a word that differs in the first has to be nearer.
    ranked = sorted(
        (distance + (word[0] != text[0]), -Prefix.similarity(word, text), -zipf(word), word)
        for word, distance, _ in near
    )
    return (ranked[0][3], ranked[0][0]) if ranked and ranked[0][0] <= reach else None
