"""Which classes, or which examples, have a word of a question, and how surely."""

from collections.abc import Iterator, Mapping

import numpy as np

from bot.matching.arrays import Floats, Ints
from bot.matching.spans import Postings
from bot.matching.vocabulary import NAME, Reading

CONCEPT_CREDIT = 0.85
"""Credit of a word that a class has only by another name or a synonym; a shared stem has 1.0."""


class Holders:
    """For each stem and each concept, the rows (classes or examples) that have it."""

    def __init__(self, meanings: Mapping[str, int], postings: Postings) -> None:
        """`meanings` numbers stems and concepts, and after them ANY_NAME."""
        self._meanings = meanings
        self._postings = postings
        self.count = postings.size[1]
        self._any_name = postings.of(len(meanings))

    def of_stem(self, stem: str) -> Ints:
        """The rows that have `stem`."""
        return self._postings.of(self._meanings.get(stem))

    def of_concept(self, concept: str) -> tuple[Ints, Ints]:
        """The rows that have the concept with the id `concept`, and those that have it as they have any name."""
        rows = self._postings.of(self._meanings.get(concept))
        return rows, self._any_name if concept.startswith(NAME) else rows[:0]

    def credits(self, reading: Reading, rows: Ints) -> Floats:
        """For each word of `reading`, how surely each of `rows` has it, in [0, 1]."""
        return np.array([*self._credits(reading, rows)]).reshape(len(reading.words), len(rows))

    def _credits(self, reading: Reading, rows: Ints) -> Iterator[Floats]:
        for position, word in enumerate(reading.words):
            credit = np.zeros(self.count)
            for concept in reading.concepts:
                if concept.start <= position < concept.end:
                    for having in self.of_concept(concept.id):
                        credit[having] = CONCEPT_CREDIT * word.credit
            credit[self.of_stem(word.stem)] = word.credit
            yield credit[rows]
