"""The figures that confidence is made of: what speaks for each candidate, and what for declining."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from bot.matching.arrays import Floats, Ints
from bot.matching.overlap import Overlap
from bot.matching.shortlist import highest_of_either

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

FACTS = 5
NOT_COVERED = 3
"""Candidates of either sort that are weighed against each other."""

ODDS_TEMPERATURE = 20.0
"""Factor from scores to log chances; chosen on the bases of `make calibrate`, among 10, 20 and 40."""

MOST_UNKNOWN = 8.0
MASSES = (0.2, 12.0)
"""Weights of unknown words and of a question beyond which the fit has seen next to nothing, so more says no more."""

_FLOOR = 0.05
"""Keeps the logarithm of a figure in [0, 1] finite; smaller figures all mean "next to nothing"."""


@dataclass(frozen=True, slots=True)
class Scored:
    """How the classes did on one question: the scores of all, by channel too, and the overlaps of the shortlist."""

    scores: Floats
    by_channel: Mapping[str, Floats]
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
    scores, overlap = scored.scores, scored.overlap
    promise = scores[scored.shortlist] + overlap.dice / 2
    first_subject = int(np.searchsorted(scored.shortlist, facts))
    chosen = highest_of_either(promise, first_subject, (FACTS, NOT_COVERED))
    classes = scored.shortlist[chosen]
    supplied = [kinds[number] for number in classes]
    recall, dice, score = overlap.recall[chosen], overlap.dice[chosen], scores[classes]
    return Evidence(
        classes,
        np.stack(
            [
                score,
                recall,
                overlap.missing[chosen],
                overlap.foreign_names[chosen],
                np.where(classes < facts, overlap.elsewhere[chosen], 0.0),
                np.array([float(kind in known) for known in supplied]),
                np.array([float(kind is not None and bool(known) and kind not in known) for known in supplied]),
                scored.by_channel["pairs"][classes],
                np.log(recall + _FLOOR),
                np.log(dice + _FLOOR),
                np.log(score + _FLOOR),
                (classes >= facts).astype(float),
            ],
            axis=1,
        ),
        np.array(
            [
                1.0,
                min(overlap.unknown, MOST_UNKNOWN),
                np.log(np.clip(overlap.mass, *MASSES)),
                recall.max(initial=0.0),
                score.max(initial=0.0),
                _log_odds(scores, facts),
                np.log1p(richness),
            ]
        ),
    )


def _log_odds(scores: Floats, facts: int) -> float:
    """Log odds that some fact is meant rather than a subject that is not covered; 0 where none is listed."""
    if facts == len(scores):
        return 0.0
    weights = np.exp(ODDS_TEMPERATURE * (scores - scores.max()))
    return float(np.log(weights[:facts].sum() + 1e-9) - np.log(weights[facts:].sum() + 1e-9))
