"""The constants of the decision are those that were fitted, and make chances of what they are given."""

import numpy as np

from bot.matching.confidence import calibration, chances
from bot.matching.evidence import FOR_CANDIDATE, FOR_DECLINING, Evidence


def evidence(recall: float) -> Evidence:
    candidate = np.zeros((1, len(FOR_CANDIDATE)))
    candidate[0, FOR_CANDIDATE.index("recall")] = recall
    declining = np.zeros(len(FOR_DECLINING))
    declining[FOR_DECLINING.index("constant")] = 1.0
    return Evidence(np.array([0]), candidate, declining)


def test_there_is_a_constant_for_every_figure() -> None:
    constants = calibration()
    assert len(constants.candidate) == len(FOR_CANDIDATE)
    assert len(constants.declining) == len(FOR_DECLINING)


def test_the_chances_of_candidates_leave_room_to_decline() -> None:
    found = chances(evidence(recall=0.5), calibration())
    assert 0.0 < found.sum() < 1.0


def test_a_better_explained_question_has_a_higher_chance() -> None:
    constants = calibration()
    assert chances(evidence(recall=0.9), constants)[0] > chances(evidence(recall=0.1), constants)[0]


def test_a_base_that_lists_little_as_not_covered_must_be_surer() -> None:
    constants = calibration()
    assert constants.thresholds_for(0.0).answered_from > constants.thresholds_for(3.0).answered_from
