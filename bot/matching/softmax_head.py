"""The head: a softmax regression from the embedding of a question to the class that it means, fitted when a base loads.

It starts from the mean of each class and takes a few steps of Nesterov's gradient descent.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from bot.arrays import Ints, Vectors, unit

TEMPERATURE = 10.0
"""Factor from a cosine to a logit; 6 to 20 do as well."""

STEPS = 25
RATE = 0.04
MOMENTUM = 0.8
RIDGE = 1e-3
"""25 steps of Nesterov's gradient descent find right facts as often as 100 plain ones, and are surer of them."""

TRAINED_UP_TO = 5_000_000
"""Texts times classes up to which the head is trained: some seconds. Beyond it the mean of a class stands for it."""


RIVALS = 3
"""Classes that are fitted anew beside that of a text which is left out: those that it was most told apart from."""

_LEAST = 1e-9
"""Keeps the weight of the other classes from being nothing by rounding."""


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A text that its class is to be fitted without, and the vector of the document that the class has without it."""

    number: int
    """The number of the class."""
    text: int
    """The place of the text among those of all classes."""
    document: Vectors


@dataclass(frozen=True, slots=True)
class Samples:
    """The texts of all classes in a row, each with the number of its class, and the document of each class."""

    texts: Vectors
    owners: Ints
    documents: Vectors

    @property
    def means(self) -> Vectors:
        """The mean of the texts and the document of each class, scaled to the length 1."""
        return unit(self._sums)

    @property
    def is_small(self) -> bool:
        """Whether the head can be trained in some seconds."""
        return (len(self.texts) + len(self.documents)) * len(self.documents) <= TRAINED_UP_TO

    @property
    def _sums(self) -> Vectors:
        sums = self.documents.copy()
        if len(self.owners):
            first = np.flatnonzero(np.diff(self.owners, prepend=-1))
            sums[self.owners[first]] += np.add.reduceat(self.texts, first, axis=0)
        return sums

    def means_without(self, left_out: Sequence[LeftOut]) -> Vectors:
        """Return the mean of the class of each that is left out, as it is then."""
        numbers, places = [each.number for each in left_out], [each.text for each in left_out]
        documents = np.array([each.document for each in left_out], np.float32)
        return unit(self._sums[numbers] - self.texts[places] - self.documents[numbers] + documents)


def fitted(samples: Samples) -> Vectors:
    """Return the weights of each class, of shape (classes, dimensions)."""
    start = samples.means
    return _trained(samples, (), np.zeros((0, 1), np.int64), start) if samples.is_small else start


def fitted_without(samples: Samples, head: Vectors, left_out: Sequence[LeftOut]) -> Iterator[Vectors]:
    """Yield for each that is left out the weights of each class as they are then; `head` is what `fitted` gives.

    Those of its class and of the classes nearest to it are fitted anew, side by side for all that is left out. Those of
    the other classes, which hardly change, stay as they are with it.
    """
    means, own = samples.means, samples.means_without(left_out)
    numbers = np.array([each.number for each in left_out], np.int64)
    nearness = samples.texts[[each.text for each in left_out]] @ means.T
    nearness[np.arange(len(left_out)), numbers] = np.inf
    refitted = np.argsort(-nearness, axis=1)[:, : 1 + RIVALS]
    found = means[refitted]
    found[:, 0] = own
    if samples.is_small:
        start = np.concatenate([means, found.reshape(-1, means.shape[1])])
        found = _trained(samples, left_out, refitted, start)[len(means) :].reshape(found.shape)
    for classes, weights in zip(refitted, found, strict=True):
        without = head.copy()
        without[classes] = weights
        yield without


def _trained(samples: Samples, left_out: Sequence[LeftOut], refitted: Ints, start: Vectors) -> Vectors:
    """Return the weights of all classes from `start`, and after them for each that is left out those of `refitted`.

    `refitted` has the numbers of these classes, of shape (left out, classes of each).
    """
    classes, of_each = len(samples.documents), refitted.shape[1]
    numbers = refitted[:, 0]
    documents = np.array([each.document for each in left_out], np.float32).reshape(-1, start.shape[1])
    rows = np.concatenate([samples.texts, samples.documents, documents])
    labels = np.concatenate([samples.owners, np.arange(classes), numbers])
    is_own = labels[:, np.newaxis] == np.concatenate([np.arange(classes), refitted.ravel()])
    shares = _shares(samples, left_out, labels, of_each)
    head, moving = start.copy(), np.zeros_like(start)
    for _ in range(STEPS):
        ahead = head + MOMENTUM * moving
        errors = TEMPERATURE * (rows @ ahead.T)
        errors -= errors.max(axis=1, keepdims=True)
        np.exp(errors, out=errors)
        totals = errors[:, :classes].sum(axis=1, keepdims=True)
        # The classes that are fitted anew take the place of themselves as they are with what is left out.
        anew = errors[:, classes:].reshape(len(rows), *refitted.shape)
        others = np.maximum(totals - errors[:, refitted].sum(axis=2), _LEAST)
        anew /= (others + anew.sum(axis=2))[:, :, np.newaxis]
        errors[:, :classes] /= totals
        errors -= is_own
        errors *= shares
        gradient = TEMPERATURE * (errors.T @ rows) + RIDGE * (ahead - start)
        moving = np.asarray(MOMENTUM * moving - RATE * gradient, np.float32)
        head = np.asarray(head + moving, np.float32)
    return head


def _shares(samples: Samples, left_out: Sequence[LeftOut], labels: Ints, of_each: int) -> Vectors:
    """Return how much each text counts in fitting each class: those of one class together 1.

    What is left out counts nothing for the classes that are fitted without it, and so the rest of its class more.
    """
    classes, texts = len(samples.documents), len(samples.texts)
    sizes = np.bincount(labels[: texts + classes], minlength=classes)
    common = (1.0 / sizes[labels]).astype(np.float32)
    common[texts + classes :] = 0.0
    without = np.repeat(common[:, np.newaxis], len(left_out), axis=1)
    for place, each in enumerate(left_out):
        without[: texts + classes, place][labels[: texts + classes] == each.number] = 1.0 / (sizes[each.number] - 1)
        without[[each.text, texts + each.number], place] = 0.0
        without[texts + classes + place, place] = 1.0 / (sizes[each.number] - 1)
    return np.concatenate(
        [np.repeat(common[:, np.newaxis], classes, axis=1), np.repeat(without, of_each, axis=1)], axis=1
    )
