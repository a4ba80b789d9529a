"""What speaks for and against one class as the meaning of a question: the figures that confidence is made of."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from bot.matching.english import zipf
from bot.matching.vocabulary import Reading, Word

CONCEPT_CREDIT = 0.85
KINDS = {
    "who": "who", "whom": "who", "whose": "who", "where": "where", "when": "when", "why": "why", "how": "how",
}


def commonness(word: str) -> float:
    return 1.0 / (1.0 + math.exp((6.0 - zipf(word)) * 1.5))


def kind_of(reading: Reading) -> str | None:
    found = None
    words = reading.words
    for i, word in enumerate(words):
        text = word.reading or word.text
        if text in KINDS:
            kind = KINDS[text]
            if kind == "how" and i + 1 < len(words):
                following = words[i + 1].reading or words[i + 1].text
                kind = f"how {following}" 
            found = found or kind
        elif text in ("which", "what") and i + 1 < len(words):
            found = found or "what"
    return found


@dataclass(frozen=True, slots=True)
class Bag:
    stems: frozenset[str]
    concepts: frozenset[str]


def bag(readings: Sequence[Reading]) -> Bag:
    return Bag(
        frozenset(w.stem for r in readings for w in r.words),
        frozenset(c.id for r in readings for c in r.concepts),
    )
