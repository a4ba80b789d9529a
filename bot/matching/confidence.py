"""From evidence to chances: a conditional logit over the candidates and the choice to decline.

The model is McFadden's (1974): each choice has a utility that is linear in its figures, and the chance of a choice is
its share of the exponentials. Its coefficients are fitted by `make calibrate` over the bases in tests/bases.
"""

import json
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

import numpy as np
import numpy.typing as npt

from bot.matching.evidence import FOR_CANDIDATE, FOR_DECLINING, Evidence

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Calibration:
    """The fitted constants of the decision.

    A question is answered from confidence `answered_from` on, if the first fact has at least the share `clear_from` of
    it; from `unsure_from` on it gets suggestions.
    """

    candidate: Floats
    declining: Floats
    answered_from: float
    unsure_from: float
    clear_from: float


@lru_cache(maxsize=1)
def calibration() -> Calibration:
    """The constants that ship with the program."""
    stored = json.loads(files("bot.matching").joinpath("calibration.json").read_text(encoding="utf-8"))
    return Calibration(
        candidate=np.array([stored["candidate"][name] for name in FOR_CANDIDATE]),
        declining=np.array([stored["declining"][name] for name in FOR_DECLINING]),
        answered_from=stored["answered_from"],
        unsure_from=stored["unsure_from"],
        clear_from=stored["clear_from"],
    )


def chances(evidence: Evidence, constants: Calibration) -> Floats:
    """The chance of each candidate to be what is meant; what is missing to 1 is the chance of none of them."""
    utilities = np.append(evidence.candidates @ constants.candidate, evidence.declining @ constants.declining)
    weights = np.exp(utilities - utilities.max())
    return np.asarray(weights[:-1] / weights.sum())
