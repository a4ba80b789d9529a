"""The figures that confidence is made of: what speaks for each candidate, and what for declining."""

import math
from dataclasses import dataclass

import numpy as np

from bot.matching.arrays import Floats, Ints
from bot.matching.overlap import Overlap

FOR_CANDIDATE = (
    "score",
    "recall",
    "missing",
    "foreign_names",
    "elsewhere",
    "kind_same",
    "kind_clash",
    "pairs",
    "log_recall",
    "log_dice",
    "log_score",
    "not_covered",
)
"""Names of the figures of a candidate, in the order of `Evidence.candidates`."""

FOR_DECLINING = ("constant", "unknown", "log_mass", "best_recall", "best_score", "log_odds", "richness")
"""Names of the figures of a whole question, in the order of `Evidence.declining`."""

ODDS_TEMPERATURE = 20.0
"""Factor from scores to log chances; chosen on the bases of `make calibrate`, among 10, 20 and 40."""

MOST_UNKNOWN = 8.0
LEAST_MASS, MOST_MASS = 0.2, 12.0
"""Weights of unknown words and of a question beyond which the fit has seen next to nothing, so more says no more."""

_FLOOR = 0.05
"""Keeps the logarithm of a figure in [0, 1] finite; smaller figures all mean "next to nothing"."""


@dataclass(frozen=True, slots=True)
class Scored:
    """How the classes did on one question: figures of all, and what the question shares with those on the shortlist."""

    scores: Floats
    pairs: Floats
    """The scores by the pairs of words alone."""
    dice: Floats
    shortlist: Ints
    overlap: Overlap


@dataclass(frozen=True, slots=True)
class Evidence:
    """The candidates for one question, by class number, and the figures for each and for declining."""

    classes: Ints
    candidates: Floats
    declining: Floats


def evidence(
    scored: Scored, kind: str | None, kinds: tuple[frozenset[str], ...], facts: int, richness: float
) -> Evidence:
    """The evidence for one question, which asks for an answer of `kind`.

    The first `facts` of the classes are facts; `kinds` are the kinds of answer that each class supplies; `richness` is
    the number of not_covered questions for each example question of a fact.
    """
    classes, overlap = scored.shortlist, scored.overlap
    supplied = [kinds[number] for number in classes.tolist()]
    score, is_subject = scored.scores[classes], classes >= facts
    log_recall, log_dice, log_score = np.log(np.array([overlap.recall, scored.dice[classes], score]) + _FLOOR)
    return Evidence(
        classes,
        np.array(
            [
                score,
                overlap.recall,
                overlap.missing,
                overlap.foreign_names,
                np.where(is_subject, 0.0, overlap.elsewhere),
                [kind in known for known in supplied],
                [kind is not None and bool(known) and kind not in known for known in supplied],
                scored.pairs[classes],
                log_recall,
                log_dice,
                log_score,
                is_subject,
            ],
            np.float64,
        ).T,
        np.array(
            [
                1.0,
                min(overlap.unknown, MOST_UNKNOWN),
                math.log(min(max(overlap.mass, LEAST_MASS), MOST_MASS)),
                overlap.recall.max(initial=0.0),
                score.max(initial=0.0),
                _log_odds(scored.scores, facts),
                math.log1p(richness),
            ]
        ),
    )


def _log_odds(scores: Floats, facts: int) -> float:
    """Log odds that some fact is meant rather than a subject that is not covered; 0 where none is listed."""
    if facts == len(scores):
        return 0.0
    weights = np.exp(ODDS_TEMPERATURE * (scores - scores.max()))
    return math.log(float(weights[:facts].sum()) + 1e-9) - math.log(float(weights[facts:].sum()) + 1e-9)
