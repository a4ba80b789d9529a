"""How common a word is in English at large: what the fact base cannot tell about words it does not have."""

from functools import lru_cache

REAL_WORD = 3.3
"""Zipf frequency from which an unknown word is taken for a word and not for a typing error.

Zipf frequency is log10 of occurrences per thousand million words (van Heuven et al. 2014): 7 for "the",
5 for "money", 3 for "missile". Chosen in shared measurements, range 3.0 to 3.6.
"""


@lru_cache(maxsize=50_000)
def zipf(word: str) -> float:
    """The Zipf frequency of one folded word, 0.0 if it is not among the common words of English."""
    import wordfreq  # noqa: PLC0415  loading its table costs a tenth of a second, and a base may never need it

    return float(wordfreq.zipf_frequency(word, "en", "small"))
