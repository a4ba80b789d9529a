"""One channel of the index: in which classes each feature stands, and with what weight."""

import math

import numpy as np

from bot.matching.arrays import Floats, Ints
from bot.matching.features import Channel
from bot.matching.spans import Spans, grouped, sums
from bot.matching.vocabulary import Reading

UNKNOWN_MASS = 1.5
"""Weight of an unknown feature in the norm of a question, in squares of the largest IDF: modesty about the unknown.

Range 0.7 to 3; what it is makes little difference to which class is first, and some to how sure that is.
"""

PROFILE_POWER = 0.5
"""Exponent of a feature's mean in a profile; below 1 it keeps one common wording from drowning the others.

Chosen on the bases of `make calibrate`, range 0.4 to 0.75.
"""


class Profiles:
    """The profiles of all classes in one channel, by feature."""

    def __init__(self, channel: Channel, classes: Ints, count: int) -> None:
        """`classes` are the numbers below `count` of the class that each text of the channel's corpus belongs to."""
        self.name = channel.name
        self.weight = channel.weight
        self._look_up = channel.look_up
        self.count = count
        entries = channel.entries
        keyed = grouped(entries.keys * count + classes[entries.texts])
        position, key = entries.spans.gather(keyed.values // count)
        features = entries.features[position]
        posted = grouped(features * count + (keyed.values % count)[key])
        self.classes: Ints = posted.values % count
        """The classes in which each feature stands, feature after feature as `postings` says."""
        self.postings = Spans.of_lengths(np.bincount(posted.values // count, minlength=entries.count))
        self.idf = _idf(self.postings.lengths, count)
        self._unknown = UNKNOWN_MASS * float(_idf(np.ones(1), count)[0]) ** 2
        masses = sums(entries.spans.owners, self.idf[entries.features] ** 2, len(entries.spans.starts) - 1)
        self.norms = np.maximum(np.sqrt(sums(entries.texts, masses[entries.keys], len(classes))), 1e-9)
        """The Euclidean norm of each text."""
        shares = keyed.sums(1.0 / self.norms[entries.texts])
        totals = posted.sums(self.idf[features] * shares[key])
        means = totals / np.bincount(classes, minlength=count)[self.classes]
        norms = np.sqrt(sums(self.classes, means ** (2 * PROFILE_POWER), count))
        self.weights = means**PROFILE_POWER / np.maximum(norms, 1e-9)[self.classes]
        """The weight of each feature in each class where it stands, side by side with `classes`."""

    def scores(self, reading: Reading) -> Floats | None:
        """The cosine of each class with `reading`, None if the reading has nothing in this channel."""
        columns: list[int] = []
        sureness: list[float] = []
        unknown = 0.0
        for feature, credit in self._look_up(reading):
            if feature is None:
                unknown += credit
            else:
                columns.append(feature)
                sureness.append(credit)
        if not columns:
            return None if not unknown else np.zeros(self.count)
        values = self.idf[columns] * sureness
        norm = math.sqrt(float(values @ values) + unknown * self._unknown)
        starts, ends = self.postings.starts[columns].tolist(), self.postings.starts[np.add(columns, 1)].tolist()
        slices = [slice(start, end) for start, end in zip(starts, ends, strict=True)]
        classes = np.concatenate([self.classes[each] for each in slices])
        weights = np.concatenate([self.weights[each] for each in slices])
        return sums(classes, weights * np.repeat(values, np.subtract(ends, starts)), self.count) / norm


def _idf(in_classes: Floats | Ints, count: int) -> Floats:
    """Inverse class frequency, smoothed: how much a feature tells about which class is meant."""
    return np.asarray(np.log((count + 1) / (in_classes.astype(np.float64) + 0.5)) + 0.3)
