"""Sparse rows of figures, one for each word of a question: the same words come in most questions, so they are kept."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from bot.matching.arrays import Floats, Ints
from bot.matching.spans import sums

MOST_FIGURES = 2_000_000
MOST_ROWS = 10_000
"""Figures of one sort that may be kept, 16 bytes each, and rows; a small base has fewer for all of its words."""


@dataclass(frozen=True, slots=True)
class Row:
    """Figures side by side with their places; those of a place that comes several times are to be added."""

    places: Ints
    figures: Floats

    def times(self, factor: float) -> "Row":
        """The same with all figures times `factor`, which is 1 for most words."""
        return self if factor == 1.0 else Row(self.places, factor * self.figures)


NOTHING = Row(np.zeros(0, np.int64), np.zeros(0))


def rows_kept(longest: int) -> int:
    """How many rows of `longest` figures at most may be kept."""
    return min(MOST_ROWS, MOST_FIGURES // max(longest, 1))


def added(rows: Sequence[Row], count: int) -> Floats:
    """For each of `count` places the sum of `rows`."""
    if not rows:
        return np.zeros(count)
    places = np.concatenate([row.places for row in rows])
    return sums(places, np.concatenate([row.figures for row in rows]), count)
