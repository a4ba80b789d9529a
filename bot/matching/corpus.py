"""The example texts of a base as numbers, all at once: a base of 10,000 facts has half a million words."""

import numpy as np

from bot.matching.arrays import Ints
from bot.matching.spans import apart, numbered
from bot.matching.tokens import Tokens
from bot.matching.vocabulary import NAME, Vocabulary
from bot.matching.wordings import places
from bot.matching.words import stem


class Corpus:
    """What stands where in some texts whose words the vocabulary knows. It does not change once built.

    A meaning is a stem or a concept.
    """

    def __init__(self, texts: Tokens, vocabulary: Vocabulary) -> None:
        self.words = texts.words
        self.tokens = texts.numbers
        """The number of each token's word."""
        self.texts = texts.spans.owners
        """The text of each token."""
        stems = [stem(word) for word in self.words]
        self.meanings = numbered([stems, *vocabulary.wordings.values()])
        self.is_name = np.array([meaning.startswith(NAME) for meaning in self.meanings], np.bool_)
        """Of each meaning, whether it is a name."""
        self.token_meanings = np.array([self.meanings[each] for each in stems], np.int64)[self.tokens]
        wordings = {
            tuple(self.meanings[each] for each in wording): [self.meanings[concept] for concept in concepts]
            for wording, concepts in vocabulary.wordings.items()
            if all(each in self.meanings for each in wording)
        }
        self.count = len(texts)
        self._starts, self._ends, self.concept_meanings = places(wordings, self.token_meanings, texts.spans)
        """Where each of the concepts that stand in the texts starts and ends, and which it is."""
        self.concept_texts = self.texts[self._starts]
        """The text in which each of the concepts stands."""

    def canonical(self) -> tuple[Ints, Ints]:
        """The meanings in their order, each concept instead of its words, and the text of each."""
        size = len(self.tokens) + 1
        order = np.argsort(self._starts * size - self._ends, kind="stable")
        longest = order[np.flatnonzero(np.diff(self._starts[order], prepend=-1))]
        standing = longest[[*apart(zip(self._starts[longest].tolist(), self._ends[longest].tolist(), strict=True))]]
        starts, ends = self._starts[standing], self._ends[standing]
        meanings = self.token_meanings.copy()
        meanings[starts] = self.concept_meanings[standing]
        kept = np.cumsum(np.bincount(starts + 1, minlength=size) - np.bincount(ends, minlength=size))[:-1] == 0
        return meanings[kept], self.texts[kept]
