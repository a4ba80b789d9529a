"""Scores all classes of a fact base for a text: profiles of weighed features, sharpened by regression.

A class is anything that a question can mean: a fact, or a subject that the source does not cover.
"""

from collections.abc import Sequence

import numpy as np

from bot.matching.arrays import Floats, Ints
from bot.matching.features import CHANNELS
from bot.matching.profiles import Profiles
from bot.matching.vocabulary import Reading

TEMPERATURE = 10.0
"""Factor from scores to the logits of the regression."""

RATE = 0.3
PASSES = 3
BATCH = 256
"""Step, passes over all examples and examples a step of the regression, which starts from the profiles."""


class Index:
    """Scores of all classes for a text, about 1 where a class's examples say just that. It does not change."""

    def __init__(self, readings: Sequence[Reading], classes: Sequence[int], count: int) -> None:
        """`readings` are example texts, `classes` the number below `count` of the class that each belongs to."""
        self.count = count
        labels = np.array(classes, np.int64)
        built = [Profiles(channel, readings, labels, count) for channel in CHANNELS]
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


def _train(channels: Sequence[Profiles], labels: Ints, count: int) -> None:
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
