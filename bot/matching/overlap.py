"""Word by word, how much of a question each class explains, and how near its nearest example comes."""

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from bot.matching.english import zipf
from bot.matching.vocabulary import Reading, Word

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

CONCEPT_CREDIT = 0.85
COMMON = 6.0
COMMON_SLOPE = 1.5


class Postings:
    """For each feature, the rows in which it stands."""

    def __init__(self, rows: Sequence[Iterable[str]]) -> None:
        found: dict[str, list[int]] = {}
        for row, features in enumerate(rows):
            for feature in features:
                found.setdefault(feature, []).append(row)
        self._rows = {feature: np.array(rows_, np.int64) for feature, rows_ in found.items()}
        self._none = np.zeros(0, np.int64)

    def __getitem__(self, feature: str) -> Ints:
        return self._rows.get(feature, self._none)

    def __contains__(self, feature: str) -> bool:
        return feature in self._rows

    def counts(self) -> Iterable[tuple[str, int]]:
        return ((f, len(r)) for f, r in self._rows.items())


def stems(reading: Reading) -> set[str]:
    return {w.stem for w in reading.words}


def concepts(reading: Reading) -> set[str]:
    return {c.id for c in reading.concepts}


class Weights:
    """How much a word matters: rare among the facts, and not one of the commonest of English."""

    def __init__(self, class_stems: Postings, count: int) -> None:
        top = math.log((count + 1) / 1.5) + 0.3
        self._idf = {s: (math.log((count + 1) / (n + 0.5)) + 0.3) / top for s, n in class_stems.counts()}

    def of(self, word: Word) -> float:
        common = 1.0 / (1.0 + math.exp((zipf(word.reading or word.text) - COMMON) * COMMON_SLOPE))
        return self._idf.get(word.stem, 1.0) * common


@dataclass(frozen=True, slots=True)
class Overlap:
    """Figures of all classes for one question."""

    weights: Floats
    credits: Floats          # word x class
    recall: Floats           # class
    missing: Floats          # class
    missing_names: Floats
    dice: Floats             # class, best example
    example_recall: Floats
    unknown: float
    by_kind: Floats   # kind x class, max
    share_by_kind: Floats


class Overlaps:
    def __init__(self, examples: Sequence[Reading], example_classes: Sequence[int], extra: Sequence[Reading], extra_classes: Sequence[int], count: int, facts: int, about=()) -> None:
        self.count = count
        self.facts = facts
        cs: list[set[str]] = [set() for _ in range(count)]
        cc: list[set[str]] = [set() for _ in range(count)]
        for r, c in [*zip(examples, example_classes, strict=True), *zip(extra, extra_classes, strict=True)]:
            cs[c] |= stems(r)
            cc[c] |= concepts(r)
        for c, ids in enumerate(about):
            cc[c] |= {f'name:{i}' for i in ids}
        self.class_stems = Postings(cs)
        self.fact_stems = set().union(*cs[:facts])
        self.class_concepts = Postings(cc)
        self.weights = Weights(self.class_stems, count)
        order = sorted(range(len(examples)), key=lambda i: example_classes[i])
        ex = [examples[i] for i in order]
        self.example_stems = Postings([stems(r) for r in ex])
        self.example_concepts = Postings([concepts(r) for r in ex])
        self.n = len(ex)
        self.mass = np.array([sum(self.weights.of(w) for w in r.words) for r in ex])
        cls = np.array([example_classes[i] for i in order])
        self.with_examples, self.starts = np.unique(cls, return_index=True)

    def of(self, reading: Reading) -> Overlap:
        ws = reading.words
        weights = np.array([self.weights.of(w) for w in ws])
        total = float(weights.sum()) or 1.0
        credit = self._credits(reading, self.class_stems, self.class_concepts, self.count)
        by_example = weights @ self._credits(reading, self.example_stems, self.example_concepts, self.n) if ws else np.zeros(self.n)
        dice = np.zeros(self.count)
        er = np.zeros(self.count)
        if self.n:
            dice[self.with_examples] = np.maximum.reduceat(2 * by_example / (total + self.mass), self.starts)
            er[self.with_examples] = np.maximum.reduceat(by_example / total, self.starts)
        missing_names = np.zeros(self.count)
        for c in reading.concepts:
            if c.id.startswith("name:"):
                w = float(weights[c.start : c.end].max())
                missing_names += w
                missing_names[self.class_concepts[c.id]] -= w
        unknown = sum(float(w) for w, x in zip(weights, ws, strict=True) if x.stem not in self.class_stems)
        return Overlap(
            weights, credit, weights @ credit / total if ws else np.zeros(self.count),
            (weights[:, None] * (1 - credit)).max(axis=0) if ws else np.zeros(self.count),
            missing_names, dice, er, unknown, *self._by_kind(ws, weights, credit, total)
        )

    def _by_kind(self, ws, weights, credit, total):
        kinds = np.array([0 if w.stem in self.fact_stems else 1 if w.stem in self.class_stems else 2 if zipf(w.text) else 3 for w in ws], int)
        miss = weights[:, None] * (1 - credit)
        out = np.zeros((4, self.count)); sh = np.zeros((4, self.count))
        for k in range(4):
            if (kinds == k).any():
                out[k] = miss[kinds == k].max(axis=0)
                sh[k] = miss[kinds == k].sum(axis=0) / total
        return out, sh

    @staticmethod
    def _credits(reading: Reading, by_stem: Postings, by_concept: Postings, count: int) -> Floats:
        found = np.zeros((len(reading.words), count))
        for c in reading.concepts:
            rows = by_concept[c.id]
            for i in range(c.start, c.end):
                found[i, rows] = np.maximum(found[i, rows], CONCEPT_CREDIT * reading.words[i].credit)
        for i, w in enumerate(reading.words):
            rows = by_stem[w.stem]
            found[i, rows] = np.maximum(found[i, rows], w.credit)
        return found
