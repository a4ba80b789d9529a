"""What of a text is compared: what its words mean, what stands side by side, and how it is spelt."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

import numpy as np

from bot.matching.arrays import Ints
from bot.matching.corpus import Corpus
from bot.matching.pairs import Pairs
from bot.matching.spans import Spans, numbered
from bot.matching.vocabulary import Concept, Reading, standing

LETTER_GROUPS = (3, 4)
"""Lengths of the letter groups: short enough to survive a typing error, long enough to tell words apart."""

MENDED_LETTERS = 0.5
"""Share of a mended word's own letter groups that counts beside those of its reading."""

REMEMBERED_WORDS = 10_000
"""Words of questions whose letter groups are kept at hand: a few megabytes, and most questions use the same words."""

Features = Iterator[tuple[int | None, float]]
"""The features of a question, None for those that no example has, each with how surely it was read, in (0, 1]."""


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

    `entries` are its features in the corpus, `look_up` finds those of a question. `trained` channels are sharpened by
    regression, and their keys are their features; letter groups are too many to gain by it.
    """

    name: str
    weight: float
    trained: bool
    entries: Entries
    look_up: Callable[[Reading], Features]


def channels(corpus: Corpus) -> tuple[Channel, ...]:
    """All channels of `corpus`."""
    return _meanings(corpus), _pairs(corpus), _letters(corpus)


def _meanings(corpus: Corpus) -> Channel:
    def look_up(reading: Reading) -> Features:
        for word in reading.words:
            yield numbers.get(word.stem), word.credit
        for concept in reading.concepts:
            yield numbers.get(concept.id), _credit(reading, concept)

    numbers = corpus.meanings
    keys = np.concatenate([corpus.token_meanings, corpus.concept_meanings])
    texts = np.concatenate([corpus.texts, corpus.concept_texts])
    return Channel("meanings", 1.5, True, _themselves(keys, texts, len(numbers)), look_up)


def _pairs(corpus: Corpus) -> Channel:
    """Names and synonyms pair as their concepts, so that "Tokyo's troops" is the same as "Japan's army"."""

    def look_up(reading: Reading) -> Features:
        for (first, first_credit), (second, second_credit) in pairwise(_canonical(reading)):
            yield number(first, second), min(first_credit, second_credit)

    def number(first: str, second: str) -> int | None:
        left, right = of_meaning.get(first), of_meaning.get(second)
        return None if left is None or right is None else pairs.number(left, right)

    of_meaning = corpus.meanings
    meanings, texts = corpus.canonical()
    adjacent = np.flatnonzero(texts[:-1] == texts[1:])
    first, second = meanings[adjacent], meanings[adjacent + 1]
    pairs = Pairs(first, second, len(of_meaning))
    return Channel("pairs", 1.0, True, _themselves(pairs.numbers(first, second), texts[adjacent], len(pairs)), look_up)


def _letters(corpus: Corpus) -> Channel:
    @lru_cache(maxsize=REMEMBERED_WORDS)
    def of_word(word: str) -> tuple[int | None, ...]:
        return tuple(map(numbers.get, letter_groups(word)))

    def look_up(reading: Reading) -> Features:
        for word, credit in _spellings(reading):
            for feature in of_word(word):
                yield feature, credit

    groups = [letter_groups(word) for word in corpus.words]
    numbers = numbered(groups)
    flat = np.fromiter((numbers[group] for of_word in groups for group in of_word), np.int64)
    spans = Spans.of_lengths([len(of_word) for of_word in groups])
    return Channel("letters", 1.5, False, Entries(corpus.tokens, corpus.texts, flat, spans, len(numbers)), look_up)


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
    return min(word.credit for word in reading.words[concept.start : concept.end])


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
