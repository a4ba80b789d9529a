"""What of a text is compared: what its words mean, what stands side by side, and how it is spelt."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from operator import attrgetter

import numpy as np

from bot.matching.arrays import Ints
from bot.matching.corpus import Corpus
from bot.matching.pairs import Pairs
from bot.matching.spans import Spans, numbered
from bot.matching.vocabulary import Concept, Reading, Word, standing

LETTER_GROUPS = (3, 4)
"""Lengths of the letter groups: short enough to survive a typing error, long enough to tell words apart."""

MENDED_LETTERS = 0.5
"""Share of a mended word's own letter groups that counts beside those of its reading."""

_CREDIT: Callable[[Word], float] = attrgetter("credit")

Term = tuple[str, ...]
"""A part of a question that stands for features of its own: a word by its letters, a meaning, a pair of meanings."""

Terms = Iterator[tuple[Term, float]]
"""The terms of a question, each with how surely it was read, in (0, 1]."""


@dataclass(frozen=True, slots=True)
class Entries:
    """What stands in the texts of a corpus: keys and, side by side with them, the texts; the features of each key."""

    keys: Ints
    texts: Ints
    features: Ints
    spans: Spans
    count: int
    """How many features there are."""


@dataclass(frozen=True, slots=True)
class Channel:
    """A kind of feature, normalised and weighed by itself.

    `entries` are its features in the corpus, `terms` those parts of a question that have features here, and
    `features_of` the features of a term, None for one that no example has. `trained` channels are sharpened by
    regression, and their keys are their features; letter groups are too many to gain by it.
    """

    name: str
    weight: float
    trained: bool
    entries: Entries
    terms: Callable[[Reading], Terms]
    features_of: Callable[[Term], Sequence[int | None]]


def channels(corpus: Corpus) -> tuple[Channel, ...]:
    """All channels of `corpus`."""
    return _meanings(corpus), _pairs(corpus), _letters(corpus)


def _meanings(corpus: Corpus) -> Channel:
    def terms(reading: Reading) -> Terms:
        for word in reading.words:
            yield (word.stem,), word.credit
        for concept in reading.concepts:
            yield (concept.id,), _credit(reading, concept)

    def features_of(term: Term) -> Sequence[int | None]:
        (meaning,) = term
        return (numbers.get(meaning),)

    numbers = corpus.meanings
    keys = np.concatenate([corpus.token_meanings, corpus.concept_meanings])
    texts = np.concatenate([corpus.texts, corpus.concept_texts])
    return Channel("meanings", 1.5, True, _themselves(keys, texts, len(numbers)), terms, features_of)


def _pairs(corpus: Corpus) -> Channel:
    """Names and synonyms pair as their concepts, so that "Tokyo's troops" is the same as "Japan's army"."""

    def terms(reading: Reading) -> Terms:
        for (first, first_credit), (second, second_credit) in pairwise(_canonical(reading)):
            yield (first, second), min(first_credit, second_credit)

    def features_of(term: Term) -> Sequence[int | None]:
        left, right = map(of_meaning.get, term)
        return (None if left is None or right is None else pairs.number(left, right),)

    of_meaning = corpus.meanings
    meanings, texts = corpus.canonical()
    adjacent = np.flatnonzero(texts[:-1] == texts[1:])
    pairs, numbers = Pairs.numbered(meanings[adjacent], meanings[adjacent + 1], len(of_meaning))
    entries = _themselves(numbers, texts[adjacent], len(pairs))
    return Channel("pairs", 1.0, True, entries, terms, features_of)


def _letters(corpus: Corpus) -> Channel:
    def terms(reading: Reading) -> Terms:
        for word, credit in _spellings(reading):
            yield (word,), credit

    def features_of(term: Term) -> Sequence[int | None]:
        (word,) = term
        return tuple(map(numbers.get, letter_groups(word)))

    groups = [letter_groups(word) for word in corpus.words]
    numbers = numbered(groups)
    flat = np.fromiter((numbers[group] for of_word in groups for group in of_word), np.int64)
    spans = Spans.of_lengths([len(of_word) for of_word in groups])
    entries = Entries(corpus.tokens, corpus.texts, flat, spans, len(numbers))
    return Channel("letters", 1.5, False, entries, terms, features_of)


def _themselves(keys: Ints, texts: Ints, count: int) -> Entries:
    """Entries whose keys are their features."""
    return Entries(keys, texts, np.arange(count), Spans(np.arange(count + 1)), count)


def _canonical(reading: Reading) -> Iterator[tuple[str, float]]:
    """The stems of `reading` in order, each concept instead of its words."""
    position = 0
    for concept in standing(reading.concepts):
        for word in reading.words[position : concept.start]:
            yield word.stem, word.credit
        yield concept.id, _credit(reading, concept)
        position = concept.end
    for word in reading.words[position:]:
        yield word.stem, word.credit


def _credit(reading: Reading, concept: Concept) -> float:
    return min(map(_CREDIT, reading.words[concept.start : concept.end]))


def _spellings(reading: Reading) -> Iterator[tuple[str, float]]:
    for word in reading.words:
        if word.reading is None or word.reading == word.text:
            yield word.text, 1.0
        else:
            yield word.text, MENDED_LETTERS
            yield word.reading, word.credit


def letter_groups(word: str) -> tuple[str, ...]:
    """The groups of three or four letters in `word`, its edges marked."""
    edged = f"^{word}$"
    return tuple(edged[start : start + size] for size in LETTER_GROUPS for start in range(len(edged) - size + 1))
