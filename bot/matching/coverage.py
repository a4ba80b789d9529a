"""Measures word by word how much of a question each class covers: by the same words, by names and by synonyms."""

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from copy import copy
from dataclasses import dataclass
from functools import lru_cache, partial
from itertools import chain

import numpy as np

from bot.arrays import Flags, Floats, Ints
from bot.language.english import zipf
from bot.language.words import stem
from bot.matching.meanings import ANY_NAME, ExampleQuestion, Meaning, found_in
from bot.matching.names import NamesAsked, names_asked, outermost_names
from bot.matching.postings import PostingLists
from bot.matching.vocabulary import NAME, AnalyzedText, Vocabulary, Word

COMMON_ZIPF = 6.0
COMMON_SLOPE = 1.5
"""Zipf frequency at which a word weighs half of what its rarity among the facts gives it, and how fast that falls."""

COMMONEST_ZIPF = 7.0
RARE_ZIPF = 2.0
"""Zipf frequencies of words that tell nothing, and as much as any, to somebody who knows English but not the base."""

CONCEPT_MATCH_WEIGHT = 0.85
"""Weight of a word, in [0, 1], that a class has only by another name or a synonym; a shared stem has 1."""

_SMOOTHING = 0.3
"""Additive smoothing of counts of classes, so that a count of 0 is no proof."""

REMEMBERED = 20_000
"""Words whose figures need not be computed again; those of all that a base knows take less memory than its index."""


@dataclass(frozen=True, slots=True)
class Weight:
    """The weights of a word of a question, whatever stands beside it."""

    in_base: float
    """How much it matters, in [0, 1]: rare among the classes, and not one of the commonest of English."""
    in_english: float
    """How much it tells somebody who knows English but not the base, in [0, 1]."""
    fact_log_odds: float
    """How much likelier it is in a fact than in a subject that is not covered, in log odds; not below 0."""
    is_known: bool
    """Whether any class has it."""


@dataclass(frozen=True, slots=True)
class Coverage:
    """The words and names that one question shares with some classes."""

    weights: Sequence[Weight]
    """The weights of each word of the question."""
    covered: Floats
    """How surely each class has each word, in [0, 1]; of shape (words, classes)."""
    foreign_names: Floats
    """For each class, the share of the question's names that it does not have, times the surprise at one in nats."""
    is_number: Flags
    """For each word of the question, whether it has a digit."""

    @property
    def foreign_numbers(self) -> Floats:
        """For each class, the share in [0, 1] of the question's numbers that it does not have."""
        return np.asarray((1.0 - self.covered[self.is_number]).sum(axis=0) / max(int(self.is_number.sum()), 1))


class CoverageIndex:
    """Compares questions with the classes of one base. It does not change once built."""

    def __init__(self, meanings: Sequence[Meaning], facts: int, vocabulary: Vocabulary) -> None:
        """Take the classes, of which the first `facts` are facts."""
        rows = [[found_in(text, vocabulary) for text in meaning.tokens[:-1]] for meaning in meanings]
        self.classes = PostingLists(_of_class(meanings, facts, vocabulary, rows))
        self._texts = PostingLists(row for of_class in rows for row in of_class)
        self._first_text = np.cumsum([0, *map(len, rows)])[:-1]
        self._has_texts = np.array([bool(of_class) for of_class in rows], np.bool_)
        self._facts = facts
        self._left_out: int | None = None
        self._names_asked = sum(map(names_asked, meanings[:facts], rows), NamesAsked())
        self._remember_weights()
        self._text_weights = np.array([sum(map(self.weight, text)) for each in meanings for text in each.tokens[:-1]])

    def _remember_weights(self) -> None:
        self._weight = lru_cache(maxsize=REMEMBERED)(partial(_weight, self.classes, self._facts))
        self._rarity_of_name = lru_cache(maxsize=REMEMBERED)(partial(_rarity_of_name, self.classes, self._facts))

    def each_without(
        self, questions: Sequence[ExampleQuestion], meanings: Sequence[Meaning], vocabulary: Vocabulary
    ) -> Iterator["CoverageIndex"]:
        """Yield for each of some example questions the same index without it.

        `meanings` and `vocabulary` are those of this index.
        """
        texts_with, forms = _texts_with(text for meaning in meanings for text in meaning.tokens[:-1])
        for question in questions:
            fact = meanings[question.fact]
            rows = [found_in(text, vocabulary) for text in fact.tokens[:-1]]
            kept = [*rows[: question.place], *rows[question.place + 1 :]]
            lost = rows[question.place].difference(fact.about, found_in(fact.tokens[-1], vocabulary), *kept)
            found = copy(self)
            found.classes = self.classes.without(question.fact, lost)
            found._left_out = int(self._first_text[question.fact]) + question.place
            found._names_asked += names_asked(fact.without(question.place), kept) - names_asked(fact, rows)
            found._remember_weights()
            # What fewer classes have is rarer, so that the texts which have it weigh more.
            found._text_weights = self._text_weights.copy()
            for word in chain.from_iterable(forms.get(each, ()) for each in sorted(lost)):
                np.add.at(found._text_weights, texts_with[word], found.weight(word) - self.weight(word))
            yield found

    def weights(self, words: Sequence[Word]) -> list[Weight]:
        """Return the weights of each of `words`."""
        return [self._weight(word.reading or word.text, word.stem) for word in words]

    def weight(self, word: str) -> float:
        """Return how much a folded word matters, in [0, 1]."""
        return self._weight(word, stem(word)).in_base

    def dice(self, reading: AnalyzedText) -> Floats:
        """Return for each class the Dice coefficient, by weight, of `reading` with its nearest text: 1 for equal ones.

        Dice (1945): twice what two texts share over what both have.
        """
        shared = np.zeros(self._texts.count)
        weights = self.weights(reading.words)
        for word, weight, concepts in zip(reading.words, weights, _concepts(reading), strict=True):
            match_weight = np.zeros(self._texts.count)
            for concept in concepts:
                match_weight[self._texts.rows(concept)] = CONCEPT_MATCH_WEIGHT
            match_weight[self._texts.rows(word.stem)] = 1.0
            shared += match_weight * (weight.in_base * word.match_weight)
        # A word that is repeated would be shared more often than a text has it.
        dice = (
            2.0
            * np.minimum(shared, self._text_weights)
            / np.maximum(sum(weight.in_base for weight in weights) + self._text_weights, 1e-9)
        )
        if self._left_out is not None:
            dice[self._left_out] = 0.0
        nearest = np.zeros(self.classes.count)
        if len(dice):
            nearest[self._has_texts] = np.maximum.reduceat(dice, self._first_text[self._has_texts])
        return nearest

    def of(self, reading: AnalyzedText, classes: Ints) -> Coverage:
        """Return what `reading` shares with each of `classes`."""
        having = {concept.id: self._have(concept.id, classes) for concept in reading.concepts}
        covered = np.zeros((len(reading.words), len(classes)))
        for number, (word, concepts) in enumerate(zip(reading.words, _concepts(reading), strict=True)):
            for concept in concepts:
                covered[number, having[concept]] = CONCEPT_MATCH_WEIGHT
            covered[number, self.classes.have(word.stem, classes)] = 1.0
            covered[number] *= word.match_weight
        return Coverage(
            self.weights(reading.words),
            covered,
            self._foreign_names(reading, having, len(classes)),
            np.array([any(map(str.isdigit, word.text)) for word in reading.words], np.bool_),
        )

    def _have(self, concept: str, classes: Ints) -> Flags:
        having = self.classes.have(concept, classes)
        return having | self.classes.have(ANY_NAME, classes) if concept.startswith(NAME) else having

    def _foreign_names(self, reading: AnalyzedText, having: dict[str, Flags], count: int) -> Floats:
        names = {name.id: self._rarity_of_name(name.id) for name in outermost_names(reading)}
        foreign = sum((rarity * ~having[name] for name, rarity in names.items()), np.zeros(count))
        return np.asarray(self._names_asked.surprise * foreign / max(sum(names.values()), 1e-9))


def _of_class(
    meanings: Sequence[Meaning], facts: int, vocabulary: Vocabulary, rows: Sequence[Sequence[set[str]]]
) -> Iterator[set[str]]:
    """Yield the stems and concepts in all texts of each class, and what it is about."""
    for number, (meaning, of_class) in enumerate(zip(meanings, rows, strict=True)):
        found = set(meaning.about).union(*of_class, found_in(meaning.tokens[-1], vocabulary))
        names_anybody = any(each.startswith(NAME) for each in found)
        yield found | {ANY_NAME} if number >= facts and names_anybody else found


def _texts_with(texts: Iterable[Sequence[str]]) -> tuple[dict[str, Ints], dict[str, list[str]]]:
    """Return the numbers of the texts with each word, one as often as it has it, and the words of each stem."""
    numbers: defaultdict[str, list[int]] = defaultdict(list)
    for number, text in enumerate(texts):
        for word in text:
            numbers[word].append(number)
    forms: defaultdict[str, list[str]] = defaultdict(list)
    for word in numbers:
        forms[stem(word)].append(word)
    return {word: np.array(places, np.int64) for word, places in numbers.items()}, dict(forms)


def _concepts(reading: AnalyzedText) -> list[list[str]]:
    """Return for each word of `reading` the ids of the concepts that it is a part of."""
    found: list[list[str]] = [[] for _ in reading.words]
    for concept in reading.concepts:
        for of_word in found[concept.start : concept.end]:
            of_word.append(concept.id)
    return found


def _weight(classes: PostingLists, facts: int, word: str, stem: str) -> Weight:
    rows = classes.rows(stem)
    frequency = max(zipf(word), zipf(stem))
    uncommonness = 1.0 / (1.0 + math.exp((frequency - COMMON_ZIPF) * COMMON_SLOPE))
    return Weight(
        in_base=_rarity(len(rows), classes.count) * uncommonness,
        in_english=min(max((COMMONEST_ZIPF - zipf(word)) / (COMMONEST_ZIPF - RARE_ZIPF), 0.0), 1.0),
        fact_log_odds=_fact_log_odds(int((rows < facts).sum()), len(rows), facts, classes.count - facts),
        is_known=len(rows) > 0,
    )


def _fact_log_odds(in_facts: int, in_classes: int, facts: int, subjects: int) -> float:
    if not in_classes or not subjects:
        return 0.0
    odds = (in_facts + _SMOOTHING) / (facts + 1), (in_classes - in_facts + _SMOOTHING) / (subjects + 1)
    return max(0.0, math.log(odds[0] / odds[1]))


def _rarity(rows: int, count: int) -> float:
    """Return the smoothed inverse frequency over `count` classes: 1 for what stands in one of them or in none."""
    top = math.log((count + 1) / 1.5) + 0.3
    return min(1.0, (math.log((count + 1) / (rows + 0.5)) + 0.3) / top)


def _rarity_of_name(classes: PostingLists, facts: int, name: str) -> float:
    return _rarity(int((classes.rows(name) < facts).sum()), facts)
