"""Word by word: how much of a question each class explains, and how near its nearest example comes."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache, partial

import numpy as np

from bot.matching.arrays import Floats, Ints
from bot.matching.corpus import Corpus
from bot.matching.english import zipf
from bot.matching.holders import Holders
from bot.matching.layout import Layout
from bot.matching.spans import Postings, Spans, sums
from bot.matching.vocabulary import Concept, Reading, Word
from bot.matching.words import stem

COMMON_ZIPF = 6.0
COMMON_SLOPE = 1.5
"""Zipf frequency at which a word weighs half of what its rarity among the facts gives it, and how fast that falls."""


_UNSEEN = 0.3
"""What is added to counts of classes, so that one that was not seen is no proof."""

REMEMBERED = 20_000
"""Words whose weight need not be computed again."""


@dataclass(frozen=True, slots=True)
class Overlap:
    """What one question shares with some classes; arrays have one figure a class."""

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


class Overlaps:
    """Compares questions with the classes of one base. It does not change once built."""

    def __init__(self, corpus: Corpus, layout: Layout) -> None:
        self._facts = layout.facts
        meanings, texts = _meanings(corpus, layout)
        named = ((corpus.meanings.get(key), fact) for fact, ids in enumerate(layout.about) for key in ids)
        about = [(meaning, fact) for meaning, fact in named if meaning is not None]
        about_meanings, about_classes = np.array(about, np.int64).reshape(-1, 2).T
        size = len(corpus.meanings) + 1
        self.classes = Holders(
            corpus.meanings,
            Postings(
                np.concatenate([meanings, about_meanings]),
                np.concatenate([layout.classes[texts], about_classes]),
                (size, layout.count),
            ),
        )
        self._weight = lru_cache(maxsize=REMEMBERED)(partial(_weight, self.classes))
        self._leaning = lru_cache(maxsize=REMEMBERED)(partial(_leaning, self.classes, layout.facts))
        example = np.cumsum(layout.examples) - 1
        in_examples = layout.examples[texts]
        examples = int(layout.examples.sum())
        self._examples = Holders(
            corpus.meanings, Postings(meanings[in_examples], example[texts[in_examples]], (size, examples))
        )
        weights = np.fromiter((_weight(self.classes, Word(w, w, 1.0, stem(w))) for w in corpus.words), np.float64)
        self._masses = sums(corpus.texts, weights[corpus.tokens], len(corpus))[layout.examples]
        self._examples_of = Spans.of_lengths(np.bincount(layout.classes[layout.examples], minlength=layout.count))

    def weights(self, words: Sequence[Word]) -> Floats:
        """How much each of `words` matters: rare among the classes, and not one of the commonest of English."""
        return np.fromiter(map(self._weight, words), np.float64, len(words))

    def of(self, reading: Reading, classes: Ints) -> Overlap:
        """What `reading` shares with each of `classes`."""
        weights = self.weights(reading.words)
        mass = float(weights.sum())
        explained = self.classes.credits(reading, classes)
        unexplained = weights[:, None] * (1.0 - explained)
        return Overlap(
            recall=weights @ explained / max(mass, 1e-9),
            missing=unexplained.max(axis=0, initial=0.0),
            foreign_names=self._foreign_names(reading, classes),
            elsewhere=np.fromiter(map(self._leaning, reading.words), np.float64) @ unexplained,
            dice=self._dice(reading, weights, mass, classes),
            mass=mass,
            unknown=sum(
                weight
                for weight, word in zip(weights.tolist(), reading.words, strict=True)
                if not len(self.classes.of_stem(word.stem))
            ),
        )

    def _dice(self, reading: Reading, weights: Floats, mass: float, classes: Ints) -> Floats:
        examples, owners = self._examples_of.gather(classes)
        shared = weights @ self._examples.credits(reading, examples)
        nearest = np.zeros(len(classes))
        np.maximum.at(nearest, owners, 2.0 * shared / np.maximum(mass + self._masses[examples], 1e-9))
        return nearest

    def _foreign_names(self, reading: Reading, classes: Ints) -> Floats:
        missing = np.zeros(self.classes.count)
        total = 0.0
        for name in {concept.id for concept in outermost_names(reading)}:
            rows, any_name = self.classes.of_concept(name)
            weight = _rarity(int((rows < self._facts).sum()), self._facts)
            total += weight
            foreign = np.full(self.classes.count, weight)
            foreign[rows] = foreign[any_name] = 0.0
            missing += foreign
        return missing[classes] / max(total, 1e-9)


def _meanings(corpus: Corpus, layout: Layout) -> tuple[Ints, Ints]:
    """What stands in the texts and, side by side with it, the texts; ANY_NAME where a subject names somebody."""
    is_name = np.array([concept.is_name for concept in corpus.concepts], np.bool_)
    naming = corpus.concept_texts[is_name]
    naming = naming[layout.classes[naming] >= layout.facts]
    any_name = np.full(len(naming), len(corpus.meanings))
    return (
        np.concatenate([corpus.token_meanings, corpus.concept_meanings, any_name]),
        np.concatenate([corpus.texts, corpus.concept_texts, naming]),
    )


def outermost_names(reading: Reading) -> list[Concept]:
    """The names in `reading` that are no part of a longer one: in "Indian minister", not "Indian"."""
    names = [concept for concept in reading.concepts if concept.is_name]
    outermost, reached = set(), 0
    for start, end in sorted({(name.start, name.end) for name in names}, key=lambda span: (span[0], -span[1])):
        if end > reached:
            outermost.add((start, end))
            reached = end
    return [name for name in names if (name.start, name.end) in outermost]


def _weight(classes: Holders, word: Word) -> float:
    return _rarity(len(classes.of_stem(word.stem)), classes.count) * _uncommonness(word)


def _leaning(classes: Holders, facts: int, word: Word) -> float:
    """How much likelier `word` is in a fact than in a subject that is not covered, in log odds; not below 0."""
    rows = classes.of_stem(word.stem)
    subjects = classes.count - facts
    if not len(rows) or not subjects:
        return 0.0
    in_facts = int((rows < facts).sum())
    odds = (in_facts + _UNSEEN) / (facts + 1), (len(rows) - in_facts + _UNSEEN) / (subjects + 1)
    return max(0.0, math.log(odds[0] / odds[1]))


def _rarity(rows: int, count: int) -> float:
    """Smoothed inverse frequency over `count` classes, 1.0 for what stands in one of them and for what is in none."""
    top = math.log((count + 1) / 1.5) + 0.3
    return min(1.0, (math.log((count + 1) / (rows + 0.5)) + 0.3) / top)


def _uncommonness(word: Word) -> float:
    return 1.0 / (1.0 + math.exp((max(zipf(word.reading or word.text), zipf(word.stem)) - COMMON_ZIPF) * COMMON_SLOPE))
