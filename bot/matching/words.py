"""From text to words: folding, splitting and stemming, the same for questions and for facts."""

import re
import unicodedata
from functools import lru_cache

import Stemmer

MAX_WORDS = 400
"""Words of a text that are looked at. Longer than any question a person types; it bounds the cost of a hostile one."""

_MAX_CHARACTERS = 4_000
_DOTTED = re.compile(r"\b(?:[^\W\d_]\.){2,}")
_WORD = re.compile(r"[^\W_]+(?:['’ʼ‘`][^\W_]+)*")
_APOSTROPHES = str.maketrans(dict.fromkeys("’ʼ‘`", "'"))


def fold(text: str) -> str:
    """`text` in lower case, without accents and compatibility forms, so that "Café" equals "cafe"."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(char for char in decomposed if not unicodedata.combining(char))


def words(text: str) -> list[str]:
    """The folded words of `text` in order: possessives dropped, dotted abbreviations joined ("U.S." is "us")."""
    folded = fold(text[:_MAX_CHARACTERS]).translate(_APOSTROPHES)
    joined = _DOTTED.sub(lambda match: match.group().replace(".", "") + " ", folded)
    found = (match.group() for match in _WORD.finditer(joined))
    return [_without_possessive(word) for word, _ in zip(found, range(MAX_WORDS), strict=False)]


def _without_possessive(word: str) -> str:
    return word.removesuffix("'s").replace("'", "")


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """The Snowball stem of one folded word, so that "meetings" equals "meeting"."""
    return str(_stemmer().stemWord(word))


@lru_cache(maxsize=1)
def _stemmer() -> Stemmer.Stemmer:
    return Stemmer.Stemmer("english")
