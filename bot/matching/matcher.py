"""Finds what a question means in one fact base, and how sure that is: analyse, retrieve, align, decide."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from copy import copy
from dataclasses import dataclass, replace
from itertools import chain, repeat

import numpy as np

from bot.arrays import Floats, Ints
from bot.embeddings.store import EmbeddingStore, Progress, no_progress
from bot.facts.model import Fact, FactBase, NotCovered
from bot.gc_pause import collector_paused
from bot.language.words import words
from bot.matching.alignment import AlignmentIndex, match_weight
from bot.matching.answer_type import WHY, answer_type, gives_reason
from bot.matching.coverage import CoverageIndex
from bot.matching.decision import Calibration, Thresholds, calibration, features, probabilities
from bot.matching.features import Comparison, SemanticEvidence
from bot.matching.meanings import ExampleQuestion, Meaning, meanings_of
from bot.matching.questions import EmbeddedQuestion, QuestionEncoder
from bot.matching.retrieval import ACTS, DICE_SHARE, FACTS, RESCORED, SUBJECTS, SemanticIndex, best_of_each_sort
from bot.matching.vocabulary import AnalyzedText, Vocabulary, phrases

LEAST_WEIGHT = 0.12
"""Weight that some word must have for a text to ask anything; "the", "is" and "of" have less than a tenth."""


ACT_SHARE = {True: 0.06, False: 0.8}
"""Least ratio of the probabilities of an act and of nothing at all; words alone tell the two apart worse."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A fact that may be meant, and the probability in [0, 1] that it is."""

    fact: Fact
    probability: float


@dataclass(frozen=True, slots=True)
class Matching:
    """The likeliest meanings of one text: facts, best first, and the probability that any of them is meant.

    `not_covered` is the subject that is meant if none of them is, where one fits better than nothing at all, and `act`
    the number of the act, where one is likelier than all facts together and nearly as likely as nothing at all.
    """

    text: str
    reading: AnalyzedText
    candidates: tuple[Candidate, ...]
    confidence: float
    not_covered: NotCovered | None
    act: int | None = None

    @property
    def answer_type(self) -> str | None:
        """The type of answer that the text asks for, None if it has no interrogative."""
        return answer_type(self.reading.known)

    @property
    def margin(self) -> float:
        """The share, in [0, 1], of the confidence that the first fact has: 1 if no other comes near."""
        return self.candidates[0].probability / max(self.confidence, 1e-9) if self.candidates else 0.0


@dataclass(frozen=True, slots=True)
class EmbeddedBase:
    """The embeddings of one base, ready to be compared with questions."""

    encoder: QuestionEncoder
    semantic: SemanticIndex
    alignment: AlignmentIndex
    store: EmbeddingStore

    def each_without(
        self, questions: Sequence[ExampleQuestion], left: Sequence[Meaning], progress: Progress
    ) -> Iterator["EmbeddedBase"]:
        """Yield for each of `questions` the embeddings without it; `left` is what its fact is then."""
        documents = self.store.embed_beside([meaning.document for meaning in left], progress)
        left_out = [(each.fact, each.place, document) for each, document in zip(questions, documents, strict=True)]
        indexes = self.semantic.each_without(left_out)
        for (number, _, document), meaning, semantic in zip(left_out, left, indexes, strict=True):
            yield replace(self, semantic=semantic, alignment=self.alignment.without(number, meaning, document))


class Matcher:
    """Matches questions with the facts of one base. It does not change once built."""

    @collector_paused()
    def __init__(
        self,
        base: FactBase,
        store: EmbeddingStore | None = None,
        constants: Calibration | None = None,
        *,
        acts: Sequence[Sequence[str]] = (),
        progress: Progress = no_progress,
        threads: int = 1,
        most_new: int | None = None,
    ) -> None:
        """Match by meaning with the embeddings in `store`, or without one by words alone.

        `acts` are the example messages of what people say besides asking. `constants` are those of the program unless
        others are given, as when they are being fitted. `progress` is told how far the embedding of the base is, which
        `threads` share. Where more than `most_new` texts of the base would have to be embedded, it is matched by words
        alone, too, and `waiting` says how many they are.
        """
        self.base = base
        self._acts = acts
        meanings = meanings_of(base, acts)
        facts = len(base.facts)
        self._ends = (facts, facts + len(base.not_covered), len(meanings))
        self.vocabulary = Vocabulary(chain.from_iterable(meaning.tokens for meaning in meanings), phrases(base))
        self.coverage = CoverageIndex(meanings, facts, self.vocabulary)
        self._types = [*map(_types_of, meanings)]
        self._gives_reason = [*map(_has_reason, meanings)]
        self._number_of = {fact.id: number for number, fact in enumerate(base.facts)}
        self.waiting = 0
        """The number of texts to embed before the base can be matched by meaning; 0 if it is, or never will be."""
        self._embedded: EmbeddedBase | None = None
        if store is not None:
            self._embed(meanings, store, progress, threads, most_new)
        self.constants = constants or calibration(self.by_meaning)
        self.thresholds = _thresholds(base, self.constants)

    @property
    def by_meaning(self) -> bool:
        """Whether questions are matched by meaning, and not by words alone."""
        return self._embedded is not None

    def _embed(
        self,
        meanings: Sequence[Meaning],
        store: EmbeddingStore,
        progress: Progress,
        threads: int,
        most_new: int | None,
    ) -> None:
        known = [*dict.fromkeys(chain.from_iterable(sorted(meaning.words) for meaning in meanings))]
        compared = [text for meaning in meanings for text in meaning.texts]
        documents = [meaning.document for meaning in meanings]
        if most_new is not None:
            missing = store.missing([*compared, *known], documents)
            if missing > most_new:
                self.waiting = missing
                return
        of_texts, of_documents = store.embed([*compared, *known], documents, progress, threads)
        of_words = dict(zip(known, of_texts[len(compared) :], strict=True))
        self._embedded = EmbeddedBase(
            QuestionEncoder(store.recent, of_words),
            SemanticIndex(meanings, len(self.base.facts), of_texts[: len(compared)], of_documents),
            AlignmentIndex(meanings, of_documents, of_words),
            store,
        )

    def each_without(
        self, questions: Sequence[ExampleQuestion], progress: Progress = no_progress
    ) -> Iterator["Matcher"]:
        """Yield for each of some example questions a matcher that does not know it, to ask it as if it were new.

        Everything that the question has a part in is without it: words, names, weights, embeddings, the head of its
        fact and the thresholds. Only what it has taught the heads of other facts stays. `progress` is told how far the
        embedding is.
        """
        meanings = meanings_of(self.base, self._acts)
        texts_with = Counter(chain.from_iterable(map(frozenset, chain.from_iterable(each.tokens for each in meanings))))
        texts_with.update(chain.from_iterable(words(wording) for _, wording in phrases(self.base)))
        left = [meanings[each.fact].without(each.place) for each in questions]
        embedded: Iterator[EmbeddedBase | None] = repeat(None)
        if self._embedded is not None:
            embedded = self._embedded.each_without(questions, left, progress)
        covered = self.coverage.each_without(questions, meanings, self.vocabulary)
        for each, meaning, coverage, of_base in zip(questions, left, covered, embedded, strict=False):
            only_there = frozenset(word for word in meanings[each.fact].tokens[each.place] if texts_with[word] == 1)
            found = copy(self)
            found.base = self.base.without_question(each.fact, each.place)
            found.vocabulary = self.vocabulary.without(only_there)
            found.coverage = coverage
            found._types, found._gives_reason = [*self._types], [*self._gives_reason]
            found._types[each.fact], found._gives_reason[each.fact] = _types_of(meaning), _has_reason(meaning)
            found._embedded = of_base
            found.thresholds = _thresholds(found.base, self.constants)
            yield found

    def prepare(self, texts: Iterable[str]) -> None:
        """Embed together what matching `texts` one by one will need, which takes less time."""
        if self._embedded is not None:
            readings = [self.vocabulary.read(text) for text in texts]
            self._embedded.encoder.encode([each for each in readings if self._asks(each)], self.coverage.weight)

    def match(self, texts: Sequence[str]) -> list[Matching]:
        """Return what each of `texts` may mean; those of one message belong in one call, which is quicker."""
        readings = [self.vocabulary.read(text) for text in texts]
        asking = [reading for reading in readings if self._asks(reading)]
        compared = dict(zip(map(id, asking), self.compare(asking), strict=True))
        return [
            self._decided(reading, compared[id(reading)]) if id(reading) in compared else _no_match(reading)
            for reading in readings
        ]

    def weights(self, reading: AnalyzedText) -> list[float]:
        """Return how much each word of `reading` matters in this base, in [0, 1]."""
        return [weight.in_base for weight in self.coverage.weights(reading.words)]

    def supplies_type(self, matching: Matching) -> bool:
        """Tell whether the first fact supplies the type of answer asked for; yes if none is asked for."""
        number = self._number_of[matching.candidates[0].fact.id]
        return matching.answer_type is None or matching.answer_type in self._types[number]

    def nearest_words(self, reading: AnalyzedText, fact: Fact) -> list[tuple[str, float]]:
        """Return for each word of `reading` the word of `fact` that is nearest in meaning, and their cosine.

        Nothing without an embedding model.
        """
        if self._embedded is None:
            return []
        [question] = self._embedded.encoder.encode([reading], self.coverage.weight)
        return self._embedded.alignment.nearest_words(question.words, self._number_of[fact.id])

    def nearness(self, first: AnalyzedText, second: AnalyzedText) -> Floats:
        """Return the cosine of each word of `first` with each of `second`, of shape (words of the one, of the other).

        All are 0 without an embedding model.
        """
        if self._embedded is None or not (first.words and second.words):
            return np.zeros((len(first.words), len(second.words)))
        one, other = self._embedded.encoder.encode_words([first, second])
        return np.asarray(one @ other.T, np.float64)

    def explained(self, reading: AnalyzedText, fact: Fact) -> list[float]:
        """Return how surely each word of `reading` stands for something in `fact`, in [0, 1]."""
        number = self._number_of[fact.id]
        covered = self.coverage.of(reading, np.array([number])).covered[:, 0]
        near = np.array([cosine for _, cosine in self.nearest_words(reading, fact)])
        explained: list[float] = (np.maximum(covered, match_weight(near)) if len(near) else covered).tolist()
        return explained

    def compare(self, readings: Sequence[AnalyzedText]) -> list[Comparison]:
        """Return each of `readings`, which have words, beside its candidates."""
        if self._embedded is None:
            return [self._by_words(reading) for reading in readings]
        questions = self._embedded.encoder.encode(readings, self.coverage.weight)
        return [
            self._by_meaning(reading, question, self._embedded)
            for reading, question in zip(readings, questions, strict=True)
        ]

    def _asks(self, reading: AnalyzedText) -> bool:
        return max(self.weights(reading), default=0.0) >= LEAST_WEIGHT

    def _by_words(self, reading: AnalyzedText) -> Comparison:
        dice = self.coverage.dice(reading)
        near = best_of_each_sort(dice, self._ends, (RESCORED,) * 3)
        covered = self.coverage.of(reading, near).covered
        prescore = np.array(self.weights(reading)) @ covered + dice[near]
        return self._comparison(reading, near[self._best(prescore, near)], dice, None)

    def _by_meaning(self, reading: AnalyzedText, question: EmbeddedQuestion, base: EmbeddedBase) -> Comparison:
        dice = self.coverage.dice(reading)
        documents = base.semantic.documents(question.texts)
        near = best_of_each_sort(documents + DICE_SHARE * dice, self._ends, (RESCORED,) * 3)
        similarity = base.semantic.similarity(question.texts, documents, near)
        prescore = similarity.nearest + similarity.document + DICE_SHARE * dice[near]
        best = self._best(prescore, near)
        semantic = SemanticEvidence(
            similarity.at(best),
            base.alignment.align(question.words, question.tokens, near[best]),
            question.token_weights,
            base.semantic.rivals,
        )
        return self._comparison(reading, near[best], dice, semantic)

    def _best(self, prescore: Floats, classes: Ints) -> Ints:
        """Return the places of the candidates among `classes`, the first of which are facts."""
        ends = [int((classes < end).sum()) for end in self._ends]
        return best_of_each_sort(prescore, ends, (FACTS, SUBJECTS, ACTS))

    def _comparison(
        self, reading: AnalyzedText, classes: Ints, dice: Floats, semantic: SemanticEvidence | None
    ) -> Comparison:
        asked = answer_type(reading.known)
        listed = classes.tolist()
        supplied = [self._types[number] for number in listed]
        return Comparison(
            classes=classes,
            is_fact=classes < len(self.base.facts),
            coverage=self.coverage.of(reading, classes),
            dice=dice[classes],
            same_type=np.array([asked in types for types in supplied], np.bool_),
            other_type=np.array(
                [asked is not None and bool(types) and asked not in types for types in supplied], np.bool_
            ),
            lacks_reason=np.array([asked == WHY and not self._gives_reason[number] for number in listed], np.bool_),
            facts_in_base=len(self.base.facts),
            semantic=semantic,
        )

    def _decided(self, reading: AnalyzedText, comparison: Comparison) -> Matching:
        found = probabilities(*features(comparison, self.constants), self.constants).tolist()
        likely = list(zip(comparison.classes.tolist(), found, strict=True))
        facts = len(self.base.facts)
        candidates = sorted(
            (Candidate(self.base.facts[number], probability) for number, probability in likely if number < facts),
            key=lambda candidate: -candidate.probability,
        )
        confidence = min(1.0, sum(candidate.probability for candidate in candidates))
        others = [(probability, number) for number, probability in likely if number >= facts]
        probability, other = max(others, default=(0.0, facts))
        none_of_them = 1.0 - sum(found)
        is_act = other >= self._ends[1] and probability > max(confidence, ACT_SHARE[self.by_meaning] * none_of_them)
        is_subject = facts <= other < self._ends[1] and probability > none_of_them
        return Matching(
            reading.text,
            reading,
            tuple(candidates),
            confidence,
            self.base.not_covered[other - facts] if is_subject else None,
            other - self._ends[1] if is_act else None,
        )


def _types_of(meaning: Meaning) -> frozenset[str]:
    """Return the types of answers that the examples of a class ask for."""
    return frozenset(filter(None, map(answer_type, meaning.tokens[: len(meaning.examples)])))


def _has_reason(meaning: Meaning) -> bool:
    return any(map(gives_reason, (*meaning.texts, meaning.quote)))


def _thresholds(base: FactBase, constants: Calibration) -> Thresholds:
    of_facts = sum(len(fact.questions) for fact in base.facts)
    not_covered = sum(len(entry.questions) for entry in base.not_covered)
    return constants.thresholds_for(not_covered / max(of_facts, 1))


def _no_match(reading: AnalyzedText) -> Matching:
    return Matching(reading.text, reading, (), 0.0, None)
