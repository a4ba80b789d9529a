"""Sharpens the weights of profiles by softmax regression on the examples that they were made of.

A class that shares no feature with an example has the logit 0 there, and no weight to be moved. So only the meetings of
examples with the classes of their features are looked at, and all other classes are counted as one sum.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from bot.matching.arrays import Flags, Floats, Ints
from bot.matching.features import Channel, Entries
from bot.matching.profiles import Profiles
from bot.matching.spans import Spans, sums

TEMPERATURE = 10.0
"""Factor from scores to the logits of the regression."""

RATE = 0.3
PASSES = 3
BATCH = 256
"""Step, passes over all examples and examples a step of the regression, which starts from the profiles."""

MOST_STEPS = 64
"""Steps a pass, beyond which more examples go into each: in a large base those of one step hardly meet."""

TELLING_SHARE = 0.25
"""Share of the classes up to which a feature is trained; what stands in more tells little, and costs the most time."""

MOST_MEETINGS = 500_000
"""Meetings of a channel's examples with classes, a pass; beyond it the features of the most classes are not trained.

A base of a few hundred facts stays far below it; it keeps the time for large ones in proportion to their size.
"""


@dataclass(frozen=True, slots=True)
class _Meetings:
    """A channel's meetings, text after text: the position of the weight, its class, and the value of the feature."""

    positions: Ints
    classes: Ints
    values: Floats
    of_texts: Spans


@dataclass(frozen=True, slots=True)
class _Batch:
    """One step: its cells, an example and a class each, and the meetings in them, those of each channel by itself."""

    examples: Ints
    """The example of each cell, numbered within the batch."""
    others: Floats
    """For each example, the number of classes that it has no cell for."""
    labels: Floats
    """1 for a cell that is an example with its own class, 0 for the others."""
    meetings: tuple[tuple[Ints, Ints, Floats], ...]
    """For each channel: the positions of the weights, the cells, and the values."""


def train(channels: Sequence[Channel], profiles: Sequence[Profiles], labels: Ints, count: int) -> None:
    """Moves the weights of `profiles`, one a channel, towards what tells the `count` classes of the texts apart."""
    total = sum(channel.weight for channel in channels)
    shares = [channel.weight / total for channel in channels]
    meetings = [
        _meetings(channel.entries, profile, len(labels)) for channel, profile in zip(channels, profiles, strict=True)
    ]
    order = np.random.default_rng(0)
    size = max(BATCH, math.ceil(len(labels) / MOST_STEPS))
    shuffled = order.permutation(len(labels))
    batches = [_batch(meetings, shuffled[start : start + size], labels, count) for start in range(0, len(labels), size)]
    for _ in range(PASSES):
        for number in order.permutation(len(batches)).tolist():
            _step(batches[number], profiles, shares)


def _step(batch: _Batch, profiles: Sequence[Profiles], shares: Sequence[float]) -> None:
    cells, examples = len(batch.examples), len(batch.others)
    logits = np.zeros(cells)
    for (positions, at, values), profile, share in zip(batch.meetings, profiles, shares, strict=True):
        logits += TEMPERATURE * share * sums(at, profile.weights[positions] * values, cells)
    most = np.zeros(examples)
    np.maximum.at(most, batch.examples, logits)
    exponentials = np.exp(logits - most[batch.examples])
    everything = sums(batch.examples, exponentials, examples) + batch.others * np.exp(-most)
    errors = batch.labels - exponentials / everything[batch.examples]
    for (positions, at, values), profile, share in zip(batch.meetings, profiles, shares, strict=True):
        np.add.at(profile.weights, positions, RATE * share * errors[at] * values)


def _meetings(entries: Entries, profile: Profiles, texts: int) -> _Meetings:
    order = np.argsort(entries.texts, kind="stable")
    keys, of_text = entries.keys[order], entries.texts[order]
    trained = _trained(profile, np.bincount(keys, minlength=entries.count))[keys]
    keys, of_text = keys[trained], of_text[trained]
    positions, owner = profile.postings.gather(keys)
    values = profile.idf[keys] / profile.norms[of_text]
    return _Meetings(
        positions,
        profile.classes[positions],
        values[owner],
        Spans.of_lengths(np.bincount(of_text[owner], minlength=texts)),
    )


def _trained(profile: Profiles, in_texts: Ints) -> Flags:
    """Which features are trained: those of the fewest classes."""
    in_classes = profile.postings.lengths
    order = np.argsort(in_classes, kind="stable")
    affordable = np.cumsum((in_classes * in_texts)[order]) <= MOST_MEETINGS
    trained = np.zeros(len(in_classes), np.bool_)
    trained[order] = affordable & (in_classes[order] <= max(1.0, TELLING_SHARE * profile.count))
    return trained


def _batch(meetings: Sequence[_Meetings], texts: Ints, labels: Ints, count: int) -> _Batch:
    gathered = [channel.of_texts.gather(texts) for channel in meetings]
    codes = [example * count + channel.classes[at] for channel, (at, example) in zip(meetings, gathered, strict=True)]
    cells, of_meeting = np.unique(np.concatenate(codes), return_inverse=True)
    examples = cells // count
    cuts = np.cumsum([len(of_channel) for of_channel in codes])[:-1]
    return _Batch(
        examples,
        count - np.bincount(examples, minlength=len(texts)).astype(np.float64),
        (cells % count == labels[texts][examples]).astype(np.float64),
        tuple(
            (channel.positions[at], cell, channel.values[at])
            for channel, (at, _), cell in zip(meetings, gathered, np.split(of_meeting, cuts), strict=True)
        ),
    )
