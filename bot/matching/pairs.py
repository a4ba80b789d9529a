"""Pairs of numbers as numbers, so that half a million of them cost little more than an array."""

import numpy as np

from bot.matching.arrays import Ints


class Pairs:
    """The different ones of some pairs, numbered. It does not change once built."""

    def __init__(self, codes: Ints, count: int) -> None:
        self._count = count
        self._codes = codes

    @classmethod
    def numbered(cls, first: Ints, second: Ints, count: int) -> tuple["Pairs", Ints]:
        """The different ones of the pairs in `first` and `second`, side by side and below `count`; the number of each.

        With all of them at once, to sort them is six times as fast as to look each up.
        """
        codes, numbers = np.unique(first * count + second, return_inverse=True)
        return cls(codes, count), numbers

    def __len__(self) -> int:
        return len(self._codes)

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
