"""Finds the classes that a question may mean: by their embeddings, and by the words that they share with it."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from bot.arrays import Floats, Ints, Vectors, unit
from bot.embeddings.store import StoredEmbedding, Vector
from bot.matching.meanings import Meaning

FACTS = 5
SUBJECTS = 3
ACTS = 2
"""Candidates of each sort that are decided among."""

RESCORED = 40
"""Classes of each sort whose texts are compared one by one; of the others only the document is."""

DICE_SHARE = 0.3
"""Weight of the Dice coefficient beside the cosine in finding candidates; 0.2 to 0.5 makes hardly any difference."""

TEMPERATURE = 10.0
"""Factor from a cosine to a logit in the head; 6 to 20 do as well."""

HEAD_STEPS = 25
HEAD_RATE = 0.04
HEAD_MOMENTUM = 0.8
HEAD_RIDGE = 1e-3
"""Nesterov's gradient descent: 25 such steps find right facts as often as 100 plain ones, and are surer of them."""

TRAINED_UP_TO = 5_000_000
"""Texts times classes up to which the head is trained: some seconds. Beyond it the mean of a class stands for it."""

RIVALS = 400
"""Example questions that are compared with the facts which they do not ask for."""


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
        self._texts = [each.vector for each in texts]
        self._examples = np.array([place < len(each.examples) for each in meanings for place in range(len(each.texts))])
        self._documents = np.array([each.vector for each in documents], np.float32)
        owners = np.repeat(np.arange(len(meanings)), sizes)
        rows = _stacked(self._texts, self._documents.shape[1])
        self._head = self._fitted_head(rows, owners)
        self.rivals = self._found_rivals(rows, owners)

    def documents(self, question: Vectors) -> Floats:
        """Return the cosine of each document with the nearest of the vectors of a question."""
        return np.asarray((self._documents @ question.T).max(axis=1), np.float64)

    def similarity(self, question: Vectors, documents: Floats, classes: Ints) -> Similarity:
        """Return how close the vectors of a question come to `classes`; `documents` is what `documents` says."""
        example, nearest = np.zeros(len(classes)), np.zeros(len(classes))
        places, owners = self._texts_of(classes)
        texts = _stacked([self._texts[place] for place in places.tolist()], question.shape[1])
        cosines = (texts @ question.T).max(axis=1)
        np.maximum.at(nearest, owners, cosines)
        asked = self._examples[places]
        np.maximum.at(example, owners[asked], cosines[asked])
        logits = TEMPERATURE * (self._head @ question.mean(axis=0)).astype(np.float64)
        log_total = np.log(np.exp(logits - logits.max()).sum()) + logits.max()
        return Similarity(example, nearest, documents[classes], (logits - log_total)[classes])

    def _texts_of(self, classes: Ints) -> tuple[Ints, Ints]:
        """Return the places of the texts of `classes`, and for each the place of its class among them."""
        starts, sizes = self._starts[classes], self._starts[classes + 1] - self._starts[classes]
        owners = np.repeat(np.arange(len(classes)), sizes)
        within = np.arange(len(owners)) - (np.cumsum(sizes) - sizes)[owners]
        return starts[owners] + within, owners

    def _fitted_head(self, rows: Vectors, owners: Ints) -> Vectors:
        """Return the weights of a softmax regression from embeddings to classes, started from the class means."""
        count = len(self._documents)
        labels = np.concatenate([owners, np.arange(count)])
        sizes = np.bincount(labels, minlength=count)
        sums = self._documents.copy()
        filled = np.flatnonzero(np.diff(self._starts))
        if len(filled):
            sums[filled] += np.add.reduceat(rows, self._starts[filled], axis=0)
        start = unit(sums)
        if len(labels) * count > TRAINED_UP_TO:
            return start
        rows = np.concatenate([rows, self._documents])
        shares = (1.0 / sizes[labels]).astype(np.float32)
        head: Vectors = start.copy()
        moving, numbers = np.zeros_like(start), np.arange(len(labels))
        for _ in range(HEAD_STEPS):
            ahead = head + HEAD_MOMENTUM * moving
            probabilities = TEMPERATURE * (rows @ ahead.T)
            probabilities -= probabilities.max(axis=1, keepdims=True)
            np.exp(probabilities, out=probabilities)
            probabilities /= probabilities.sum(axis=1, keepdims=True)
            probabilities[numbers, labels] -= 1.0
            probabilities *= shares[:, np.newaxis]
            gradient = TEMPERATURE * (probabilities.T @ rows) + HEAD_RIDGE * (ahead - start)
            moving = np.asarray(HEAD_MOMENTUM * moving - HEAD_RATE * gradient, np.float32)
            head = np.asarray(head + moving, np.float32)
        return head

    def _found_rivals(self, rows: Vectors, owners: Ints) -> Rivals:
        of_facts = owners < self._facts
        asked = np.flatnonzero(self._examples & of_facts) if len(owners) else owners
        if self._facts < 2 or len(asked) < 2:
            return UNKNOWN_RIVALS
        sample = asked[np.linspace(0, len(asked) - 1, min(RIVALS, len(asked))).astype(np.int64)]
        last = int(of_facts.sum())
        cosines = rows[sample] @ rows[:last].T
        cosines[owners[sample][:, np.newaxis] == owners[:last]] = -1.0
        return Rivals(cosines.max(axis=1).astype(np.float64))


def _stacked(vectors: Sequence[Vector], dimensions: int) -> Vectors:
    return np.array(vectors, np.float32).reshape(-1, dimensions)


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
