"""One channel of the index: in which classes each feature stands, and with what weight."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from bot.matching.arrays import Floats, Ints
from bot.matching.features import Channel, Entries, Term
from bot.matching.rows import NOTHING, Row
from bot.matching.spans import Groups, Spans, grouped, sums

UNKNOWN_MASS = 1.5
"""Weight of an unknown feature in the norm of a question, in squares of the largest IDF: modesty about the unknown.

Range 0.7 to 3; what it is makes little difference to which class is first, and some to how sure that is.
"""

PROFILE_POWER = 0.5
"""Exponent of a feature's mean in a profile; below 1 it keeps one common wording from drowning the others.

Chosen on the bases of `make calibrate`, range 0.4 to 0.75.
"""


PIECE = 200_000
"""Places that are grouped at a time: they and what is computed from them take a few megabytes."""


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
        pieces = [*_pieces(entries, keyed.values, count)]
        self.classes: Ints = np.concatenate([piece.values % count for piece in pieces])
        """The classes in which each feature stands, feature after feature as `postings` says."""
        features = np.concatenate([piece.values // count for piece in pieces])
        self.postings = Spans.of_lengths(np.bincount(features, minlength=entries.count))
        self.idf = _idf(self.postings.lengths, count)
        self._unknown = UNKNOWN_MASS * float(_idf(np.ones(1), count)[0]) ** 2
        masses = sums(entries.spans.owners, self.idf[entries.features] ** 2, len(entries.spans.starts) - 1)
        self.norms = np.maximum(np.sqrt(sums(entries.texts, masses[entries.keys], len(classes))), 1e-9)
        """The Euclidean norm of each text."""
        shares = keyed.sums(1.0 / self.norms[entries.texts])
        sizes = np.bincount(classes, minlength=count)
        means = np.concatenate(
            [piece.sums(shares) * self.idf[piece.values // count] / sizes[piece.values % count] for piece in pieces]
        )
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


def _pieces(entries: Entries, keyed: Ints, count: int) -> Iterator[Groups]:
    """The places of `keyed` in groups by feature and class: their values ascend, feature * `count` + class.

    `keyed` has key * `count` + class of each pair of a key and a class. The letters of a large base make millions of
    such places, so they are grouped in pieces that fit the processor's cache.
    """
    keys, classes = keyed // count, keyed % count
    of_key = Spans.of_lengths(np.bincount(keys, minlength=len(entries.spans.starts) - 1))
    order = np.argsort(entries.features, kind="stable")
    features, keys = entries.features[order], entries.spans.owners[order]
    ends = np.cumsum(of_key.lengths[keys])
    cuts = np.searchsorted(ends, np.arange(PIECE, ends[-1], PIECE))
    for piece in np.split(np.arange(len(keys)), np.searchsorted(features, features[cuts])):
        places, key = of_key.gather(keys[piece])
        found = grouped(features[piece][key] * count + classes[places])
        yield Groups(found.values, places[found.order], found.starts)


def _idf(in_classes: Floats | Ints, count: int) -> Floats:
    """Inverse class frequency, smoothed: how much a feature tells about which class is meant."""
    return np.asarray(np.log((count + 1) / (in_classes.astype(np.float64) + 0.5)) + 0.3)
