"""The features of the decision: what speaks for each candidate, and what of the whole question for declining.

To add one, write a function here and run `make calibrate`, which fits its coefficient.
"""

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from bot.arrays import Flags, Floats, Ints
from bot.matching.alignment import Alignment
from bot.matching.coverage import Coverage
from bot.matching.retrieval import Rivals, Similarity

_FLOOR = 0.05
"""Keeps the logarithm of a share finite; smaller shares all mean "next to nothing"."""

_LEAST_COSINE = 0.02
_FURTHEST = 4.0
MOST_UNKNOWN = 8.0
"""Values beyond which the fit has seen next to nothing, so that more says no more."""


@dataclass(frozen=True, slots=True)
class Meant:
    """What the embeddings say of one question and its candidates."""

    similarity: Similarity
    alignment: Alignment
    token_weights: Floats
    """How much each token of the question matters: as much as its word does in the base."""
    rivals: Rivals


@dataclass(frozen=True)
class Comparison:
    """One question beside its candidates; arrays have one figure a candidate, the facts first."""

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
    meant: Meant | None
    """None where there is no embedding model."""

    @cached_property
    def weights(self) -> Floats:
        """How much each word of the question matters in the base."""
        return np.array([weight.in_base for weight in self.coverage.weights])

    @cached_property
    def english(self) -> Floats:
        """How much each word tells to who knows English but not the base."""
        return np.array([weight.in_english for weight in self.coverage.weights])

    @cached_property
    def explained(self) -> Floats:
        """How surely each word stands for something in each class, by itself or by its meaning."""
        covered = self.coverage.covered
        if self.meant is None:
            return covered
        # Two numbers are near in meaning, but one never stands for another.
        by_meaning = np.where(self.coverage.is_number[:, np.newaxis], 0.0, self.meant.alignment.words)
        return np.maximum(covered, by_meaning)

    @cached_property
    def unexplained_by_any_fact(self) -> Floats:
        """How much of each word is left unexplained by the facts among the candidates, in [0, 1]."""
        return np.asarray(1.0 - self.explained[:, self.is_fact].max(axis=1, initial=0.0))


def _share(weights: Floats, explained: Floats) -> Floats:
    return np.asarray(weights @ explained / max(float(weights.sum()), 1e-9))


def _left(weights: Floats, explained: Floats) -> Floats:
    return np.asarray(weights[:, np.newaxis] * (1.0 - explained))


def _recall(of: Comparison) -> Floats:
    """Share of the question's weight that the class explains."""
    return _share(of.weights, of.explained)


def _log_recall(of: Comparison) -> Floats:
    return np.log(_recall(of) + _FLOOR)


def _missing(of: Comparison) -> Floats:
    """Weight of the heaviest word that the class does not have as such."""
    return np.asarray(_left(of.weights, of.coverage.covered).max(axis=0, initial=0.0))


def _second_missing(of: Comparison) -> Floats:
    """Weight of the second heaviest word that the class does not explain: one may be chance."""
    left = np.sort(_left(of.weights, of.explained), axis=0)
    return np.asarray(left[-2]) if len(left) > 1 else np.zeros(len(of.classes))


def _english_recall(of: Comparison) -> Floats:
    """Share of what the question tells in English that the class explains."""
    return _share(of.english, of.explained)


def _english_missing(of: Comparison) -> Floats:
    """What the question tells in English and the class does not explain."""
    return np.asarray(_left(of.english, of.explained).sum(axis=0))


def _elsewhere(of: Comparison) -> Floats:
    """Weight of the words that a fact does not have but other facts do, more so than what is not covered."""
    leaning = np.array([weight.leaning for weight in of.coverage.weights])
    return np.where(of.is_fact, _left(leaning, of.coverage.covered).sum(axis=0) if len(leaning) else 0.0, 0.0)


def _tokens(of: Comparison) -> Floats:
    """Mean logarithm of the cosine of each token with the nearest of the class, both in context."""
    if of.meant is None:
        return np.zeros(len(of.classes))
    return _share(of.meant.token_weights, np.log(np.clip(of.meant.alignment.tokens, _LEAST_COSINE, 1.0)))


def _context(of: Comparison) -> Floats:
    """Mean cosine of the tokens, in context, with all that the class says."""
    if of.meant is None:
        return np.zeros(len(of.classes))
    return _share(of.meant.token_weights, of.meant.alignment.documents)


def _least_context(of: Comparison) -> Floats:
    """Least such cosine of a token that matters at least half as much as the one that matters most."""
    if of.meant is None or not len(of.meant.token_weights):
        return np.zeros(len(of.classes))
    weights = of.meant.token_weights
    return np.asarray(of.meant.alignment.documents[2 * weights >= weights.max()].min(axis=0))


def _of_similarity(figure: Callable[[Similarity], Floats]) -> Callable[[Comparison], Floats]:
    return lambda of: np.zeros(len(of.classes)) if of.meant is None else figure(of.meant.similarity)


def _nearest_fact(of: Comparison) -> float:
    if of.meant is None:
        return 0.0
    return float(of.meant.similarity.nearest[of.is_fact].max(initial=0.0))


def _rival_percentile(of: Comparison) -> float:
    """Share of the base's own examples that come less near to a wrong fact than the question does to any."""
    return 0.0 if of.meant is None else of.meant.rivals.percentile(_nearest_fact(of))


def _rival_z_score(of: Comparison) -> float:
    """The same in standard deviations, at most four."""
    score = 0.0 if of.meant is None else of.meant.rivals.z_score(_nearest_fact(of))
    return min(max(score, -_FURTHEST), _FURTHEST)


FOR_CANDIDATE: Mapping[str, Callable[[Comparison], Floats]] = {
    "example": _of_similarity(lambda similarity: similarity.example),
    "document": _of_similarity(lambda similarity: similarity.document),
    "head": _of_similarity(lambda similarity: np.maximum(similarity.head, -12.0)),
    "tokens": _tokens,
    "context": _context,
    "least_context": _least_context,
    "recall": _recall,
    "log_recall": _log_recall,
    "missing": _missing,
    "second_missing": _second_missing,
    "english_recall": _english_recall,
    "english_missing": _english_missing,
    "elsewhere": _elsewhere,
    "dice": lambda of: of.dice,
    "log_dice": lambda of: np.log(of.dice + _FLOOR),
    "foreign_names": lambda of: of.coverage.foreign_names,
    "foreign_numbers": lambda of: of.coverage.foreign_numbers,
    "lacks_reason": lambda of: of.lacks_reason.astype(np.float64),
    "same_type": lambda of: of.same_type.astype(np.float64),
    "other_type": lambda of: of.other_type.astype(np.float64),
    "not_covered": lambda of: (~of.is_fact).astype(np.float64),
}
"""The features of candidates by name."""

FOR_DECLINING: Mapping[str, Callable[[Comparison], float]] = {
    "constant": lambda _: 1.0,
    "unexplained": lambda of: float(of.weights @ of.unexplained_by_any_fact),
    "most_unexplained": lambda of: float((of.weights * of.unexplained_by_any_fact).max(initial=0.0)),
    "english_unexplained": lambda of: float((of.english * of.unexplained_by_any_fact).max(initial=0.0)),
    "unknown": lambda of: min(
        sum(weight.in_base for weight in of.coverage.weights if not weight.is_known), MOST_UNKNOWN
    ),
    "best_recall": lambda of: float(_share(of.weights, of.coverage.covered).max(initial=0.0)),
    "best_dice": lambda of: float(of.dice.max(initial=0.0)),
    "nearest_cubed": lambda of: _nearest_fact(of) ** 3,
    "rival_percentile": _rival_percentile,
    "rival_z_score": _rival_z_score,
    "log_facts": lambda of: math.log(of.facts_in_base),
}
"""The features of a whole question by name; they speak for declining."""

BY_MEANING = frozenset(
    {"example", "document", "head", "tokens", "context", "least_context"}
    | {"nearest_cubed", "rival_percentile", "rival_z_score"}
)
"""The features that need an embedding model."""

BY_WORDS_ALONE = frozenset({"log_recall", "dice", "log_dice", "same_type", "best_dice"})
"""Those that add nothing where there is one."""
