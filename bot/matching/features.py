"""The features of the decision: those of each candidate, and those of the whole question, which speak for declining.

To add one, write a function here whose name is that of the feature, put `@_feature` above it, and run
`make calibrate`, which fits its coefficient.
"""

import math
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar

import numpy as np

from bot.arrays import Flags, Floats, Ints
from bot.matching.alignment import Alignment
from bot.matching.coverage import Coverage
from bot.matching.retrieval import Rivals, Similarity

_FLOOR = 0.05
"""Keeps the logarithm of a share finite; smaller shares all mean "next to nothing"."""

_LEAST_COSINE = 0.02
_FURTHEST = 4.0
LEAST_LOG_PROBABILITY = -12.0
MOST_UNKNOWN = 8.0
"""Values beyond which the fit has seen next to nothing, so that a larger one says no more."""


@dataclass(frozen=True, slots=True)
class SemanticEvidence:
    """The similarities that the embeddings give for one question and its candidates."""

    similarity: Similarity
    alignment: Alignment
    token_weights: Floats
    """How much each token of the question matters: as much as its word does in the base."""
    rivals: Rivals


@dataclass(frozen=True)
class Comparison:
    """One question beside its candidates; arrays have one entry for each candidate, the facts first."""

    classes: Ints
    """The number of each candidate's class."""
    is_fact: Flags
    coverage: Coverage
    dice: Floats
    same_type: Flags
    """Whether the class supplies the type of answer that is asked for."""
    other_type: Flags
    """Whether it supplies only other types."""
    facts_in_base: int
    lacks_reason: Flags
    """Whether a reason is asked for and the class gives none."""
    semantic: SemanticEvidence | None
    """None where there is no embedding model."""

    @cached_property
    def weights(self) -> Floats:
        """How much each word of the question matters in the base, in [0, 1]; of shape (words,)."""
        return np.array([weight.in_base for weight in self.coverage.weights])

    @cached_property
    def english(self) -> Floats:
        """How much each word tells somebody who knows English but not the base, in [0, 1]; of shape (words,)."""
        return np.array([weight.in_english for weight in self.coverage.weights])

    @cached_property
    def explained(self) -> Floats:
        """How surely each class has each word or its meaning, in [0, 1]; of shape (words, candidates)."""
        covered = self.coverage.covered
        if self.semantic is None:
            return covered
        # Two numbers are near in meaning, but one never stands for another.
        by_meaning = np.where(self.coverage.is_number[:, np.newaxis], 0.0, self.semantic.alignment.words)
        return np.maximum(covered, by_meaning)

    @cached_property
    def unexplained_by_any_fact(self) -> Floats:
        """How much of each word the facts among the candidates leave unexplained, in [0, 1]; of shape (words,)."""
        return np.asarray(1.0 - self.explained[:, self.is_fact].max(axis=1, initial=0.0))


CandidateFeature = Callable[[Comparison], Floats]
DecliningFeature = Callable[[Comparison], float]
Feature = TypeVar("Feature", CandidateFeature, DecliningFeature)

FOR_CANDIDATE: dict[str, CandidateFeature] = {}
"""The features of candidates by name; each gives an array of shape (candidates,)."""

FOR_DECLINING: dict[str, DecliningFeature] = {}
"""The features of a whole question by name; each gives one number, and speaks for declining."""

BY_MEANING: set[str] = set()
"""The names of the features that need an embedding model; they are 0 without one."""

BY_WORDS_ALONE: set[str] = set()
"""The names of those that add nothing where there is one, and are left out there."""


def _feature(features: dict[str, Feature], *modes: set[str]) -> Callable[[Feature], Feature]:
    """Return a decorator that puts a function into `features` and its name into each of `modes`."""

    def register(function: Feature) -> Feature:
        for names in modes:
            names.add(function.__name__)
        features[function.__name__] = function
        return function

    return register


def _share(weights: Floats, explained: Floats) -> Floats:
    """Return the mean of the rows of `explained` by `weights`; 0 if nothing has weight."""
    return np.asarray(weights @ explained / max(float(weights.sum()), 1e-9))


def _unexplained(weights: Floats, explained: Floats) -> Floats:
    """Return the weight that is left of each word where so much of it is explained; of the shape of `explained`."""
    return np.asarray(weights[:, np.newaxis] * (1.0 - explained))


def _nearest_fact(of: Comparison) -> float:
    """Return the cosine of the question with the nearest text of any fact, at least 0."""
    if of.semantic is None:
        return 0.0
    return float(of.semantic.similarity.nearest[of.is_fact].max(initial=0.0))


@_feature(FOR_CANDIDATE, BY_MEANING)
def example(of: Comparison) -> Floats:
    """Return the cosine with the nearest example question."""
    return np.zeros(len(of.classes)) if of.semantic is None else of.semantic.similarity.example


@_feature(FOR_CANDIDATE, BY_MEANING)
def document(of: Comparison) -> Floats:
    """Return the cosine with all texts of the class read as one."""
    return np.zeros(len(of.classes)) if of.semantic is None else of.semantic.similarity.document


@_feature(FOR_CANDIDATE, BY_MEANING)
def head(of: Comparison) -> Floats:
    """Return the log probability by the softmax regression, at least `LEAST_LOG_PROBABILITY`."""
    return (
        np.zeros(len(of.classes))
        if of.semantic is None
        else np.maximum(of.semantic.similarity.head, LEAST_LOG_PROBABILITY)
    )


@_feature(FOR_CANDIDATE, BY_MEANING)
def tokens(of: Comparison) -> Floats:
    """Return the mean logarithm of the cosine of each token with the nearest of the class, both in context."""
    if of.semantic is None:
        return np.zeros(len(of.classes))
    return _share(of.semantic.token_weights, np.log(np.clip(of.semantic.alignment.tokens, _LEAST_COSINE, 1.0)))


@_feature(FOR_CANDIDATE, BY_MEANING)
def context(of: Comparison) -> Floats:
    """Return the mean cosine of the tokens, in context, with the document of the class."""
    if of.semantic is None:
        return np.zeros(len(of.classes))
    return _share(of.semantic.token_weights, of.semantic.alignment.documents)


@_feature(FOR_CANDIDATE, BY_MEANING)
def least_context(of: Comparison) -> Floats:
    """Return the least cosine with the document of a token that weighs at least half of the heaviest one."""
    if of.semantic is None or not len(of.semantic.token_weights):
        return np.zeros(len(of.classes))
    weights = of.semantic.token_weights
    return np.asarray(of.semantic.alignment.documents[2 * weights >= weights.max()].min(axis=0))


@_feature(FOR_CANDIDATE)
def recall(of: Comparison) -> Floats:
    """Return the share of the question's weight that the class explains, in [0, 1]."""
    return _share(of.weights, of.explained)


@_feature(FOR_CANDIDATE, BY_WORDS_ALONE)
def log_recall(of: Comparison) -> Floats:
    """Return the logarithm of the recall."""
    return np.log(recall(of) + _FLOOR)


@_feature(FOR_CANDIDATE)
def missing(of: Comparison) -> Floats:
    """Return the weight of the heaviest word that the class does not have as such."""
    return np.asarray(_unexplained(of.weights, of.coverage.covered).max(axis=0, initial=0.0))


@_feature(FOR_CANDIDATE)
def second_missing(of: Comparison) -> Floats:
    """Return the weight of the second heaviest word that the class does not explain: one may be chance."""
    left = np.sort(_unexplained(of.weights, of.explained), axis=0)
    return np.asarray(left[-2]) if len(left) > 1 else np.zeros(len(of.classes))


@_feature(FOR_CANDIDATE)
def english_recall(of: Comparison) -> Floats:
    """Return the share of what the question tells in English that the class explains, in [0, 1]."""
    return _share(of.english, of.explained)


@_feature(FOR_CANDIDATE)
def english_missing(of: Comparison) -> Floats:
    """Return how much the question tells in English that the class does not explain, summed over its words."""
    return np.asarray(_unexplained(of.english, of.explained).sum(axis=0))


@_feature(FOR_CANDIDATE)
def elsewhere(of: Comparison) -> Floats:
    """Return how far the words that a fact lacks belong to other facts, in log odds; 0 for what is no fact."""
    fact_log_odds = np.array([weight.fact_log_odds for weight in of.coverage.weights])
    missed = _unexplained(fact_log_odds, of.coverage.covered).sum(axis=0) if len(fact_log_odds) else 0.0
    return np.where(of.is_fact, missed, 0.0)


@_feature(FOR_CANDIDATE, BY_WORDS_ALONE)
def dice(of: Comparison) -> Floats:
    """Return the Dice coefficient with the nearest text of the class, in [0, 1]."""
    return of.dice


@_feature(FOR_CANDIDATE, BY_WORDS_ALONE)
def log_dice(of: Comparison) -> Floats:
    """Return the logarithm of that."""
    return np.log(of.dice + _FLOOR)


@_feature(FOR_CANDIDATE)
def foreign_names(of: Comparison) -> Floats:
    """Return the share of the question's names that the class lacks, times the surprise at such a name in nats."""
    return of.coverage.foreign_names


@_feature(FOR_CANDIDATE)
def foreign_numbers(of: Comparison) -> Floats:
    """Return the share of the question's numbers that the class lacks, in [0, 1]."""
    return of.coverage.foreign_numbers


@_feature(FOR_CANDIDATE)
def lacks_reason(of: Comparison) -> Floats:
    """Return 1 where a reason is asked for and the class gives none, else 0."""
    return of.lacks_reason.astype(np.float64)


@_feature(FOR_CANDIDATE, BY_WORDS_ALONE)
def same_type(of: Comparison) -> Floats:
    """Return 1 where the class supplies the type of answer that is asked for, else 0."""
    return of.same_type.astype(np.float64)


@_feature(FOR_CANDIDATE)
def other_type(of: Comparison) -> Floats:
    """Return 1 where the class supplies only other types of answers than is asked for, else 0."""
    return of.other_type.astype(np.float64)


@_feature(FOR_CANDIDATE)
def not_covered(of: Comparison) -> Floats:
    """Return 1 for what is no fact, else 0."""
    return (~of.is_fact).astype(np.float64)


@_feature(FOR_DECLINING)
def constant(_: Comparison) -> float:
    """Return 1: its coefficient is the utility of declining where nothing else speaks."""
    return 1.0


@_feature(FOR_DECLINING)
def unexplained(of: Comparison) -> float:
    """Return the weight that no fact explains, summed over the words of the question."""
    return float(of.weights @ of.unexplained_by_any_fact)


@_feature(FOR_DECLINING)
def most_unexplained(of: Comparison) -> float:
    """Return the greatest weight of a word that no fact explains."""
    return float((of.weights * of.unexplained_by_any_fact).max(initial=0.0))


@_feature(FOR_DECLINING)
def english_unexplained(of: Comparison) -> float:
    """Return the most that a word tells in English which no fact explains."""
    return float((of.english * of.unexplained_by_any_fact).max(initial=0.0))


@_feature(FOR_DECLINING)
def unknown(of: Comparison) -> float:
    """Return the weight of the words that no class has, at most `MOST_UNKNOWN`."""
    return min(sum(weight.in_base for weight in of.coverage.weights if not weight.is_known), MOST_UNKNOWN)


@_feature(FOR_DECLINING)
def best_recall(of: Comparison) -> float:
    """Return the greatest share of the question's weight that any candidate covers by words, names or synonyms."""
    return float(_share(of.weights, of.coverage.covered).max(initial=0.0))


@_feature(FOR_DECLINING, BY_WORDS_ALONE)
def best_dice(of: Comparison) -> float:
    """Return the greatest Dice coefficient of any candidate."""
    return float(of.dice.max(initial=0.0))


@_feature(FOR_DECLINING, BY_MEANING)
def nearest_cubed(of: Comparison) -> float:
    """Return the third power of the cosine with the nearest fact: only a near one says something."""
    return _nearest_fact(of) ** 3


@_feature(FOR_DECLINING, BY_MEANING)
def rival_percentile(of: Comparison) -> float:
    """Return the share of the base's own examples that come less near to a wrong fact than the question to any."""
    return 0.0 if of.semantic is None else of.semantic.rivals.percentile(_nearest_fact(of))


@_feature(FOR_DECLINING, BY_MEANING)
def rival_z_score(of: Comparison) -> float:
    """Return by how many standard deviations the question comes nearer than they do on average, at most four."""
    score = 0.0 if of.semantic is None else of.semantic.rivals.z_score(_nearest_fact(of))
    return min(max(score, -_FURTHEST), _FURTHEST)


@_feature(FOR_DECLINING)
def log_facts(of: Comparison) -> float:
    """Return the natural logarithm of the number of facts in the base."""
    return math.log(of.facts_in_base)
