"""Embeds questions: the text, its canonical form in the words of the base, and each word by itself."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from bot.arrays import Floats, Vectors
from bot.embeddings.model import Embedding
from bot.embeddings.recent import RecentEmbeddings
from bot.embeddings.store import StoredEmbedding
from bot.embeddings.tokens import words_of_tokens
from bot.matching.vocabulary import AnalyzedText


@dataclass(frozen=True, slots=True)
class EmbeddedQuestion:
    """The embeddings of one question."""

    texts: Vectors
    """The vectors of the text as it came, and of its canonical form if that differs; of shape (1 or 2, dimensions)."""
    tokens: Vectors
    """The vectors of the tokens of the canonical form in context, of shape (tokens, dimensions)."""
    token_weights: Floats
    """How much each token matters: as much as its word does in the base."""
    words: Vectors
    """The vector of each word by itself, of shape (words, dimensions)."""


class QuestionEncoder:
    """Embeds questions, those of one message together. Any thread may use it."""

    def __init__(self, recent: RecentEmbeddings, words: Mapping[str, StoredEmbedding]) -> None:
        """Take what embeds and remembers, and the embeddings of the words that the base has."""
        self._recent = recent
        self._words = words

    def encode(self, questions: Sequence[AnalyzedText], weigh: Callable[[str], float]) -> list[EmbeddedQuestion]:
        """Return the embeddings of questions; `weigh` says how much a word matters in the base, in [0, 1]."""
        known = self._recent.of(text for reading in questions for text in (reading.text, reading.canonical))
        # Words are short: among longer texts each would cost as much as those.
        words = self.encode_words(questions)
        return [_question(known, of_words, each, weigh) for each, of_words in zip(questions, words, strict=True)]

    def encode_words(self, texts: Sequence[AnalyzedText]) -> list[Vectors]:
        """Return the embeddings of the words of each text, each word by itself; of shape (words, dimensions)."""
        words = dict.fromkeys(word for reading in texts for word in reading.known)
        new = self._recent.of(word for word in words if word not in self._words)
        vectors = {word: (new if word in new else self._words)[word].vector for word in words}
        return [np.array([vectors[word] for word in reading.known], np.float32) for reading in texts]


def _question(
    known: Mapping[str, Embedding],
    words: Vectors,
    reading: AnalyzedText,
    weigh: Callable[[str], float],
) -> EmbeddedQuestion:
    canonical = known[reading.canonical]
    return EmbeddedQuestion(
        np.array([known[text].vector for text in dict.fromkeys((reading.text, reading.canonical))]),
        canonical.tokens,
        np.array([weigh(word) if word else 0.0 for word in words_of_tokens(reading.canonical, canonical.spans)]),
        words,
    )
