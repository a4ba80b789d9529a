"""What of a text is compared: what its words mean, what stands side by side, and how it is spelt."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from bot.matching.vocabulary import Concept, Reading

Keys = Iterator[tuple[str, float]]

LETTER_GROUPS = (3, 4)
"""Lengths of the letter groups: short enough to survive a typing error, long enough to tell words apart."""

MENDED_LETTERS = 0.5
"""Share of a mended word's own letter groups that counts beside those of its reading."""


@dataclass(frozen=True, slots=True)
class Channel:
    """A kind of feature, normalised and weighed by itself.

    `keys` are the parts of a reading, each with how surely it was read; `features` are those that a key stands for.
    `trained` channels are sharpened by regression; letter groups are too many to gain by it.
    """

    name: str
    weight: float
    keys: Callable[[Reading], Keys]
    features: Callable[[str], tuple[str, ...]]
    trained: bool


def _itself(key: str) -> tuple[str, ...]:
    return (key,)


def _meanings(reading: Reading) -> Keys:
    for word in reading.words:
        yield word.stem, word.credit
    for concept in reading.concepts:
        yield concept.id, _credit(reading, concept)


def _pairs(reading: Reading) -> Keys:
    for (first, first_credit), (second, second_credit) in pairwise(_canonical(reading)):
        yield f"{first} {second}", min(first_credit, second_credit)


def _canonical(reading: Reading) -> Keys:
    """The reading in order, each name and synonym as its concept, so that "Tokyo's troops" pairs as "Japan's army"."""
    longest: dict[int, Concept] = {}
    for concept in reading.concepts:
        if concept.start not in longest or longest[concept.start].end < concept.end:
            longest[concept.start] = concept
    position = 0
    while position < len(reading.words):
        if standing := longest.get(position):
            yield standing.id, _credit(reading, standing)
            position = standing.end
        else:
            yield reading.words[position].stem, reading.words[position].credit
            position += 1


def _credit(reading: Reading, concept: Concept) -> float:
    return min(word.credit for word in reading.words[concept.start : concept.end])


def _spellings(reading: Reading) -> Keys:
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


CHANNELS = (
    Channel("meanings", 1.5, _meanings, _itself, trained=True),
    Channel("pairs", 1.0, _pairs, _itself, trained=True),
    Channel("letters", 1.5, _spellings, letter_groups, trained=False),
)
