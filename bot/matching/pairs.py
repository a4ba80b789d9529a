"""Pairs of numbers as numbers, so that half a million of them cost little more than an array."""

import numpy as np

from bot.matching.arrays import Ints
from bot.matching.spans import distinct


class Pairs:
    """The different ones of some pairs, numbered. It does not change once built."""

    def __init__(self, first: Ints, second: Ints, count: int) -> None:
        """`first` and `second` are the pairs, side by side; their numbers are below `count`."""
        self._count = count
        self._codes = distinct(first * count + second)

    def __len__(self) -> int:
        return len(self._codes)

    def numbers(self, first: Ints, second: Ints) -> Ints:
        """The numbers of pairs that are all among them."""
        return np.searchsorted(self._codes, first * self._count + second)

    def find(self, first: Ints, second: Ints) -> Ints:
        """The numbers of pairs, -1 for those that are not among them."""
        codes = first * self._count + second
        places = np.minimum(np.searchsorted(self._codes, codes), len(self._codes) - 1)
        return np.where(self._codes[places] == codes, places, -1)

    def number(self, first: int, second: int) -> int | None:
        """The number of a pair; None for one that is not among them."""
        code = first * self._count + second
        place = int(np.searchsorted(self._codes, code))
        return place if place < len(self._codes) and int(self._codes[place]) == code else None
