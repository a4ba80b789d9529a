"""Which classes, or which examples, have a word of a question, and how surely."""

from collections.abc import Mapping, Sequence

import numpy as np

from bot.matching.arrays import Flags, Ints
from bot.matching.rows import Row
from bot.matching.spans import Postings
from bot.matching.vocabulary import NAME

CONCEPT_CREDIT = 0.85
"""Credit of a word that a class has only by another name or a synonym; a shared stem has 1.0."""


class Holders:
    """For each stem and each concept, the rows (classes or examples) that have it."""

    def __init__(self, meanings: Mapping[str, int], postings: Postings) -> None:
        """`meanings` numbers stems and concepts, and after them ANY_NAME."""
        self._meanings = meanings
        self._postings = postings
        self.count = postings.size[1]

    def of_stem(self, stem: str) -> Ints:
        """The rows that have `stem`."""
        return self._postings.of(self._meanings.get(stem))

    def of_concept(self, concept: str) -> tuple[Ints, Ints]:
        """The rows that have the concept with the id `concept`, and those that have it as they have any name."""
        rows = self._postings.of(self._meanings.get(concept))
        return rows, self._postings.of(len(self._meanings)) if concept.startswith(NAME) else rows[:0]

    def have(self, meanings: Sequence[str], rows: Ints) -> Flags:
        """For each of some stems and ids of concepts, which of `rows` have it, as they have any name or as such."""
        numbers = [self._meanings.get(meaning) for meaning in meanings]
        found = self._postings.having([*numbers, len(self._meanings)], rows)
        is_name = np.array([meaning.startswith(NAME) for meaning in meanings], np.bool_)
        return np.asarray(found[:-1] | is_name[:, np.newaxis] & found[-1])

    def credits(self, stem: str, concepts: Sequence[str]) -> Row:
        """How surely each row has a word with this stem that stands in these concepts, in [0, 1]."""
        same = self.of_stem(stem)
        if not concepts:
            return Row(same, np.ones(len(same)))
        credit = np.zeros(self.count)
        for concept in concepts:
            for akin in self.of_concept(concept):
                credit[akin] = CONCEPT_CREDIT
        credit[same] = 1.0
        places = np.flatnonzero(credit)
        return Row(places, credit[places])
