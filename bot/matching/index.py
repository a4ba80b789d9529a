"""Scores all classes of a fact base for a text: profiles of weighed features, sharpened by regression.

A class is anything that a question can mean: a fact, or a subject that the source does not cover.
"""

import math
from collections.abc import Mapping
from functools import lru_cache, partial

import numpy as np

from bot.matching.arrays import Floats, Ints
from bot.matching.corpus import Corpus
from bot.matching.features import channels
from bot.matching.profiles import Profiles
from bot.matching.rows import MOST_ROWS, Row, added, rows_kept
from bot.matching.training import train
from bot.matching.vocabulary import Reading


class Index:
    """Scores of all classes for a text, about 1 where a class's examples say just that. It stays as it is built."""

    def __init__(self, corpus: Corpus, classes: Ints, count: int) -> None:
        """`classes` are the numbers below `count` of the class that each text of `corpus` belongs to."""
        self.count = count
        every = channels(corpus)
        used = [channel for channel in every if len(channel.entries.keys)]
        built = [Profiles(channel, classes, count) for channel in used]
        trained = [number for number, channel in enumerate(used) if channel.trained]
        train([used[number] for number in trained], [built[number] for number in trained], classes, count)
        self._channels = []
        for channel, profiles in zip(used, built, strict=True):
            # Rows of single features are together no more than the index; those of words by their letters are.
            kept = MOST_ROWS if channel.trained else rows_kept(count)
            number = every.index(channel)
            of_term = lru_cache(maxsize=kept)(partial(profiles.of_term, number * count))
            self._channels.append((number, channel, of_term))
        self._names = [channel.name for channel in every]
        self._weights = np.array([channel.weight for channel in every])

    def scores(self, reading: Reading) -> tuple[Floats, Mapping[str, Floats]]:
        """The score of each class for `reading`, in all and by the name of the channel.

        That of a channel is the cosine of the class's profile with the reading. A channel that the reading has nothing
        for does not count.
        """
        rows: list[Row] = []
        factors = [0.0] * len(self._names)
        weight = 0.0
        for number, channel, of_term in self._channels:
            squares = 0.0
            for term, credit in channel.terms(reading):
                profile = of_term(term)
                rows.append(profile.row.times(credit))
                squares += credit * (credit * profile.known + profile.unknown)
            if squares:
                factors[number] = 1.0 / math.sqrt(squares)
                weight += channel.weight
        by_channel = added(rows, len(self._names) * self.count).reshape(-1, self.count)
        by_channel *= np.array(factors)[:, np.newaxis]
        return self._weights @ by_channel / max(weight, 1e-9), dict(zip(self._names, by_channel, strict=True))
