"""Aligns the words of a question with those of a class by their meaning: "upper limit" with "maximum"."""

from collections.abc import Mapping, Sequence, Sized
from copy import copy
from dataclasses import dataclass

import numpy as np

from bot.arrays import Floats, Ints, Vectors, unit
from bot.embeddings.store import StoredEmbedding
from bot.matching.meanings import Meaning

UNRELATED = 0.3
"""Cosine of two words that have nothing to do with each other, each embedded by itself."""

MEANING_MATCH_WEIGHT = 0.9
"""Most that a word counts which a class has only by its meaning, in [0, 1]; a shared stem counts 1."""


@dataclass(frozen=True, slots=True)
class Alignment:
    """The nearness of the words of one question to those of some classes."""

    words: Floats
    """Match weight of each word and the nearest word of each class, in [0, 1]; of shape (words, classes)."""
    tokens: Floats
    """Cosine of each token, in context, with the nearest of each document; of shape (tokens, classes)."""
    documents: Floats
    """Cosine of each token, in context, with each document as a whole; of shape (tokens, classes)."""


class AlignmentIndex:
    """The words and the tokens of the classes of one base, by their vectors. It does not change once built."""

    def __init__(
        self,
        meanings: Sequence[Meaning],
        documents: Sequence[StoredEmbedding],
        words: Mapping[str, StoredEmbedding],
    ) -> None:
        """Take the classes, the embeddings of their documents, and of each of their words by itself."""
        self._words = list(words)
        numbers = {word: number for number, word in enumerate(self._words)}
        self._vectors = np.array([each.vector for each in words.values()])
        self._words_of = [
            np.array(sorted(numbers[word] for word in each.words if word in numbers), np.int64) for each in meanings
        ]
        self._documents = [*documents]

    def without(self, number: int, left: Meaning, document: StoredEmbedding) -> "AlignmentIndex":
        """Return the same index, with what is `left` of the class `number`, and the embedding of its document."""
        found = copy(self)
        own = [place for place in self._words_of[number].tolist() if self._words[place] in left.words]
        found._words_of = [*self._words_of]
        found._words_of[number] = np.array(own, np.int64)
        found._documents = [*self._documents]
        found._documents[number] = document
        return found

    def align(self, words: Vectors, tokens: Vectors, classes: Ints) -> Alignment:
        """Return the alignment of a question, whose words and tokens have these vectors, with `classes`."""
        listed = classes.tolist()
        of_words = [self._words_of[number] for number in listed]
        of_tokens = [self._documents[number].tokens for number in listed]
        documents = np.array([self._documents[number].vector for number in listed], np.float32)
        return Alignment(
            match_weight(_nearest(words @ self._vectors_of(np.concatenate(of_words)).T, of_words)),
            _nearest(tokens @ unit(np.concatenate(of_tokens)).T, of_tokens),
            np.asarray(tokens @ documents.T, np.float64),
        )

    def nearest_words(self, words: Vectors, number: int) -> list[tuple[str, float]]:
        """Return for each of some words the nearest one of a class by its meaning, and their cosine."""
        own = self._words_of[number]
        if not (len(own) and len(words)):
            return []
        cosines = words @ self._vectors_of(own).T
        found = zip(cosines.argmax(axis=1).tolist(), cosines.max(axis=1).tolist(), strict=True)
        return [(self._words[own[place]], cosine) for place, cosine in found]

    def _vectors_of(self, words: Ints) -> Vectors:
        return self._vectors[words].astype(np.float32)


def match_weight(cosines: Floats) -> Floats:
    """Return the match weight, in [0, 1], of words for others at these cosines."""
    return np.asarray(MEANING_MATCH_WEIGHT * np.clip((cosines - UNRELATED) / (1.0 - UNRELATED), 0.0, 1.0))


def _nearest(cosines: Vectors, groups: Sequence[Sized]) -> Floats:
    """Return the highest cosine of each row with a member of each group; 0 for an empty one.

    The columns of `cosines` are the members of all groups, one group after the other.
    """
    highest = np.zeros((len(cosines), len(groups)))
    sizes = np.array([len(group) for group in groups], np.int64)
    filled = np.flatnonzero(sizes)
    if len(cosines) and len(filled):
        starts = (np.cumsum(sizes) - sizes)[filled]
        highest[:, filled] = np.maximum.reduceat(cosines, starts, axis=1)
    return highest
