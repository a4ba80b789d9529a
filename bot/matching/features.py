"""What of a reading is compared: stems, pairs of stems, concepts, and letter groups, each a channel of its own."""

from collections.abc import Iterator
from enum import IntEnum

from bot.matching.vocabulary import Reading, Word


class Channel(IntEnum):
    """A kind of feature, normalised and weighed by itself."""

    STEM = 0
    PAIR = 1
    CONCEPT = 2
    LETTERS = 3


LETTER_GROUPS = (2, 3, 4)
MENDED_LETTERS = 0.5
"""Share of a mended word's own letter groups that is kept beside those of its reading."""


def features(reading: Reading) -> dict[Channel, dict[str, float]]:
    """The features of `reading` by channel, each with its count weighed by how surely the words were read."""
    found: dict[Channel, dict[str, float]] = {channel: {} for channel in Channel}
    previous: Word | None = None
    for word in reading.words:
        _add(found[Channel.STEM], word.stem, word.credit)
        if previous is not None:
            _add(found[Channel.PAIR], f"{previous.stem} {word.stem}", min(previous.credit, word.credit))
        previous = word
        letters = found[Channel.LETTERS]
        if word.reading is None or word.reading == word.text:
            for group in letter_groups(word.text):
                _add(letters, group, 1.0)
        else:
            for group in letter_groups(word.text):
                _add(letters, group, MENDED_LETTERS)
            for group in letter_groups(word.reading):
                _add(letters, group, word.credit)
    for concept in reading.concepts:
        credit = min(word.credit for word in reading.words[concept.start : concept.end])
        _add(found[Channel.CONCEPT], concept.id, credit)
    return found


def letter_groups(word: str) -> Iterator[str]:
    """The groups of two to four letters in `word`, its edges marked."""
    edged = f"^{word}$"
    for size in LETTER_GROUPS:
        for start in range(len(edged) - size + 1):
            yield edged[start : start + size]


def _add(counts: dict[str, float], feature: str, value: float) -> None:
    counts[feature] = counts.get(feature, 0.0) + value
