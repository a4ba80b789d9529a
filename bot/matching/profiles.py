"""One channel of the index: in which classes each feature stands, and with what weight."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from bot.matching.arrays import Floats, Ints
from bot.matching.features import Channel
from bot.matching.vocabulary import Reading

UNKNOWN_MASS = 1.5
"""Weight of an unknown feature in the norm of a question, in squares of the largest IDF: modesty about the unknown.

Range 0.7 to 3; what it is makes little difference to which class is first, and some to how sure that is.
"""

PROFILE_POWER = 0.5
"""Exponent of a feature's mean in a profile; below 1 it keeps one common wording from drowning the others.

Chosen on the bases of `make calibrate`, range 0.4 to 0.75.
"""

TELLING_SHARE = 0.25
"""Share of the classes up to which a feature is trained; what stands in more tells little, and costs the most time."""


@dataclass(frozen=True, slots=True)
class _Spans:
    """Variable-length rows laid end to end: row i is `flat[starts[i]:starts[i + 1]]`."""

    starts: Ints

    @classmethod
    def of_lengths(cls, lengths: Ints) -> "_Spans":
        return cls(np.concatenate([np.zeros(1, np.int64), np.cumsum(lengths)]))

    def gather(self, rows: Ints) -> tuple[Ints, Ints]:
        """The positions of all entries of `rows`, and for each the place of its row in `rows`."""
        lengths = self.starts[rows + 1] - self.starts[rows]
        owner = np.repeat(np.arange(len(rows)), lengths)
        before = np.cumsum(lengths) - lengths
        return np.arange(len(owner)) - before[owner] + self.starts[rows][owner], owner


class Profiles:
    """The profiles of all classes in one channel, by feature, and the examples that they are trained on."""

    def __init__(self, channel: Channel, readings: Sequence[Reading], classes: Ints, count: int) -> None:
        self.channel = channel
        self._count = count
        keys: dict[str, int] = {}
        in_rows = [[keys.setdefault(key, len(keys)) for key, _ in channel.keys(reading)] for reading in readings]
        features: dict[str, int] = {}
        of_keys = [[features.setdefault(feature, len(features)) for feature in channel.features(key)] for key in keys]
        self._features = features
        self._of_key = {key: np.array(of_key, np.int64) for key, of_key in zip(keys, of_keys, strict=True)}
        self._columns, rows = _expand(in_rows, of_keys)
        self._rows = _Spans.of_lengths(np.bincount(rows, minlength=len(readings)))
        entries, at = np.unique(self._columns * count + classes[rows], return_inverse=True)
        in_classes = np.bincount(entries // count, minlength=len(features))
        self._idf = _idf(in_classes, count)
        self._is_telling = in_classes <= max(1.0, TELLING_SHARE * count)
        self._unknown = UNKNOWN_MASS * float(_idf(np.ones(1), count)[0]) ** 2
        self._values = _normalised(self._idf[self._columns], rows, len(readings))
        self._class_of = entries % count
        self._postings = _Spans.of_lengths(in_classes)
        means = np.bincount(at, self._values) / np.bincount(classes, minlength=count)[self._class_of]
        self._weights = _normalised(means**PROFILE_POWER, self._class_of, count)

    @property
    def is_empty(self) -> bool:
        """Whether no example has anything in this channel."""
        return not self._features

    def scores(self, reading: Reading) -> Floats | None:
        """The cosine of each class with `reading`, None if the reading has nothing in this channel."""
        columns: list[Ints] = []
        sureness: list[float] = []
        unknown = 0.0
        for key, credit in self.channel.keys(reading):
            ids = self._of_key.get(key)
            if ids is None:
                features = self.channel.features(key)
                ids = np.array([self._features[f] for f in features if f in self._features], np.int64)
                unknown += credit * (len(features) - len(ids))
            columns.append(ids)
            sureness.append(credit)
        if not columns:
            return None
        column = np.concatenate(columns)
        values = self._idf[column] * np.repeat(sureness, [len(ids) for ids in columns])
        norm = math.sqrt(float(values @ values) + unknown * self._unknown)
        position, owner = self._postings.gather(column)
        return _sums(self._class_of[position], self._weights[position] * values[owner], self._count) / max(norm, 1e-9)

    def batch(self, rows: Ints) -> "Batch":
        """The entries of the examples `rows`, laid out for one step of the regression."""
        entry, row = self._rows.gather(rows)
        telling = self._is_telling[self._columns[entry]]
        entry, row = entry[telling], row[telling]
        position, owner = self._postings.gather(self._columns[entry])
        return Batch(position, row[owner] * self._count + self._class_of[position], self._values[entry][owner])

    def batch_scores(self, batch: "Batch", size: int) -> Floats:
        """The scores of the `size` examples in `batch` for each class."""
        scores = _sums(batch.cells, self._weights[batch.position] * batch.values, size * self._count)
        return scores.reshape(size, self._count)

    def step(self, batch: "Batch", error: Floats) -> None:
        """Moves the weights along the gradient of `error`, which has a row an example and a column a class."""
        self._weights += _sums(batch.position, error.ravel()[batch.cells] * batch.values, len(self._weights))


@dataclass(frozen=True, slots=True)
class Batch:
    """For each meeting of an example's feature with a class: the weight's position, the score's cell, the value."""

    position: Ints
    cells: Ints
    values: Floats


def _expand(in_rows: Sequence[Sequence[int]], of_keys: Sequence[Sequence[int]]) -> tuple[Ints, Ints]:
    """The features of all rows end to end, and the row of each, from the keys of rows and the features of keys."""
    spans = _Spans.of_lengths(np.array([len(features) for features in of_keys], np.int64))
    flat = np.array([feature for features in of_keys for feature in features], np.int64)
    position, owner = spans.gather(np.array([key for keys in in_rows for key in keys], np.int64))
    return flat[position], np.repeat(np.arange(len(in_rows)), [len(keys) for keys in in_rows])[owner]


def _normalised(values: Floats, owners: Ints, count: int) -> Floats:
    """`values` divided by the Euclidean norm of all that have the same one of `count` owners."""
    norms = np.sqrt(_sums(owners, values**2, count))
    return np.asarray(values / np.maximum(norms[owners], 1e-9))


def _sums(places: Ints, values: Floats, count: int) -> Floats:
    """For each of `count` places, the sum of the values that belong there."""
    return np.bincount(places, values, minlength=count).astype(np.float64, copy=False)


def _idf(in_classes: Floats | Ints, count: int) -> Floats:
    """Inverse class frequency, smoothed: how much a feature tells about which class is meant."""
    return np.asarray(np.log((count + 1) / (in_classes.astype(np.float64) + 0.5)) + 0.3)
