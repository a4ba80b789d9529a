"""Posting lists: the numbers of the rows in which each word or concept stands."""

from array import array
from collections import ChainMap, defaultdict
from collections.abc import Collection, Iterable, MutableMapping
from copy import copy

import numpy as np

from bot.arrays import Flags, Ints

_NOWHERE = np.zeros(0, np.int64)


class PostingLists:
    """The numbers of the rows that have each meaning, a stem or the id of a concept. They do not change once built."""

    def __init__(self, rows: Iterable[Collection[str]]) -> None:
        """Take the meanings of each row, no meaning twice in one row."""
        found: defaultdict[str, array[int]] = defaultdict(lambda: array("q"))
        self.count = 0
        for number, meanings in enumerate(rows):
            self.count += 1
            for meaning in meanings:
                found[meaning].append(number)
        self._rows: MutableMapping[str, Ints] = {
            meaning: np.array(numbers, np.int64) for meaning, numbers in found.items()
        }

    def without(self, row: int, meanings: Iterable[str]) -> "PostingLists":
        """Return the same lists without `meanings` of `row`, which has them."""
        found = copy(self)
        left = {meaning: rows[rows != row] for meaning in meanings for rows in [self.rows(meaning)]}
        found._rows = ChainMap(left, self._rows)
        return found

    def rows(self, meaning: str) -> Ints:
        """Return the rows that have `meaning`, in ascending order."""
        return self._rows.get(meaning, _NOWHERE)

    def have(self, meaning: str, rows: Ints) -> Flags:
        """Return for each of `rows` whether it has `meaning`."""
        having = self.rows(meaning)
        if not len(having):
            return np.zeros(len(rows), np.bool_)
        places = np.minimum(np.searchsorted(having, rows), len(having) - 1)
        return np.asarray(having[places] == rows)
