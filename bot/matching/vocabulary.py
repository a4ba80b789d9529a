"""The words a fact base knows, and how a question's words are read as them: spelling, splits, names, synonyms."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.facts.model import FactBase
from bot.matching.english import REAL_WORD, zipf
from bot.matching.words import stem, words


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a question as the fact base reads it.

    `reading` is the known word that `text` stands for: itself, the nearest known spelling, or, for a word
    that the base does not have, None. `credit` in (0, 1] says how surely, 1.0 for the word itself.
    """

    text: str
    reading: str | None
    credit: float

    @property
    def stem(self) -> str:
        """The stem by which the word is compared."""
        return stem(self.reading or self.text)


@dataclass(frozen=True, slots=True)
class Concept:
    """A name or a group of synonyms, found in words `start` to `end` (exclusive) of a question."""

    id: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Reading:
    """A text as the fact base reads it: its words in order, and the concepts that stand in them."""

    words: tuple[Word, ...]
    concepts: tuple[Concept, ...]


class Vocabulary:
    """Everything a fact base can recognise in a text. Immutable once built."""

    def __init__(self, texts: Iterable[str], phrases: Iterable[tuple[str, str]]) -> None:
        """`texts` are whose words are known; `phrases` are pairs of a concept's id and a wording of it."""
        known: set[str] = set()
        joined: dict[str, tuple[str, str]] = {}
        for text in texts:
            found = words(text)
            known.update(found)
            joined.update((a + b, (a, b)) for a, b in zip(found, found[1:], strict=False))
        concepts: defaultdict[str, dict[tuple[str, ...], set[str]]] = defaultdict(dict)
        for concept, wording in phrases:
            found = words(wording)
            if not found:
                continue
            known.update(found)
            joined.update((a + b, (a, b)) for a, b in zip(found, found[1:], strict=False))
            stems = tuple(map(stem, found))
            concepts[stems[0]].setdefault(stems, set()).add(concept)
        self.known = frozenset(known)
        self._joined = {word: parts for word, parts in joined.items() if word not in known}
        self._concepts = {
            first: sorted(wordings.items(), key=lambda item: -len(item[0])) for first, wordings in concepts.items()
        }
        self._by_length: dict[int, list[str]] = defaultdict(list)
        for word in sorted(known):
            self._by_length[len(word)].append(word)
        self._nearest = lru_cache(maxsize=10_000)(self._find_nearest)

    def read(self, text: str) -> Reading:
        """`text` as this base reads it, typing errors mended where a known word is near."""
        found = tuple(self._read_words(words(text)))
        return Reading(found, self._find_concepts([word.stem for word in found]))

    def _read_words(self, texts: Sequence[str]) -> Iterable[Word]:
        position = 0
        while position < len(texts):
            text = texts[position]
            following = texts[position + 1] if position + 1 < len(texts) else None
            position += 1
            if text in self.known:
                yield Word(text, text, 1.0)
            elif following is not None and following not in self.known and text + following in self.known:
                position += 1
                yield Word(text + following, text + following, 1.0)
            elif parts := self._split(text):
                yield from (Word(part, part, 1.0) for part in parts)
            else:
                yield self._nearest(text)

    def _split(self, text: str) -> tuple[str, str] | None:
        if parts := self._joined.get(text):
            return parts
        if len(text) < 2 * MIN_PART or zipf(text) >= REAL_WORD:
            return None
        for cut in range(MIN_PART, len(text) - MIN_PART + 1):
            if text[:cut] in self.known and text[cut:] in self.known:
                return text[:cut], text[cut:]
        return None

    def _find_nearest(self, text: str) -> Word:
        """`text` read as the known word it was probably meant for, if there is one."""
        if len(text) < MIN_MENDED or zipf(text) >= REAL_WORD or any(char.isdigit() for char in text):
            return Word(text, None, 1.0)
        reach = 1 if len(text) < TWO_ERRORS_FROM else 2
        choices = [
            word
            for length in range(len(text) - reach, len(text) + reach + 1)
            for word in self._by_length.get(length, ())
            if not word.isdigit()
        ]
        near = process.extract(text, choices, scorer=OSA.distance, score_cutoff=reach, limit=8)
        best = min(
            ((distance + (word[0] != text[0]), -zipf(word), word) for word, distance, _ in near),
            default=None,
        )
        if best is None or (best[0] > reach):
            return Word(text, None, 1.0)
        return Word(text, best[2], 1.0 - best[0] / max(len(text), len(best[2])))

    def _find_concepts(self, stems: Sequence[str]) -> tuple[Concept, ...]:
        found: list[Concept] = []
        for start, first in enumerate(stems):
            for wording, ids in self._concepts.get(first, ()):
                end = start + len(wording)
                if tuple(stems[start:end]) == wording:
                    found.extend(Concept(concept, start, end) for concept in sorted(ids))
        return tuple(found)


MIN_PART = 3
"""Letters of the shorter half of a word that is read as two run together."""

MIN_MENDED = 3
"""Letters from which an unknown word may be a misspelt known one."""

TWO_ERRORS_FROM = 7
"""Letters from which a word may hold two typing errors."""


def phrases(base: FactBase) -> Iterable[tuple[str, str]]:
    """The wordings of all names and synonyms of `base`, each with the id of its concept."""
    for name in base.names:
        for wording in (name.name, *name.also, *((name.role,) if name.role else ())):
            yield f"name:{name.id}", wording
    for number, group in enumerate(base.synonyms):
        for wording in group:
            yield f"synonym:{number}", wording
