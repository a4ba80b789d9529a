"""The example texts of a base as numbers, all at once: a base of 10,000 facts has half a million words."""

from collections.abc import Sequence
from itertools import chain, compress

import numpy as np

from bot.matching.arrays import Ints
from bot.matching.spans import Spans, numbered
from bot.matching.vocabulary import Vocabulary, standing
from bot.matching.words import stem


class Corpus:
    """What stands where in some texts whose words the vocabulary knows. It does not change once built.

    A token is one word of one text; tokens are numbered through, text after text. A meaning is a stem or a concept.
    """

    def __init__(self, texts: Sequence[Sequence[str]], vocabulary: Vocabulary) -> None:
        flat = list(chain.from_iterable(texts))
        self.words = numbered(texts)
        self.tokens = np.fromiter((self.words[word] for word in flat), np.int64, len(flat))
        """The number of each token's word."""
        self.spans = Spans.of_lengths([len(text) for text in texts])
        self.texts = self.spans.owners
        """The text of each token."""
        stems = {word: stem(word) for word in self.words}
        found = list(vocabulary.concepts([stems[word] for word in flat]))
        starts, ends = (np.array([getattr(c, edge) for c in found], np.int64) for edge in ("start", "end"))
        within = self.texts[starts] == self.texts[ends - 1]
        self.concepts = tuple(compress(found, within))
        self.concept_texts = self.texts[starts[within]]
        """The text in which each of the concepts stands."""
        self.meanings = numbered([stems.values(), vocabulary.concept_ids])
        self.token_meanings = np.array([self.meanings[stems[word]] for word in self.words], np.int64)[self.tokens]
        self.concept_meanings = np.array([self.meanings[concept.id] for concept in self.concepts], np.int64)

    def __len__(self) -> int:
        return len(self.spans.starts) - 1

    def canonical(self) -> tuple[Ints, Ints]:
        """The meanings in their order, each concept instead of its words, and the text of each."""
        meanings, kept = self.token_meanings.copy(), np.ones(len(self.tokens), np.bool_)
        for concept in standing(self.concepts):
            meanings[concept.start] = self.meanings[concept.id]
            kept[concept.start + 1 : concept.end] = False
        return meanings[kept], self.texts[kept]
