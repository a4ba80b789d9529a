"""Word by word: how much of a question each class explains, and how near its nearest example comes."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from bot.matching.arrays import Floats, Ints
from bot.matching.english import zipf
from bot.matching.vocabulary import NAME, Concept, Reading, Word

CONCEPT_CREDIT = 0.85
"""Credit of a word that a class has only by another name or a synonym; a shared stem has 1.0."""

COMMON_ZIPF = 6.0
COMMON_SLOPE = 1.5
"""Zipf frequency at which a word weighs half of what its rarity among the facts gives it, and how fast that falls."""


_NOWHERE: Ints = np.zeros(0, np.int64)


_UNSEEN = 0.3
"""What is added to counts of classes, so that one that was not seen is no proof."""


@dataclass(frozen=True, slots=True)
class Overlap:
    """What one question shares with all classes; arrays have one figure a class."""

    recall: Floats
    """Share of the question's weight that the class explains."""
    missing: Floats
    """Weight of the heaviest word that it does not explain."""
    foreign_names: Floats
    """Share of the question's names that the class does not have."""
    elsewhere: Floats
    """Weight of the words that the class does not explain but other facts do, more so than what is not covered."""
    dice: Floats
    """Dice coefficient by weight with the nearest example: 1 for the same words."""
    mass: float
    """Weight of the whole question."""
    unknown: float
    """Weight of the words that no class has."""


class Rows:
    """For each stem and each concept, the rows (classes or examples) in which it stands."""

    def __init__(self, stems: Sequence[Iterable[str]], concepts: Sequence[Iterable[str]]) -> None:
        self.count = len(stems)
        self._stems = _postings(stems)
        self._concepts = _postings(concepts)
        self._any_name = self._concepts.get(ANY_NAME, _NOWHERE)
        for concept, rows in self._concepts.items():
            if concept.startswith(NAME):
                self._concepts[concept] = np.union1d(rows, self._any_name)

    def with_stem(self, stem: str) -> Ints:
        """The rows that have `stem`."""
        return self._stems.get(stem, _NOWHERE)

    def with_concept(self, concept: str) -> Ints:
        """The rows that have the concept with the id `concept`."""
        return self._concepts.get(concept, self._any_name if concept.startswith(NAME) else _NOWHERE)

    def credits(self, reading: Reading) -> Floats:
        """For each word of `reading` and each row, how surely the row has it, in [0, 1]."""
        found = np.zeros((len(reading.words), self.count))
        for concept in reading.concepts:
            rows = self.with_concept(concept.id)
            for position in range(concept.start, concept.end):
                credit = CONCEPT_CREDIT * reading.words[position].credit
                found[position, rows] = np.maximum(found[position, rows], credit)
        for position, word in enumerate(reading.words):
            rows = self.with_stem(word.stem)
            found[position, rows] = np.maximum(found[position, rows], word.credit)
        return found


def _postings(rows: Sequence[Iterable[str]]) -> dict[str, Ints]:
    found: dict[str, list[int]] = {}
    for row, features in enumerate(rows):
        for feature in features:
            found.setdefault(feature, []).append(row)
    return {feature: np.array(numbers, np.int64) for feature, numbers in found.items()}


class Overlaps:
    """Compares questions with the classes of one base. It does not change once built."""

    def __init__(self, classes: Sequence["ClassTexts"], facts: int) -> None:
        """The first `facts` of `classes` are facts, the others are subjects that are not covered."""
        self._facts = facts
        self._weight = lru_cache(maxsize=20_000)(self._weigh)
        self._leaning = lru_cache(maxsize=20_000)(self._lean)
        self.classes = Rows(
            [{word.stem for reading in c.readings for word in reading.words} for c in classes],
            [set().union(*map(c.concepts_of, c.readings)) | c.about for c in classes],
        )
        self._examples = Rows(
            [{word.stem for word in example.words} for c in classes for example in c.examples],
            [c.concepts_of(example) for c in classes for example in c.examples],
        )
        self._masses = np.array([self.weights(example.words).sum() for c in classes for example in c.examples])
        sizes = np.array([len(c.examples) for c in classes])
        self._with_examples = np.flatnonzero(sizes)
        self._first_example = (np.cumsum(sizes) - sizes)[self._with_examples]

    def weights(self, words: Sequence[Word]) -> Floats:
        """How much each of `words` matters: rare among the classes, and not one of the commonest of English."""
        return np.fromiter(map(self._weight, words), np.float64, len(words))

    def _weigh(self, word: Word) -> float:
        return _rarity(len(self.classes.with_stem(word.stem)), self.classes.count) * _uncommonness(word)

    def _leanings(self, words: Sequence[Word]) -> Floats:
        """For each of `words`, how much likelier it is in a fact than in a subject that is not covered, in log odds."""
        return np.fromiter(map(self._leaning, words), np.float64, len(words))

    def _lean(self, word: Word) -> float:
        rows = self.classes.with_stem(word.stem)
        others = self.classes.count - self._facts
        if not len(rows) or not others:
            return 0.0
        in_facts = int((rows < self._facts).sum())
        odds = (in_facts + _UNSEEN) / (self._facts + 1), (len(rows) - in_facts + _UNSEEN) / (others + 1)
        return max(0.0, math.log(odds[0] / odds[1]))

    def of(self, reading: Reading) -> Overlap:
        """What `reading` shares with each class."""
        weights = self.weights(reading.words)
        mass = float(weights.sum())
        explained = self.classes.credits(reading)
        unexplained = weights[:, None] * (1.0 - explained)
        by_example = weights @ self._examples.credits(reading)
        return Overlap(
            recall=weights @ explained / max(mass, 1e-9),
            missing=unexplained.max(axis=0, initial=0.0),
            foreign_names=self._foreign_names(reading),
            elsewhere=self._leanings(reading.words) @ unexplained,
            dice=self._nearest(2.0 * by_example / np.maximum(mass + self._masses, 1e-9)),
            mass=mass,
            unknown=sum(
                float(weight)
                for weight, word in zip(weights, reading.words, strict=True)
                if not len(self.classes.with_stem(word.stem))
            ),
        )

    def _nearest(self, by_example: Floats) -> Floats:
        found = np.zeros(self.classes.count)
        if len(by_example):
            found[self._with_examples] = np.maximum.reduceat(by_example, self._first_example)
        return found

    def _foreign_names(self, reading: Reading) -> Floats:
        missing = np.zeros(self.classes.count)
        total = 0.0
        for name in {concept.id for concept in outermost_names(reading)}:
            rows = self.classes.with_concept(name)
            weight = _rarity(int((rows < self._facts).sum()), self._facts)
            total += weight
            missing += weight
            missing[rows] -= weight
        return missing / max(total, 1e-9)


@dataclass(frozen=True, slots=True)
class ClassTexts:
    """The texts of one class as the base reads them: its examples, all of its texts, and the names it is about."""

    examples: tuple[Reading, ...]
    readings: tuple[Reading, ...]
    about: frozenset[str]
    any_name: bool = False
    """Whether the class is about something whoever it is asked of, so that one name is as good as another."""

    def concepts_of(self, reading: Reading) -> set[str]:
        """The concepts that `reading`, one of the texts, is taken to have."""
        found = {concept.id for concept in reading.concepts}
        if self.any_name and any(concept.is_name for concept in reading.concepts):
            found.add(ANY_NAME)
        return found


ANY_NAME = "any name"
"""Concept of a text that is taken to hold whatever name is asked for."""


def outermost_names(reading: Reading) -> list[Concept]:
    """The names in `reading` that are no part of a longer one: in "Indian minister", not "Indian"."""
    names = [concept for concept in reading.concepts if concept.is_name]
    return [name for name in names if not any(_inside(name, other) for other in names)]


def _inside(name: Concept, other: Concept) -> bool:
    return other.start <= name.start and name.end <= other.end and other.end - other.start > name.end - name.start


def _rarity(rows: int, count: int) -> float:
    """Smoothed inverse frequency over `count` classes, 1.0 for what stands in one of them and for what is in none."""
    top = math.log((count + 1) / 1.5) + 0.3
    return min(1.0, (math.log((count + 1) / (rows + 0.5)) + 0.3) / top)


def _uncommonness(word: Word) -> float:
    return 1.0 / (1.0 + math.exp((max(zipf(word.reading or word.text), zipf(word.stem)) - COMMON_ZIPF) * COMMON_SLOPE))
