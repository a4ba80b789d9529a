"""Knows how common a word is in English at large, which a fact base cannot tell about words that it does not have."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path

_WORDS = Path(__file__).with_name("english_frequencies") / "words.txt"


def zipf(word: str) -> float:
    """Return the Zipf frequency of one folded word, 0.0 if it is not among the 29,000 commonest of English.

    That is log10 of its occurrences per thousand million words (van Heuven et al. 2014): 7.7 for "the", 4.8 for
    "budget", 3.0 the rarest that are listed.
    """
    return frequencies().get(word, 0.0)


def is_english(word: str) -> bool:
    """Tell whether a folded word is common enough not to be taken for a typing error."""
    return word in frequencies()


@cache
def frequencies() -> Mapping[str, float]:
    """Return the Zipf frequency of each listed word, the commonest first.

    The list is that of the wordfreq package, copied: the package takes 58 MB, and a fifth of a second to import.
    """
    found = {}
    for line in _WORDS.read_text(encoding="utf-8").splitlines():
        frequency, *words = line.split(" ")
        found.update(dict.fromkeys(words, float(frequency)))
    return found
