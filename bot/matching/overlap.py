"""Word by word: how much of a question each class explains, and how near its nearest example comes."""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial

import numpy as np

from bot.matching.arrays import Flags, Floats, Ints
from bot.matching.corpus import Corpus
from bot.matching.english import zipf
from bot.matching.holders import CONCEPT_CREDIT, Holders
from bot.matching.layout import Layout
from bot.matching.names import names_about, outermost_names, surprise_at_foreign_name
from bot.matching.rows import Row, added
from bot.matching.spans import Postings, Spans, sums
from bot.matching.vocabulary import Reading, Word
from bot.matching.words import stem

COMMON_ZIPF = 6.0
COMMON_SLOPE = 1.5
"""Zipf frequency at which a word weighs half of what its rarity among the facts gives it, and how fast that falls."""


_UNSEEN = 0.3
"""What is added to counts of classes, so that one that was not seen is no proof."""

REMEMBERED = 20_000
"""Words whose figures need not be computed again; those of all that a base knows take less memory than its index."""


@dataclass(frozen=True, slots=True)
class Overlap:
    """What one question shares with some classes; arrays have one figure a class."""

    recall: Floats
    """Share of the question's weight that the class explains."""
    missing: Floats
    """Weight of the heaviest word that it does not explain."""
    foreign_names: Floats
    """Share of the question's names that the class does not have, times the surprise at one."""
    elsewhere: Floats
    """Weight of the words that the class does not explain but other facts do, more so than what is not covered."""
    mass: float
    """Weight of the whole question."""
    unknown: float
    """Weight of the words that no class has."""


@dataclass(frozen=True, slots=True)
class _Significance:
    """What a word of a question says, whatever stands beside it: how much it matters, and where it is at home."""

    weight: float
    leaning: float
    is_known: bool


class Overlaps:
    """Compares questions with the classes of one base. It does not change once built."""

    def __init__(self, corpus: Corpus, layout: Layout) -> None:
        meanings, texts = _meanings(corpus, layout)
        about = about_meanings, about_classes = names_about(corpus, layout)
        size = len(corpus.meanings) + 1
        self.classes = Holders(
            corpus.meanings,
            Postings(
                np.concatenate([meanings, about_meanings]),
                np.concatenate([layout.classes[texts], about_classes]),
                (size, layout.count),
            ),
        )
        self._significance = lru_cache(maxsize=REMEMBERED)(partial(_significance, self.classes, layout.facts))
        self._surprise = surprise_at_foreign_name(corpus, layout, about)
        self._rarity_of_name = lru_cache(maxsize=REMEMBERED)(partial(_rarity_of_name, self.classes, layout.facts))
        example = np.cumsum(layout.examples) - 1
        in_examples = layout.examples[texts]
        examples = int(layout.examples.sum())
        holders = Holders(
            corpus.meanings, Postings(meanings[in_examples], example[texts[in_examples]], (size, examples))
        )
        self._shared = lru_cache(maxsize=REMEMBERED)(partial(_shared_weights, holders, self._significance))
        weights = np.array([_weight(self.classes, word, stem(word)) for word in corpus.words], np.float64)
        self._masses = sums(corpus.texts, weights[corpus.tokens], corpus.count)[layout.examples]
        examples_of = Spans.of_lengths(np.bincount(layout.classes[layout.examples], minlength=layout.count))
        self._with_examples = np.flatnonzero(examples_of.lengths)
        self._first_examples = examples_of.starts[self._with_examples]

    def weights(self, words: Sequence[Word]) -> list[float]:
        """How much each of `words` matters: rare among the classes, and not one of the commonest of English."""
        return [self._of_word(word).weight for word in words]

    def _of_word(self, word: Word) -> _Significance:
        return self._significance(word.reading or word.text, word.stem)

    def dice(self, reading: Reading) -> Floats:
        """Of each class, the Dice coefficient by weight of `reading` with its nearest example: 1 for the same words."""
        rows = [
            self._shared(word.reading or word.text, word.stem, tuple(concepts)).times(word.credit)
            for word, concepts in zip(reading.words, _concepts_of_words(reading), strict=True)
        ]
        mass = sum(self.weights(reading.words))
        dice = 2.0 * added(rows, len(self._masses)) / (mass + self._masses)
        nearest = np.zeros(self.classes.count)
        if len(dice):
            nearest[self._with_examples] = np.maximum.reduceat(dice, self._first_examples)
        return nearest

    def of(self, reading: Reading, classes: Ints) -> Overlap:
        """What `reading` shares with each of `classes`."""
        words = [self._of_word(word) for word in reading.words]
        weights = np.array([word.weight for word in words])
        mass = float(weights.sum())
        having = self.classes.have(
            [*(word.stem for word in reading.words), *(concept.id for concept in reading.concepts)], classes
        )
        by_word, by_concept = having[: len(words)], having[len(words) :]
        explained = np.maximum(by_word, CONCEPT_CREDIT * (_within(reading) @ by_concept))
        explained *= np.array([word.credit for word in reading.words])[:, np.newaxis]
        unexplained = weights[:, np.newaxis] * (1.0 - explained)
        return Overlap(
            recall=weights @ explained / mass,
            missing=unexplained.max(axis=0, initial=0.0),
            foreign_names=self._foreign_names(reading, by_concept),
            elsewhere=np.array([word.leaning for word in words]) @ unexplained,
            mass=mass,
            unknown=sum(word.weight for word in words if not word.is_known),
        )

    def _foreign_names(self, reading: Reading, by_concept: Flags) -> Floats:
        """The share of names, by rarity, that the classes do not have by `by_concept`, times the surprise at one."""
        places = {concept.id: number for number, concept in enumerate(reading.concepts)}
        rarities = np.zeros(len(reading.concepts))
        for name in outermost_names(reading):
            rarities[places[name.id]] = self._rarity_of_name(name.id)
        return self._surprise * (rarities @ ~by_concept) / max(float(rarities.sum()), 1e-9)


def _meanings(corpus: Corpus, layout: Layout) -> tuple[Ints, Ints]:
    """What stands in the texts and, side by side with it, the texts; ANY_NAME where a subject names somebody."""
    naming = corpus.concept_texts[corpus.is_name[corpus.concept_meanings]]
    naming = naming[layout.classes[naming] >= layout.facts]
    any_name = np.full(len(naming), len(corpus.meanings))
    return (
        np.concatenate([corpus.token_meanings, corpus.concept_meanings, any_name]),
        np.concatenate([corpus.texts, corpus.concept_texts, naming]),
    )


def _concepts_of_words(reading: Reading) -> list[list[str]]:
    """For each word of `reading`, the ids of the concepts that it is a part of."""
    found: list[list[str]] = [[] for _ in reading.words]
    for concept in reading.concepts:
        for of_word in found[concept.start : concept.end]:
            of_word.append(concept.id)
    return found


def _within(reading: Reading) -> Flags:
    """Which words of `reading`, by row, are a part of which of its concepts, by column."""
    within = np.zeros((len(reading.words), len(reading.concepts)), np.bool_)
    for number, concept in enumerate(reading.concepts):
        within[concept.start : concept.end, number] = True
    return within


def _significance(classes: Holders, facts: int, word: str, stem: str) -> _Significance:
    known = len(classes.of_stem(stem)) > 0
    return _Significance(_weight(classes, word, stem), _leaning(classes, facts, stem), known)


def _shared_weights(
    holders: Holders, significance: Callable[[str, str], _Significance], word: str, stem: str, concepts: Sequence[str]
) -> Row:
    """The weight that `word`, a part of `concepts`, shares with each of `holders`."""
    return holders.credits(stem, concepts).times(significance(word, stem).weight)


def _weight(classes: Holders, word: str, stem: str) -> float:
    return _rarity(len(classes.of_stem(stem)), classes.count) * _uncommonness(word, stem)


def _rarity_of_name(classes: Holders, facts: int, name: str) -> float:
    rows, _ = classes.of_concept(name)
    return _rarity(int((rows < facts).sum()), facts)


def _leaning(classes: Holders, facts: int, stem: str) -> float:
    """How much likelier the word is in a fact than in a subject that is not covered, in log odds; not below 0."""
    rows = classes.of_stem(stem)
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


def _uncommonness(word: str, stem: str) -> float:
    return 1.0 / (1.0 + math.exp((max(zipf(word), zipf(stem)) - COMMON_ZIPF) * COMMON_SLOPE))
