"""Rows of different lengths laid end to end in one array, and the rows in which each feature stands."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from bot.matching.arrays import Flags, Floats, Ints


@dataclass(frozen=True, slots=True)
class Spans:
    """Row i of some flat array is `flat[starts[i]:starts[i + 1]]`."""

    starts: Ints

    @classmethod
    def of_lengths(cls, lengths: Ints | Sequence[int]) -> "Spans":
        """Spans of these lengths, one behind the other."""
        starts = np.zeros(len(lengths) + 1, np.int64)
        np.cumsum(lengths, out=starts[1:])
        return cls(starts)

    def row(self, number: int) -> slice:
        """Where in the flat array the row with this number is."""
        return slice(self.starts.item(number), self.starts.item(number + 1))

    @property
    def lengths(self) -> Ints:
        """The length of each row."""
        return np.diff(self.starts)

    @property
    def owners(self) -> Ints:
        """The row that each position of the flat array belongs to."""
        return _owners(self.starts)

    @property
    def adjacent(self) -> Ints:
        """The positions of the flat array whose next position belongs to the same row."""
        return np.flatnonzero(np.diff(self.owners) == 0)

    def gather(self, rows: Ints) -> tuple[Ints, Ints]:
        """The positions of all entries of `rows`, and for each the place of its row in `rows`."""
        gathered = Spans.of_lengths(self.starts[rows + 1] - self.starts[rows])
        owner = gathered.owners
        return np.arange(len(owner)) + (self.starts[rows] - gathered.starts[:-1])[owner], owner


class Postings:
    """For each feature, the rows in which it stands, each row once and in ascending order."""

    def __init__(self, features: Ints, rows: Ints, size: tuple[int, int]) -> None:
        """`features` and `rows` say side by side what stands where; `size` is how many there are of either."""
        self.size = size
        self._count = max(size[1], 1)
        entries = distinct(features * self._count + rows)
        self._starts = Spans.of_lengths(np.bincount(entries // self._count, minlength=size[0])).starts
        self._entries = np.append(entries, np.iinfo(np.int64).max)  # so that every search ends at an entry

    def of(self, feature: int | None) -> Ints:
        """The rows in which `feature` stands; none for a feature that is not known."""
        if feature is None:
            return self._entries[:0]
        return self._entries[self._starts[feature] : self._starts[feature + 1]] - feature * self._count

    def having(self, features: Sequence[int | None], rows: Ints) -> Flags:
        """For each of `features`, in which of `rows` it stands."""
        firsts = [-self._count if feature is None else feature * self._count for feature in features]
        codes = np.array(firsts, np.int64)[:, np.newaxis] + rows
        return np.asarray(self._entries[np.searchsorted(self._entries, codes)] == codes)


def numbered(lists: Iterable[Iterable[str]]) -> dict[str, int]:
    """Each thing in `lists` with a number, in the order in which they first come."""
    found: dict[str, None] = {}
    for each in lists:
        found.update(dict.fromkeys(each))
    return {item: number for number, item in enumerate(found)}


def apart(edges: Iterable[tuple[int, int]]) -> Iterator[int]:
    """The places of starts and ends that do not overlap any before them that was taken; the starts must ascend."""
    free = 0
    for place, (start, end) in enumerate(edges):
        if start >= free:
            yield place
            free = end


def distinct(values: Ints) -> Ints:
    """The different ones of `values` in ascending order; for a million of them quicker than `numpy.unique`."""
    ordered = np.sort(values)
    return ordered[np.flatnonzero(np.diff(ordered, prepend=ordered[:1] - 1))]


@dataclass(frozen=True, slots=True)
class Groups:
    """The different ones of some values in ascending order, and which of the values are the same."""

    values: Ints
    order: Ints
    starts: Ints

    def sums(self, amounts: Floats) -> Floats:
        """For each of the different values, the sum of the amounts that lie beside it."""
        return np.add.reduceat(amounts[self.order], self.starts) if len(self.starts) else amounts[:0]


def grouped(values: Ints) -> Groups:
    """The groups of equal ones among `values`."""
    order = np.argsort(values)
    ordered = values[order]
    starts = np.flatnonzero(np.diff(ordered, prepend=ordered[:1] - 1))
    return Groups(ordered[starts], order, starts)


def _owners(starts: Ints) -> Ints:
    """Like `numpy.repeat`, which lets no other thread run meanwhile: here, questions."""
    return np.cumsum(np.bincount(starts[1:-1], minlength=int(starts[-1]) + 1))[:-1]


def sums(places: Ints, values: Floats, count: int) -> Floats:
    """For each of `count` places, the sum of the values that belong there."""
    return np.bincount(places, values, minlength=count).astype(np.float64, copy=False)
