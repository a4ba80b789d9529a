"""Which classes are worth a closer look: those with the highest scores."""

import numpy as np

from bot.matching.arrays import Floats, Ints

SHORTLISTED = 64
"""Facts, and subjects that are not covered, on a shortlist at most: all of those that a small base has."""


def shortlist(scores: Floats, facts: int) -> Ints:
    """The classes that are looked at word by word, in ascending order: those of either sort with the highest scores.

    It keeps the cost of a question from growing with the base.
    """
    return np.sort(highest_of_either(scores, facts, (SHORTLISTED, SHORTLISTED)))


def highest_of_either(values: Floats, facts: int, most: tuple[int, int]) -> Ints:
    """The places of the highest values among the first `facts`, and of the highest among the others."""
    return np.concatenate([_highest(values[:facts], most[0]), facts + _highest(values[facts:], most[1])])


def _highest(values: Floats, most: int) -> Ints:
    """The places of the highest values, at most so many, the highest first and equal ones in their order."""
    if not len(values):
        return np.zeros(0, np.int64)
    rank = max(0, len(values) - most)
    near = np.flatnonzero(values >= np.partition(values, rank)[rank])
    return near[np.argsort(-values[near], kind="stable")][:most]
