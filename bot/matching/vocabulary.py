"""The words a fact base knows, and how a text's words are read as them: spelling, splits, names, synonyms."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from rapidfuzz import process
from rapidfuzz.distance import OSA, Prefix

from bot.facts.model import FactBase
from bot.matching.english import is_english, zipf
from bot.matching.words import stem, words

MIN_PART = 3
"""Letters of the shorter of two words that are read apart though they were run together."""

MIN_MENDED = 3
"""Letters from which an unknown word may be a misspelt known one."""

TWO_ERRORS_FROM = 7
"""Letters from which a word may hold two typing errors; shorter ones may hold one."""


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a text as the fact base reads it.

    `reading` is the known word that `text` stands for: itself, the nearest known spelling, or None for a word
    that the base does not have. `credit` in (0, 1] says how surely. `stem` is that of the reading, if any.
    """

    text: str
    reading: str | None
    credit: float
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
        """The id without its sort: that of a name as the fact file has it."""
        return self.id.partition(":")[2]

    @property
    def sort(self) -> str:
        """What it is: "name" or "synonym"."""
        return self.id.partition(":")[0]


NAME = "name:"
SYNONYM = "synonym:"


@dataclass(frozen=True, slots=True)
class Reading:
    """A text as the fact base reads it: its words in order, and the concepts that stand in them."""

    words: tuple[Word, ...]
    concepts: tuple[Concept, ...]

    def wording(self, concept: Concept) -> str:
        """The words in which `concept`, one of its own, stands here."""
        return " ".join(word.text for word in self.words[concept.start : concept.end])


class Vocabulary:
    """Everything that a fact base can recognise in a text. It does not change once built."""

    def __init__(self, texts: Iterable[str], phrases: Iterable[tuple[str, str]]) -> None:
        """`texts` are those whose words are known; `phrases` are pairs of a concept's id and a wording of it."""
        wordings: defaultdict[tuple[str, ...], list[str]] = defaultdict(list)
        known: set[str] = set()
        joined: dict[str, tuple[str, str]] = {}

        def learn(text: str) -> list[str]:
            found = words(text)
            known.update(found)
            joined.update((first + second, (first, second)) for first, second in pairwise(found))
            return found

        for text in texts:
            learn(text)
        for concept, wording in phrases:
            if stems := tuple(map(stem, learn(wording))):
                wordings[stems].append(concept)
        self._known = {word: Word(word, word, 1.0, stem(word)) for word in sorted(known)}
        self._joined = {word: parts for word, parts in joined.items() if word not in known}
        self._wordings = dict(wordings)
        lengths: defaultdict[str, set[int]] = defaultdict(set)
        for stems in wordings:
            lengths[stems[0]].add(len(stems))
        self._lengths = dict(lengths)
        self._by_length: defaultdict[int, list[str]] = defaultdict(list)
        for word in self._known:
            if word.isalpha():
                self._by_length[len(word)].append(word)
        self._mended = lru_cache(maxsize=10_000)(self._mend)

    def __contains__(self, word: str) -> bool:
        return word in self._known

    def read(self, text: str) -> Reading:
        """`text` as this base reads it, typing errors mended where a known word is near."""
        found = tuple(self._read_words(words(text)))
        return Reading(found, tuple(self._find_concepts([word.stem for word in found])))

    def _read_words(self, texts: Sequence[str]) -> Iterator[Word]:
        waiting = list(reversed(texts))
        while waiting:
            text = waiting.pop()
            if word := self._known.get(text):
                yield word
            elif waiting and waiting[-1] not in self._known and (word := self._known.get(text + waiting[-1])):
                waiting.pop()
                yield word
            elif parts := self._split(text):
                yield from (self._known[part] for part in parts)
            else:
                yield self._mended(text)

    def _split(self, text: str) -> tuple[str, str] | None:
        """The two known words that were run together as `text`."""
        if parts := self._joined.get(text):
            return parts
        if is_english(text):
            return None
        for cut in range(MIN_PART, len(text) - MIN_PART + 1):
            if text[:cut] in self._known and text[cut:] in self._known:
                return text[:cut], text[cut:]
        return None

    def _mend(self, text: str) -> Word:
        """`text` read as the known word it was probably meant for, if one is near enough."""
        unknown = Word(text, None, 1.0, stem(text))
        if len(text) < MIN_MENDED or not text.isalpha() or is_english(text):
            return unknown
        reach = 1 if len(text) < TWO_ERRORS_FROM else 2
        choices = [
            word for length in range(len(text) - reach, len(text) + reach + 1) for word in self._by_length[length]
        ]
        near = process.extract(text, choices, scorer=OSA.distance, score_cutoff=reach, limit=8)
        # People rarely mistake the first letters, so a word that differs in the first has to be nearer.
        ranked = sorted(
            (distance + (word[0] != text[0]), -Prefix.similarity(word, text), -zipf(word), word)
            for word, distance, _ in near
        )
        if not ranked or ranked[0][0] > reach:
            return unknown
        distance, _, _, word = ranked[0]
        return Word(text, word, 1.0 - distance / max(len(text), len(word)), stem(word))

    def _find_concepts(self, stems: Sequence[str]) -> Iterator[Concept]:
        for start, first in enumerate(stems):
            for length in self._lengths.get(first, ()):
                if start + length > len(stems):
                    continue
                for concept in self._wordings.get(tuple(stems[start : start + length]), ()):
                    yield Concept(concept, start, start + length)


def phrases(base: FactBase) -> Iterator[tuple[str, str]]:
    """The wordings of all names and synonyms of `base`, each with the id of its concept."""
    for name in base.names:
        for wording in {name.name, *name.also, *filter(None, [name.role])}:
            yield NAME + name.id, wording
    for number, group in enumerate(base.synonyms):
        for wording in group:
            yield f"{SYNONYM}{number}", wording
