"""Scores every class of a fact base for one reading: profiles of weighed features, sharpened by regression.

A class is anything a question can mean: a fact, a subject that is not covered, a kind of small talk.
"""

import math
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from bot.matching.features import Channel, features
from bot.matching.vocabulary import Reading

Floats = npt.NDArray[np.float32]
Ints = npt.NDArray[np.int64]

CHANNEL_WEIGHTS = {Channel.STEM: 1.0, Channel.PAIR: 1.0, Channel.CONCEPT: 1.0, Channel.LETTERS: 1.5}
UNKNOWN_MASS = 1.5
PROFILE_POWER = 0.6
TEMPERATURE = 10.0
RATE = 0.2
PASSES = 5
BATCH = 256


class _ChannelIndex:
    """One channel: which features stand in which class, with what weight, by feature."""

    def __init__(self, channel: Channel, examples: Sequence[dict[str, float]], classes: Ints, count: int) -> None:
        self.channel = channel
        self.count = count
        ids: dict[str, int] = {}
        for example in examples:
            for feature in example:
                ids.setdefault(feature, len(ids))
        self.ids = ids
        rows = np.repeat(np.arange(len(examples)), [len(e) for e in examples])
        cols = np.fromiter((ids[f] for e in examples for f in e), np.int64, len(rows))
        values = np.fromiter((v for e in examples for v in e.values()), np.float64, len(rows))
        pairs = np.unique(cols * count + classes[rows])
        in_classes = np.bincount(pairs // count, minlength=len(ids))
        self.idf = (np.log((count + 1) / (in_classes + 0.5)) + 0.3).astype(np.float32)
        self.max_idf = math.log((count + 1) / 1.5) + 0.3
        self.row_ptr = np.concatenate([[0], np.cumsum([len(e) for e in examples])])
        self.cols = cols
        weights = values * self.idf[cols]
        norms = np.sqrt(np.bincount(rows, weights**2, minlength=len(examples)))
        self.values = (weights / np.maximum(norms[rows], 1e-9)).astype(np.float32)
        # profiles: mean of the class's example vectors to the power, L2-normalised
        sizes = np.bincount(classes, minlength=count)
        keys, inverse = np.unique(cols * count + classes[rows], return_inverse=True)
        mean = np.bincount(inverse, self.values) / sizes[keys % count]
        weight = mean**PROFILE_POWER
        norm = np.sqrt(np.bincount(keys % count, weight**2, minlength=count))
        self.data = (weight / np.maximum(norm[keys % count], 1e-9)).astype(np.float32)
        self.classes = (keys % count).astype(np.int64)
        self.ptr = np.concatenate([[0], np.cumsum(np.bincount(keys // count, minlength=len(ids)))])

    def vector(self, counts: dict[str, float]) -> tuple[Ints, Floats]:
        cols = []
        values = []
        unknown = 0.0
        for feature, value in counts.items():
            col = self.ids.get(feature)
            if col is None:
                unknown += value
            else:
                cols.append(col)
                values.append(value)
        ids = np.array(cols, np.int64)
        weights = np.array(values, np.float32) * self.idf[ids] if cols else np.zeros(0, np.float32)
        norm = math.sqrt(float(weights @ weights) + unknown * UNKNOWN_MASS * self.max_idf**2)
        return ids, weights / (norm or 1.0)

    def postings(self, cols: Ints) -> tuple[Ints, Ints]:
        """Positions of all entries of `cols`, and for each which of `cols` it belongs to."""
        starts = self.ptr[cols]
        lengths = self.ptr[cols + 1] - starts
        owner = np.repeat(np.arange(len(cols)), lengths)
        offsets = np.arange(len(owner)) - np.repeat(np.cumsum(lengths) - lengths, lengths)
        return starts[owner] + offsets, owner

    def scores(self, cols: Ints, values: Floats) -> npt.NDArray[np.float64]:
        at, owner = self.postings(cols)
        return np.bincount(self.classes[at], self.data[at] * values[owner], minlength=self.count)


class Index:
    """Scores in [0, 1] of all classes for a reading. Immutable once built."""

    def __init__(self, readings: Sequence[Reading], classes: Sequence[int], count: int, passes: int = PASSES) -> None:
        self.count = count
        labels = np.array(classes, np.int64)
        extracted = [features(reading) for reading in readings]
        self.channels = [
            _ChannelIndex(channel, [e[channel] for e in extracted], labels, count) for channel in Channel
        ]
        self._train(labels, passes)

    def scores(self, reading: Reading) -> npt.NDArray[np.float64]:
        counts = features(reading)
        total = np.zeros(self.count)
        weight = 0.0
        for channel in self.channels:
            if not counts[channel.channel]:
                continue
            if channel.channel is Channel.CONCEPT and not channel.ids:
                continue
            cols, values = channel.vector(counts[channel.channel])
            w = CHANNEL_WEIGHTS[channel.channel]
            weight += w
            if len(cols):
                total += w * channel.scores(cols, values)
        return total / (weight or 1.0)

    def _train(self, labels: Ints, passes: int) -> None:
        rng = np.random.default_rng(0)
        n = len(labels)
        total = sum(CHANNEL_WEIGHTS[c.channel] for c in self.channels)
        for _ in range(passes):
            order = rng.permutation(n)
            for start in range(0, n, BATCH):
                batch = order[start : start + BATCH]
                scores = np.zeros((len(batch), self.count))
                cache = []
                for channel in self.channels:
                    w = CHANNEL_WEIGHTS[channel.channel] / total
                    lengths = channel.row_ptr[batch + 1] - channel.row_ptr[batch]
                    row = np.repeat(np.arange(len(batch)), lengths)
                    offs = np.arange(len(row)) - np.repeat(np.cumsum(lengths) - lengths, lengths)
                    entry = channel.row_ptr[batch][row] + offs
                    cols, values = channel.cols[entry], channel.values[entry]
                    at, owner = channel.postings(cols)
                    key = row[owner] * self.count + channel.classes[at]
                    contribution = channel.data[at] * values[owner]
                    scores += w * np.bincount(key, contribution, minlength=scores.size).reshape(scores.shape)
                    cache.append((channel, w, at, key, values[owner]))
                logits = TEMPERATURE * scores
                logits -= logits.max(axis=1, keepdims=True)
                p = np.exp(logits)
                p /= p.sum(axis=1, keepdims=True)
                error = -p
                error[np.arange(len(batch)), labels[batch]] += 1
                flat = error.ravel()
                for channel, w, at, key, values in cache:
                    step = np.bincount(at, flat[key] * values, minlength=len(channel.data))
                    channel.data += (RATE * w * step).astype(np.float32)
