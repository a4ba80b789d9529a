"""A figure that was measured several times: its middle, and how far it went."""

from collections.abc import Iterable
from dataclasses import dataclass
from statistics import median


@dataclass(frozen=True, slots=True)
class Spread:
    """The median of some measurements, the least and the greatest of them."""

    middle: float
    least: float
    most: float

    def __mul__(self, factor: float) -> "Spread":
        """Return the same in another unit."""
        return Spread(self.middle * factor, self.least * factor, self.most * factor)


def spread(measured: Iterable[float]) -> Spread:
    """Return the spread of what was measured at least once."""
    values = sorted(measured)
    return Spread(median(values), values[0], values[-1])
