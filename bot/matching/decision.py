"""Turns features into probabilities: a conditional logit over the candidates and the choice to decline.

The model is McFadden's (1974): each choice has a utility that is linear in its features, and the probability of a
choice is its share of the exponentials. Its coefficients are fitted by `make calibrate` over the bases in tests/bases.
"""

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import numpy as np

from bot.arrays import Floats
from bot.matching.features import FOR_CANDIDATE, FOR_DECLINING, Comparison


@dataclass(frozen=True, slots=True)
class Thresholds:
    """The confidences in [0, 1] from which a question is answered, or gets suggestions.

    The first fact must have at least the share `clear_from` of the confidence, or none stands out.
    """

    answered_from: float
    unsure_from: float
    clear_from: float


@dataclass(frozen=True, slots=True)
class Calibration:
    """The fitted coefficients by the names of the features, and the thresholds."""

    candidate: Mapping[str, float]
    declining: Mapping[str, float]
    thresholds: Thresholds
    caution: float
    """The addition to `answered_from` for a base that lists nothing as not covered."""

    def thresholds_for(self, not_covered_ratio: float) -> Thresholds:
        """Return the thresholds for a base with so many not_covered questions for each example question of a fact.

        A base that says little of what it does not cover has to be surer.
        """
        answered_from = self.thresholds.answered_from + self.caution / (1.0 + not_covered_ratio)
        return Thresholds(answered_from, self.thresholds.unsure_from, self.thresholds.clear_from)


@cache
def calibration(by_meaning: bool) -> Calibration:
    """Return the constants that ship with the program, for matching with an embedding model or by words alone."""
    stored = json.loads(files("bot.matching").joinpath("calibration.json").read_text(encoding="utf-8"))
    mode = stored["by_meaning" if by_meaning else "by_words"]
    return Calibration(mode["candidate"], mode["declining"], Thresholds(**mode["thresholds"]), mode["caution"])


def features(of: Comparison, constants: Calibration) -> tuple[Floats, Floats]:
    """Return the features that have coefficients: of shape (candidates, features), and those for declining."""
    candidate = [FOR_CANDIDATE[name](of) for name in constants.candidate]
    return np.array(candidate).T, np.array([FOR_DECLINING[name](of) for name in constants.declining])


def probabilities(candidate: Floats, declining: Floats, constants: Calibration) -> Floats:
    """Return the probability of each candidate to be meant; what is missing to 1 is the probability of none of them."""
    utilities = candidate @ np.array([*constants.candidate.values()])
    decline = float(declining @ np.array([*constants.declining.values()]))
    highest = float(utilities.max(initial=decline))
    weights = np.exp(utilities - highest)
    return np.asarray(weights / (weights.sum() + math.exp(decline - highest)))
