"""One channel of the index: in which classes each feature stands, and with what weight."""

from dataclasses import dataclass

import numpy as np

from bot.matching.arrays import Floats, Ints
from bot.matching.features import Channel, Term
from bot.matching.rows import NOTHING, Row
from bot.matching.spans import Spans, grouped, sums

UNKNOWN_MASS = 1.5
"""Weight of an unknown feature in the norm of a question, in squares of the largest IDF: modesty about the unknown.

Range 0.7 to 3; what it is makes little difference to which class is first, and some to how sure that is.
"""

PROFILE_POWER = 0.5
"""Exponent of a feature's mean in a profile; below 1 it keeps one common wording from drowning the others.

Chosen on the bases of `make calibrate`, range 0.4 to 0.75.
"""


@dataclass(frozen=True, slots=True)
class TermProfile:
    """What one term has to say: its products with the profiles, and its share in the squared norm of a question.

    `unknown` is the share of those of its features that no class has.
    """

    row: Row
    known: float
    unknown: float


class Profiles:
    """The profiles of all classes in one channel, by feature."""

    def __init__(self, channel: Channel, classes: Ints, count: int) -> None:
        """`classes` are the numbers below `count` of the class that each text of the channel's corpus belongs to."""
        self._features_of = channel.features_of
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

    def of_term(self, first: int, term: Term) -> TermProfile:
        """What `term` adds to the score of each class, whose places are numbered from `first` on."""
        features = self._features_of(term)
        known = [feature for feature in features if feature is not None]
        unknown = self._unknown * (len(features) - len(known))
        if not known:
            return TermProfile(NOTHING, 0.0, unknown)
        values = self.idf[known].tolist()
        rows = [self.postings.row(feature) for feature in known]
        classes = np.concatenate([self.classes[row] for row in rows])
        figures = np.concatenate([value * self.weights[row] for value, row in zip(values, rows, strict=True)])
        if len(classes) > self.count:
            classes, figures = np.arange(self.count), sums(classes, figures, self.count)
        return TermProfile(Row(first + classes, figures), sum(value * value for value in values), unknown)


def _idf(in_classes: Floats | Ints, count: int) -> Floats:
    """Inverse class frequency, smoothed: how much a feature tells about which class is meant."""
    return np.asarray(np.log((count + 1) / (in_classes.astype(np.float64) + 0.5)) + 0.3)
