"""Finds the names that a question means, and measures how much it says that a class does not have one."""

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from bot.matching.meanings import Meaning
from bot.matching.vocabulary import NAME, AnalyzedText, Concept


def outermost_names(reading: AnalyzedText) -> list[Concept]:
    """Return the names in `reading` that are no part of a longer one: in "Indian minister", not "Indian"."""
    names = [concept for concept in reading.concepts if concept.is_name]
    outermost, reached = set(), 0
    for start, end in sorted({(name.start, name.end) for name in names}, key=lambda span: (span[0], -span[1])):
        if end > reached:
            outermost.add((start, end))
            reached = end
    return [name for name in names if (name.start, name.end) in outermost]


@dataclass(frozen=True, slots=True)
class NamesAsked:
    """The number of example questions with a name, and of those whose fact would not have it without them."""

    naming: int = 0
    foreign: int = 0

    def __add__(self, other: "NamesAsked") -> "NamesAsked":
        return NamesAsked(self.naming + other.naming, self.foreign + other.foreign)

    def __sub__(self, other: "NamesAsked") -> "NamesAsked":
        return NamesAsked(self.naming - other.naming, self.foreign - other.foreign)

    @property
    def surprise(self) -> float:
        """How surprising it is, in nats, that a question has a name which the fact that is meant does not have.

        By Laplace's rule of succession. Where facts are asked for with names of all sorts, it says next to nothing.
        """
        return -math.log((self.foreign + 1) / (self.naming + 2))


def names_asked(fact: Meaning, rows: Sequence[set[str]]) -> NamesAsked:
    """Count the names in the example questions of `fact`; `rows` has what stands in each of its texts.

    Each question is taken for one that the fact does not know yet.
    """
    named = [{each for each in row if each.startswith(NAME)} for row in rows]
    texts_with = Counter(name for names in (*named, fact.about) for name in names)
    asked = named[: len(fact.examples)]
    return NamesAsked(sum(map(bool, asked)), sum(any(texts_with[name] == 1 for name in names) for names in asked))
