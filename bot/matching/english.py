"""How common a word is in English at large: what a fact base cannot tell about words that it does not have."""

from functools import lru_cache

import wordfreq


@lru_cache(maxsize=50_000)
def zipf(word: str) -> float:
    """The Zipf frequency of one folded word; 0.0 if it is not among the 30,000 commonest of English.

    That is log10 of its occurrences per thousand million words (van Heuven et al. 2014): 7.7 for "the", 4.8 for
    "budget", 3.0 the rarest that are listed.
    """
    return float(wordfreq.zipf_frequency(word, "en", wordlist="small"))


def is_english(word: str) -> bool:
    """Whether a folded word is common enough not to be taken for a typing error."""
    return zipf(word) > 0.0
