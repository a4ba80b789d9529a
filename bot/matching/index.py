"""Scores all classes of a fact base for a text: profiles of weighed features, sharpened by regression.

A class is anything that a question can mean: a fact, or a subject that the source does not cover.
"""

from collections.abc import Mapping

import numpy as np

from bot.matching.arrays import Floats, Ints
from bot.matching.corpus import Corpus
from bot.matching.features import channels
from bot.matching.profiles import Profiles
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
        self._profiles = built
        self._nothing = {channel.name: np.zeros(count) for channel in every}

    def scores(self, reading: Reading) -> tuple[Floats, Mapping[str, Floats]]:
        """The score of each class for `reading`, in all and by the name of the channel."""
        by_channel = dict(self._nothing)
        total, weight = np.zeros(self.count), 0.0
        for profiles in self._profiles:
            scores = profiles.scores(reading)
            if scores is not None:
                by_channel[profiles.name] = scores
                total += profiles.weight * scores
                weight += profiles.weight
        return total / max(weight, 1e-9), by_channel
