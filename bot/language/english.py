"""How common a word is in English at large: what a fact base cannot tell about words that it does not have."""

import gzip
from collections.abc import Mapping
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path

import msgpack


def zipf(word: str) -> float:
    """The Zipf frequency of one folded word; 0.0 if it is not among the 30,000 commonest of English.

    That is log10 of its occurrences per thousand million words (van Heuven et al. 2014): 7.7 for "the", 4.8 for
    "budget", 3.0 the rarest that are listed. The figures are those of the wordfreq package.
    """
    return _frequencies().get(word, 0.0)


def is_english(word: str) -> bool:
    """Whether a folded word is common enough not to be taken for a typing error."""
    return word in _frequencies()


@lru_cache(maxsize=1)
def _frequencies() -> Mapping[str, float]:
    """The small English list of wordfreq, read from its data file.

    The package itself is not imported: its tokenisers for other languages cost a fifth of a second at start-up.
    In its cBpack format the list at place n, after a header, holds the words of frequency 10 ** (-n / 100).
    """
    package = find_spec("wordfreq")
    if package is None or package.origin is None:
        raise ModuleNotFoundError("the package 'wordfreq' is missing; install the requirements again")
    data = Path(package.origin).with_name("data") / "small_en.msgpack.gz"
    _header, *buckets = msgpack.unpackb(gzip.decompress(data.read_bytes()), raw=False)
    return {word: round(9.0 - place / 100, 2) for place, bucket in enumerate(buckets) for word in bucket}
