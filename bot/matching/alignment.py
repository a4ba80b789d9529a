"""Aligns the words of a question with those of a class by their meaning: "upper limit" with "maximum"."""

from collections.abc import Mapping, Sequence
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
        of_words, _ = self._nearest_words(words, listed)
        of_tokens = [unit(self._documents[number].tokens) for number in listed]
        documents = np.array([self._documents[number].vector for number in listed], np.float32)
        return Alignment(
            match_weight(of_words),
            _nearest(tokens, of_tokens)[0],
            np.asarray(tokens @ documents.T, np.float64),
        )

    def nearest_words(self, words: Vectors, number: int) -> list[tuple[str, float]]:
        """Return for each of some words the nearest one of a class by its meaning, and their cosine."""
        cosines, places = self._nearest_words(words, [number])
        own = self._words_of[number]
        found = zip(places[:, 0].tolist(), cosines[:, 0].tolist(), strict=True)
        return [(self._words[own[place]], cosine) for place, cosine in found] if len(own) else []

    def _nearest_words(self, words: Vectors, classes: Sequence[int]) -> tuple[Floats, Ints]:
        return _nearest(words, [self._vectors[self._words_of[number]].astype(np.float32) for number in classes])


def match_weight(cosines: Floats) -> Floats:
    """Return the match weight, in [0, 1], of words for others at these cosines."""
    return np.asarray(MEANING_MATCH_WEIGHT * np.clip((cosines - UNRELATED) / (1.0 - UNRELATED), 0.0, 1.0))


def _nearest(wanted: Vectors, groups: Sequence[Vectors]) -> tuple[Floats, Ints]:
    """Return the cosine of each of `wanted` with the nearest of each group, and its place; 0 for an empty one."""
    cosines, places = np.zeros((len(wanted), len(groups))), np.zeros((len(wanted), len(groups)), np.int64)
    filled = [(number, group) for number, group in enumerate(groups) if len(group)]
    if len(wanted) and filled:
        products = wanted @ np.concatenate([group for _, group in filled]).T
        ends = np.cumsum([len(group) for _, group in filled])
        for (number, group), end in zip(filled, ends.tolist(), strict=True):
            own = products[:, end - len(group) : end]
            places[:, number] = own.argmax(axis=1)
            cosines[:, number] = own.max(axis=1)
    return cosines, places
