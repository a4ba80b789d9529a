"""Finds the names that a question means, and measures how much it says that a class does not have one."""

import math
from collections import Counter
from collections.abc import Iterable, Sequence

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


def surprise_at_foreign_name(facts: Sequence[Meaning], rows: Iterable[Sequence[set[str]]]) -> float:
    """Return how surprising it is, in nats, that a question has a name which the fact that is meant does not have.

    It is as rare as among the example questions of the base, each taken for one that the fact does not know yet, by
    Laplace's rule of succession. Where facts are asked for with names of all sorts a foreign one says next to nothing.
    `rows` has what stands in each text of each fact.
    """
    naming = foreign = 0
    for fact, of_fact in zip(facts, rows, strict=False):
        named = [{each for each in row if each.startswith(NAME)} for row in of_fact]
        texts_with = Counter(name for names in (*named, fact.about) for name in names)
        for names in named[: len(fact.examples)]:
            naming += bool(names)
            foreign += any(texts_with[name] == 1 for name in names)
    return -math.log((foreign + 1) / (naming + 2))
