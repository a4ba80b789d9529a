"""Finds the classes that a question may mean: by their embeddings, and by the words that they share with it."""

from collections.abc import Iterator, Sequence
from copy import copy
from dataclasses import dataclass

import numpy as np

from bot.arrays import Floats, Ints, Vectors
from bot.embeddings.store import StoredEmbedding, Vector
from bot.matching.meanings import Meaning
from bot.matching.softmax_head import TEMPERATURE, TRAINED_UP_TO, LeftOut, Samples, fitted, fitted_without

FACTS = 5
SUBJECTS = 3
ACTS = 2
"""Candidates of each sort that are decided among."""

RESCORED = 40
"""Classes of each sort whose texts are compared one by one; of the others only the document is."""

DICE_SHARE = 0.3
"""Weight of the Dice coefficient beside the cosine in finding candidates; 0.2 to 0.5 makes hardly any difference."""

RIVALS = 400
"""Example questions that are compared with the facts which they do not ask for."""


WIDENED_UP_TO = 10_000
"""Texts of a base, some 15 MB, whose vectors are kept as they are computed with: to widen them for each question takes
longer than to compare them."""


@dataclass(frozen=True, slots=True)
class Similarity:
    """The similarity of one question to each of some classes, by meaning."""

    example: Floats
    """Cosine with the nearest example question."""
    nearest: Floats
    """Cosine with the nearest text, an example question or the statement."""
    document: Floats
    """Cosine with all texts read as one."""
    head: Floats
    """Natural logarithm of the probability that the softmax regression gives."""

    def at(self, places: Ints) -> "Similarity":
        """Return the same for some of the classes."""
        return Similarity(self.example[places], self.nearest[places], self.document[places], self.head[places])


@dataclass(frozen=True, slots=True)
class Rivals:
    """The cosines that the example questions of a base reach with the best fact that they do not ask for.

    A question that no fact answers does about as well as they do, so they calibrate what a cosine says in this base.
    """

    cosines: Floats

    def percentile(self, cosine: float) -> float:
        """Return the share of them that reach less, in [0, 1]."""
        return float((self.cosines < cosine).mean())

    def z_score(self, cosine: float) -> float:
        """Return by how many standard deviations `cosine` exceeds their mean."""
        return float((cosine - self.cosines.mean()) / max(float(self.cosines.std()), 0.05))


UNKNOWN_RIVALS = Rivals(np.array([0.4, 0.6]))
"""The rivals of a base with too few example questions to compare: cosines that small bases reach."""


class SemanticIndex:
    """The embeddings of the classes of one base. It does not change once built."""

    def __init__(
        self,
        meanings: Sequence[Meaning],
        facts: int,
        texts: Sequence[StoredEmbedding],
        documents: Sequence[StoredEmbedding],
    ) -> None:
        """Take the classes, of which the first `facts` are facts, and the embeddings of their texts and documents."""
        self._facts = facts
        sizes = [len(meaning.texts) for meaning in meanings]
        self._starts = np.cumsum([0, *sizes])
        self._examples = np.array([place < len(each.examples) for each in meanings for place in range(len(each.texts))])
        self._documents = np.array([each.vector for each in documents], np.float32)
        self._texts = _Texts([each.vector for each in texts], self._documents.shape[1])
        self._left_out: int | None = None
        samples = self._samples()
        self._head = fitted(samples)
        self._rivals = self._found_rivals(samples)
        self.rivals = self._rivals.all

    def each_without(self, left_out: Sequence[tuple[int, int, StoredEmbedding]]) -> Iterator["SemanticIndex"]:
        """Yield for each of some example questions the same index without it.

        Each is the number of its class, its place in that, and the document that the class has without it.
        """
        samples = self._samples()
        at_once = max(1, TRAINED_UP_TO // max(1, len(samples.texts)))
        for start in range(0, len(left_out), at_once):
            part = [
                LeftOut(number, int(self._starts[number]) + place, document.vector.astype(np.float32))
                for number, place, document in left_out[start : start + at_once]
            ]
            for each, head in zip(part, fitted_without(samples, self._head, part), strict=True):
                found = copy(self)
                found._left_out, found._head = each.text, head
                found._documents = self._documents.copy()
                found._documents[each.number] = each.document
                found.rivals = self._rivals.without(each.text)
                yield found

    def documents(self, question: Vectors) -> Floats:
        """Return the cosine of each document with the nearest of the vectors of a question."""
        return np.asarray((self._documents @ question.T).max(axis=1), np.float64)

    def similarity(self, question: Vectors, documents: Floats, classes: Ints) -> Similarity:
        """Return how close the vectors of a question come to `classes`; `documents` is what `documents` says."""
        places, owners = self._texts_of(classes)
        texts = self._texts.at(places)
        cosines = (texts @ question.T).max(axis=1)
        asked = self._examples[places]
        example = _highest_of_each(cosines[asked], owners[asked], len(classes))
        nearest = _highest_of_each(cosines, owners, len(classes))
        logits = TEMPERATURE * (self._head @ question.mean(axis=0)).astype(np.float64)
        log_total = np.log(np.exp(logits - logits.max()).sum()) + logits.max()
        return Similarity(example, nearest, documents[classes], (logits - log_total)[classes])

    def _texts_of(self, classes: Ints) -> tuple[Ints, Ints]:
        """Return the places of the texts of `classes`, and for each the place of its class among them."""
        starts, sizes = self._starts[classes], self._starts[classes + 1] - self._starts[classes]
        owners = np.repeat(np.arange(len(classes)), sizes)
        within = np.arange(len(owners)) - (np.cumsum(sizes) - sizes)[owners]
        places = starts[owners] + within
        kept = places != self._left_out
        return places[kept], owners[kept]

    def _samples(self) -> Samples:
        owners = np.repeat(np.arange(len(self._documents)), np.diff(self._starts))
        return Samples(self._texts.all, owners, self._documents)

    def _found_rivals(self, samples: Samples) -> "_RivalTexts":
        owners = samples.owners
        of_facts = owners < self._facts
        asked = np.flatnonzero(self._examples & of_facts) if len(owners) else owners
        if self._facts < 2 or len(asked) < 2:
            return _RivalTexts(asked[:0], np.zeros((0, 2), np.int64), np.zeros((0, 2)))
        sample = asked[np.linspace(0, len(asked) - 1, min(RIVALS, len(asked))).astype(np.int64)]
        last = int(of_facts.sum())
        cosines = samples.texts[sample] @ samples.texts[:last].T
        cosines[owners[sample][:, np.newaxis] == owners[:last]] = -1.0
        nearest = np.argpartition(-cosines, 1, axis=1)[:, :2]
        return _RivalTexts(sample, nearest, np.take_along_axis(cosines, nearest, axis=1).astype(np.float64))


class _Texts:
    """The vectors of the texts of a base, to be taken as they are computed with."""

    def __init__(self, vectors: Sequence[Vector], dimensions: int) -> None:
        self._narrow = vectors
        self._dimensions = dimensions
        self._wide = self._widened(vectors) if len(vectors) <= WIDENED_UP_TO else None

    @property
    def all(self) -> Vectors:
        """Those of all texts, of shape (texts, dimensions)."""
        return self._widened(self._narrow) if self._wide is None else self._wide

    def at(self, places: Ints) -> Vectors:
        """Return those of the texts at `places`."""
        if self._wide is None:
            return self._widened([self._narrow[place] for place in places.tolist()])
        return self._wide[places]

    def _widened(self, vectors: Sequence[Vector]) -> Vectors:
        # All at once: one by one takes ten times as long.
        joined = np.concatenate([np.zeros(0, np.float16), *vectors])
        return joined.astype(np.float32).reshape(-1, self._dimensions)


@dataclass(frozen=True, slots=True)
class _RivalTexts:
    """Some example questions of a base, the two texts of other facts that each is nearest to, and their cosines."""

    sample: Ints
    nearest: Ints
    cosines: Floats

    @property
    def all(self) -> Rivals:
        """What all of them reach."""
        return Rivals(self.cosines.max(axis=1)) if len(self.sample) > 1 else UNKNOWN_RIVALS

    def without(self, text: int) -> Rivals:
        """Return what they reach without one text."""
        cosines = np.where(self.nearest == text, -1.0, self.cosines)[self.sample != text]
        return Rivals(cosines.max(axis=1)) if len(cosines) > 1 else UNKNOWN_RIVALS


def _highest_of_each(values: Floats, owners: Ints, count: int) -> Floats:
    """Return the highest of the `values` of each owner, which stand together; 0 for who has none above it."""
    highest = np.zeros(count)
    if len(owners):
        first = np.flatnonzero(np.diff(owners, prepend=-1))
        highest[owners[first]] = np.maximum(np.maximum.reduceat(values, first), 0.0)
    return highest


def best_of_each_sort(prescore: Floats, ends: Sequence[int], most: Sequence[int]) -> Ints:
    """Return the places of the classes with the highest scores of each sort, those of one sort the best first.

    `ends` says where each sort ends among the classes, `most` how many are wanted of it.
    """
    starts = (0, *ends[:-1])
    sorts = zip(starts, ends, most, strict=True)
    return np.concatenate([start + _highest(prescore[start:end], wanted) for start, end, wanted in sorts])


def _highest(values: Floats, most: int) -> Ints:
    """Return the places of the highest values, at most so many, the highest first and equal ones in their order."""
    if len(values) > most:
        least = np.partition(values, len(values) - most)[len(values) - most]
        near = np.flatnonzero(values >= least)
    else:
        near = np.arange(len(values))
    return near[np.argsort(-values[near], kind="stable")][:most]
