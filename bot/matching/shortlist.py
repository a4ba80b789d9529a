"""Which classes are looked at closely and weighed against each other: the most promising ones."""

import numpy as np

from bot.matching.arrays import Floats, Ints

FACTS = 5
NOT_COVERED = 3
"""Candidates of either sort."""

SORTED_UP_TO = 500
"""Values up to which sorting all of them is quicker than finding the highest first."""


def shortlist(promise: Floats, facts: int) -> Ints:
    """The most promising of the first `facts` classes and of the others, those of either sort the best first."""
    return np.concatenate([_highest(promise[:facts], FACTS), facts + _highest(promise[facts:], NOT_COVERED)])


def _highest(values: Floats, most: int) -> Ints:
    """The places of the highest values, at most so many, the highest first and equal ones in their order."""
    if len(values) <= SORTED_UP_TO:
        return np.argsort(-values, kind="stable")[:most]
    rank = len(values) - most
    near = np.flatnonzero(values >= np.partition(values, rank)[rank])
    return near[np.argsort(-values[near], kind="stable")][:most]
