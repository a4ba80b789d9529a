"""Scores all classes of a fact base for a text: profiles of weighed features, sharpened by regression.

A class is anything that a question can mean: a fact, or a subject that the source does not cover.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from bot.matching.features import CHANNELS, Channel
from bot.matching.vocabulary import Reading

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

UNKNOWN_MASS = 1.5
"""Weight of an unknown feature in the norm of a question, in squares of the largest IDF: modesty about the unknown."""

PROFILE_POWER = 0.6
"""Exponent of a feature's mean in a profile; below 1 it keeps one common wording from drowning the others."""

TEMPERATURE = 10.0
"""Factor from scores to the logits of the regression."""

RATE = 0.2
PASSES = 5
BATCH = 256
"""Step, passes over all examples and examples a step of the regression, which starts from the profiles."""


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


class _ChannelIndex:
    """One channel: in which classes each feature stands, and with what weight."""

    def __init__(self, channel: Channel, readings: Sequence[Reading], classes: Ints, count: int) -> None:
        self.channel = channel
        self._count = count
        keys: dict[str, int] = {}
        in_row: list[int] = []
        lengths = np.zeros(len(readings), np.int64)
        for number, reading in enumerate(readings):
            before = len(in_row)
            in_row.extend(keys.setdefault(key, len(keys)) for key, _ in channel.keys(reading))
            lengths[number] = len(in_row) - before
        features: dict[str, int] = {}
        of_key = [
            [features.setdefault(feature, len(features)) for feature in channel.features(key)] for key in keys
        ]
        self._features = features
        self._of_key = {key: np.array(ids, np.int64) for key, ids in zip(keys, of_key, strict=True)}
        key_spans = _Spans.of_lengths(np.array([len(ids) for ids in of_key], np.int64))
        flat = np.array([feature for ids in of_key for feature in ids], np.int64)
        position, owner = key_spans.gather(np.array(in_row, np.int64))
        self._columns = flat[position]
        rows = np.repeat(np.arange(len(readings)), lengths)[owner]
        self._rows = _Spans.of_lengths(np.bincount(rows, minlength=len(readings)))
        entries, at = np.unique(self._columns * count + classes[rows], return_inverse=True)
        in_classes = np.bincount(entries // count, minlength=len(features))
        self._idf = _idf(in_classes, count)
        self._unknown = UNKNOWN_MASS * float(_idf(np.ones(1), count)[0]) ** 2
        norms = np.sqrt(np.bincount(rows, self._idf[self._columns] ** 2, minlength=len(readings)))
        self._values = self._idf[self._columns] / np.maximum(norms[rows], 1e-9)
        self._profiles(entries, np.bincount(at, self._values), np.bincount(classes, minlength=count))

    def _profiles(self, entries: Ints, sums: Floats, sizes: Ints) -> None:
        self._class_of = entries % self._count
        weights = (sums / sizes[self._class_of]) ** PROFILE_POWER
        norms = np.sqrt(np.bincount(self._class_of, weights**2, minlength=self._count))
        self._weights = weights / norms[self._class_of]
        self._postings = _Spans.of_lengths(np.bincount(entries // self._count, minlength=len(self._features)))

    @property
    def is_empty(self) -> bool:
        return not self._features

    def scores(self, reading: Reading) -> Floats | None:
        """The cosine of each class with `reading`, None if the reading has nothing in this channel."""
        columns: list[Ints] = []
        credits: list[float] = []
        unknown = 0.0
        for key, credit in self.channel.keys(reading):
            ids = self._of_key.get(key)
            if ids is None:
                features = self.channel.features(key)
                ids = np.array([self._features[f] for f in features if f in self._features], np.int64)
                unknown += credit * (len(features) - len(ids))
            columns.append(ids)
            credits.append(credit)
        if not columns:
            return None
        column = np.concatenate(columns)
        values = self._idf[column] * np.repeat(credits, [len(ids) for ids in columns])
        norm = math.sqrt(float(values @ values) + unknown * self._unknown)
        position, owner = self._postings.gather(column)
        found: Floats = np.bincount(
            self._class_of[position], self._weights[position] * values[owner], minlength=self._count
        )
        return found / max(norm, 1e-9)

    def batch(self, rows: Ints) -> "_Batch":
        """The entries of the examples `rows`, laid out for one step of the regression."""
        entry, row = self._rows.gather(rows)
        position, owner = self._postings.gather(self._columns[entry])
        return _Batch(position, row[owner] * self._count + self._class_of[position], self._values[entry][owner])

    def batch_scores(self, batch: "_Batch", size: int) -> Floats:
        scores: Floats = np.bincount(
            batch.cells, self._weights[batch.position] * batch.values, minlength=size * self._count
        )
        return scores.reshape(size, self._count)

    def step(self, batch: "_Batch", error: Floats) -> None:
        self._weights += np.bincount(
            batch.position, error.ravel()[batch.cells] * batch.values, minlength=len(self._weights)
        )


@dataclass(frozen=True, slots=True)
class _Batch:
    """For each meeting of an example's feature with a class: the weight's position, the score's cell, the value."""

    position: Ints
    cells: Ints
    values: Floats


def _idf(in_classes: npt.NDArray[np.generic], count: int) -> Floats:
    """Inverse class frequency, smoothed: how much a feature tells about which class is meant."""
    return np.log((count + 1) / (in_classes.astype(np.float64) + 0.5)) + 0.3


class Index:
    """Scores of all classes for a text, about 1 where a class's examples say just that. It does not change."""

    def __init__(self, readings: Sequence[Reading], classes: Sequence[int], count: int) -> None:
        """`readings` are example texts, `classes` the number below `count` of the class that each belongs to."""
        self.count = count
        labels = np.array(classes, np.int64)
        built = [_ChannelIndex(channel, readings, labels, count) for channel in CHANNELS]
        self._channels = [channel for channel in built if not channel.is_empty]
        _train([channel for channel in self._channels if channel.channel.trained], labels, count)

    def scores(self, reading: Reading) -> tuple[Floats, dict[str, Floats]]:
        """The score of each class for `reading`, in all and by the name of the channel."""
        total = np.zeros(self.count)
        weight = 0.0
        by_channel = {channel.name: np.zeros(self.count) for channel in CHANNELS}
        for channel in self._channels:
            scores = channel.scores(reading)
            if scores is not None:
                by_channel[channel.channel.name] = scores
                total += channel.channel.weight * scores
                weight += channel.channel.weight
        return total / max(weight, 1e-9), by_channel


def _train(channels: Sequence[_ChannelIndex], labels: Ints, count: int) -> None:
    """Softmax regression on the examples, by gradient steps on the weights that the profiles have."""
    total = sum(channel.channel.weight for channel in channels)
    order = np.random.default_rng(0)
    for _ in range(PASSES):
        shuffled = order.permutation(len(labels))
        for start in range(0, len(labels), BATCH):
            rows = shuffled[start : start + BATCH]
            batches = [(channel, channel.channel.weight / total, channel.batch(rows)) for channel in channels]
            logits = TEMPERATURE * sum(
                (weight * channel.batch_scores(batch, len(rows)) for channel, weight, batch in batches),
                start=np.zeros((len(rows), count)),
            )
            chances = np.exp(logits - logits.max(axis=1, keepdims=True))
            error = -chances / chances.sum(axis=1, keepdims=True)
            error[np.arange(len(rows)), labels[rows]] += 1.0
            for channel, weight, batch in batches:
                channel.step(batch, RATE * weight * error)
