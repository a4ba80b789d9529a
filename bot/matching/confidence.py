"""From evidence to chances: a conditional logit over the candidates and the choice to decline.

The model is McFadden's (1974): each choice has a utility that is linear in its figures, and the chance of a choice is
its share of the exponentials. Its coefficients are fitted by `make calibrate` over the bases in tests/bases.
"""

import json
import math
from dataclasses import dataclass, replace
from functools import lru_cache
from importlib.resources import files

import numpy as np

from bot.matching.arrays import Floats
from bot.matching.evidence import FOR_CANDIDATE, FOR_DECLINING, Evidence


@dataclass(frozen=True, slots=True)
class Thresholds:
    """From what confidence on a question is answered, or gets suggestions, all in [0, 1].

    The first fact must have at least the share `clear_from` of the confidence, or none stands out.
    """

    answered_from: float
    unsure_from: float
    clear_from: float


@dataclass(frozen=True, slots=True)
class Calibration:
    """The fitted coefficients, and the thresholds for a base that lists all that people ask and it does not cover."""

    candidate: Floats
    declining: Floats
    thresholds: Thresholds
    caution: float
    """What `answered_from` is higher by for a base that lists nothing as not covered."""

    def thresholds_for(self, richness: float) -> Thresholds:
        """The thresholds for a base with `richness` not_covered questions for each example question of a fact.

        A base that says little of what it does not cover knows few words of strangers, so it has to be surer.
        """
        answered_from = self.thresholds.answered_from + self.caution / (1.0 + richness)
        return replace(self.thresholds, answered_from=answered_from)


@lru_cache(maxsize=1)
def calibration() -> Calibration:
    """The constants that ship with the program."""
    stored = json.loads(files("bot.matching").joinpath("calibration.json").read_text(encoding="utf-8"))
    return Calibration(
        candidate=np.array([stored["candidate"][name] for name in FOR_CANDIDATE]),
        declining=np.array([stored["declining"][name] for name in FOR_DECLINING]),
        thresholds=Thresholds(**stored["thresholds"]),
        caution=stored["caution"],
    )


def chances(evidence: Evidence, constants: Calibration) -> Floats:
    """The chance of each candidate to be what is meant; what is missing to 1 is the chance of none of them."""
    utilities = evidence.candidates @ constants.candidate
    declining = float(evidence.declining @ constants.declining)
    highest = float(utilities.max(initial=declining))
    weights = np.exp(utilities - highest)
    return np.asarray(weights / (weights.sum() + math.exp(declining - highest)))
