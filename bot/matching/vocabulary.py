"""The words that a fact base knows, and how it reads a text: spelling, words run together, names, synonyms."""

from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from copy import copy
from dataclasses import dataclass
from functools import lru_cache
from itertools import count, islice, pairwise

import numpy as np

from bot.facts.model import FactBase
from bot.language.english import is_english
from bot.language.words import stem, words
from bot.matching.spelling import Spelling

MIN_PART = 3
"""Letters that each of two words needs to be split where they were run together, unless they are neighbours."""

MAX_CONCEPTS = 200
"""Names and synonyms of a question that are looked at; the longest quote of the article has 72."""

MAX_CONCEPTS_OF_A_WORDING = 30
"""Those that one wording can stand for; a file may give it to a thousand names."""

_MOST_WORDS = 2**31
"""Factor that makes one number of the numbers of two words; more than the words of any base."""


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a text as the fact base reads it.

    `reading` is the known word that `text` stands for: itself, the nearest known spelling, or None for a word
    that the base does not have. `match_weight` in (0, 1] says how surely. `stem` is that of the reading, if any.
    """

    text: str
    reading: str | None
    match_weight: float
    stem: str


@dataclass(frozen=True, slots=True)
class Concept:
    """A name or a group of synonyms that stands in the words from `start` to before `end` of a text."""

    id: str
    start: int
    end: int

    @property
    def is_name(self) -> bool:
        """Whether it is a name, which two questions do not share by chance."""
        return self.id.startswith(NAME)

    @property
    def key(self) -> str:
        """The id without its sort: for a name, its id in the fact file."""
        return self.id.partition(":")[2]


NAME = "name:"
SYNONYM = "synonym:"


@dataclass(frozen=True, slots=True)
class AnalyzedText:
    """A text as the fact base reads it: its words in order, and the concepts that stand in them."""

    text: str
    words: tuple[Word, ...]
    concepts: tuple[Concept, ...]
    canonical: str
    """The text with its spelling corrected, and each name and synonym in the base's first wording for it."""

    @property
    def known(self) -> list[str]:
        """The words as they are read: the known word that each stands for, or else the word itself."""
        return [word.reading or word.text for word in self.words]

    def wording(self, concept: Concept) -> str:
        """Return the words in which `concept`, one of its own, stands here."""
        return " ".join(word.text for word in self.words[concept.start : concept.end])

    def with_replacement(self, wording: str, concept: Concept) -> str:
        """Return the words of the text with `wording` instead of `concept`, one of its own."""
        words = [word.text for word in self.words]
        return " ".join([*words[: concept.start], wording, *words[concept.end :]])


class Vocabulary:
    """Everything that a fact base can recognise in a text. It does not change once built."""

    def __init__(self, texts: Iterable[Sequence[str]], phrases: Iterable[tuple[str, str]]) -> None:
        """Take the words of `texts`, which are split, and of `phrases`: pairs of a concept's id and a wording of it."""
        wordings: defaultdict[tuple[str, ...], list[str]] = defaultdict(list)
        listed = [(concept, found) for concept, wording in phrases if (found := words(wording))]
        for concept, found in listed:
            concepts = wordings[tuple(map(stem, found))]
            if len(concepts) < MAX_CONCEPTS_OF_A_WORDING:
                concepts.append(concept)
        self.wordings: Mapping[tuple[str, ...], Sequence[str]] = dict(wordings)
        """The ids of the concepts that each wording, as stems, can stand for."""
        lengths: defaultdict[str, set[int]] = defaultdict(set)
        for stems in wordings:
            lengths[stems[0]].add(len(stems))
        self._lengths = dict(lengths)
        self._first_wording = {concept: " ".join(found) for concept, found in reversed(listed)}
        numbers: defaultdict[str, int] = defaultdict(count().__next__)
        pairs = array("q")
        for text in (*texts, *(found for _, found in listed)):
            numbered = [numbers[word] for word in text]
            pairs.extend(first * _MOST_WORDS + second for first, second in pairwise(numbered))
        self.numbers: Mapping[str, int] = dict(numbers)
        """The words that are known, each with a number."""
        self._neighbours = np.unique(np.array(pairs, np.int64))
        self._spelling = Spelling(sorted(self.numbers))
        self._unknown: frozenset[str] = frozenset()

    def __contains__(self, word: str) -> bool:
        return word in self.numbers and word not in self._unknown

    def without(self, words: frozenset[str]) -> "Vocabulary":
        """Return the same vocabulary, but not knowing `words`."""
        if not words:
            return self
        found = copy(self)
        found._unknown = words
        found._spelling = self._spelling.without(words)
        return found

    def read(self, text: str) -> AnalyzedText:
        """Return `text` as this base reads it, with typing errors corrected where a known word is near."""
        found = tuple(self._read_words(words(text)))
        concepts = tuple(islice(self.concepts([word.stem for word in found]), MAX_CONCEPTS))
        return AnalyzedText(text, found, concepts, self._canonical(text, found, concepts))

    def _canonical(self, text: str, found: Sequence[Word], concepts: Iterable[Concept]) -> str:
        """Return `text` with its spelling corrected, and each name and synonym in the base's first wording for it.

        Of concepts that overlap the first and longest counts. A text in which nothing changes stays as it is.
        """
        known = [word.reading or word.text for word in found]
        written, position = [], 0
        for concept in sorted(concepts, key=lambda each: (each.start, -each.end)):
            if concept.start >= position:
                written += [*known[position : concept.start], self._first_wording[concept.id]]
                position = concept.end
        canonical = " ".join([*written, *known[position:]])
        return text if canonical == " ".join(words(text)) else canonical

    def _read_words(self, texts: Sequence[str]) -> Iterator[Word]:
        waiting = list(reversed(texts))
        while waiting:
            text = waiting.pop()
            if text in self:
                yield _known(text)
            elif waiting and waiting[-1] not in self and (joined := text + waiting[-1]) in self:
                waiting.pop()
                yield _known(joined)
            elif parts := self._split(text):
                yield from map(_known, parts)
            else:
                yield self._corrected(text)

    def _split(self, text: str) -> tuple[str, str] | None:
        """Return the two known words that were run together as `text`; None if there are none.

        They must be neighbours in some text of the base, or both be long enough.
        """
        cuts = [(text[:cut], text[cut:]) for cut in range(1, len(text))]
        known = [parts for parts in cuts if parts[0] in self and parts[1] in self]
        likely = [parts for parts in known if self._are_neighbours(*parts)]
        if not likely and not is_english(text):
            likely = [parts for parts in known if min(map(len, parts)) >= MIN_PART]
        return likely[0] if likely else None

    def _are_neighbours(self, first: str, second: str) -> bool:
        pair = self.numbers[first] * _MOST_WORDS + self.numbers[second]
        place = int(np.searchsorted(self._neighbours, pair))
        return place < len(self._neighbours) and int(self._neighbours[place]) == pair

    def _corrected(self, text: str) -> Word:
        """Return `text` read as the known word nearest in spelling, or as an unknown word if none is near enough."""
        nearest = self._spelling.nearest(text)
        if nearest is None:
            return Word(text, None, 1.0, stem(text))
        word, distance = nearest
        return Word(text, word, 1.0 - distance / max(len(text), len(word)), stem(word))

    def concepts(self, stems: Sequence[str]) -> Iterator[Concept]:
        """Yield the names and synonyms in a text with these stems, wherever they start and however they overlap."""
        for start, first in enumerate(stems):
            for length in self._lengths.get(first, ()):
                if start + length > len(stems):
                    continue
                for concept in self.wordings.get(tuple(stems[start : start + length]), ()):
                    yield Concept(concept, start, start + length)


@lru_cache(maxsize=50_000)
def _known(word: str) -> Word:
    return Word(word, word, 1.0, stem(word))


def phrases(base: FactBase) -> Iterator[tuple[str, str]]:
    """Yield the wordings of all names and synonyms of `base`, each after the id of its concept."""
    for name in base.names:
        for wording in dict.fromkeys(filter(None, (name.name, *name.also, name.role))):
            yield NAME + name.id, wording
    for number, group in enumerate(base.synonyms):
        for wording in group:
            yield f"{SYNONYM}{number}", wording
