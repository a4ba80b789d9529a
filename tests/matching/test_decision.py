"""The decision makes probabilities of features, and a base that says little of what it does not cover must be surer."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.arrays import Floats
from bot.matching.decision import Calibration, calibration, probabilities

MODES = [pytest.param(True, id="by meaning"), pytest.param(False, id="by words")]


def one_candidate(constants: Calibration, **figures: float) -> Floats:
    """Return the features of one candidate, all zero but these."""
    return np.array([[figures.get(name, 0.0) for name in constants.candidate]])


def declining(constants: Calibration) -> Floats:
    """Return the features of a question that says nothing for declining."""
    return np.array([float(name == "constant") for name in constants.declining])


@given(st.data(), st.booleans(), st.integers(0, 8))
def test_the_probabilities_of_candidates_leave_room_to_decline(
    data: st.DataObject, by_meaning: bool, candidates: int
) -> None:
    constants = calibration(by_meaning)
    figures = st.floats(-1.0, 1.0)
    width = len(constants.candidate)
    drawn = data.draw(st.lists(figures, min_size=candidates * width, max_size=candidates * width))
    of_all = data.draw(st.lists(figures, min_size=len(constants.declining), max_size=len(constants.declining)))
    found = probabilities(np.array(drawn).reshape(candidates, width), np.array(of_all), constants)
    assert len(found) == candidates
    assert np.all((found > 0.0) & (found < 1.0 + 1e-12))
    assert found.sum() < 1.0 + 1e-9
    if candidates:
        neutral = probabilities(np.zeros((candidates, width)), np.zeros(len(of_all)), constants)
        assert neutral == pytest.approx([1.0 / (candidates + 1)] * candidates)


@pytest.mark.parametrize("by_meaning", MODES)
def test_figures_beyond_all_bounds_make_probabilities_all_the_same(by_meaning: bool) -> None:
    constants = calibration(by_meaning)
    for figure in (1e6, -1e6):
        [found] = probabilities(one_candidate(constants, recall=figure), declining(constants), constants)
        assert 0.0 <= found <= 1.0


@pytest.mark.parametrize("by_meaning", MODES)
def test_a_question_that_is_explained_better_is_surer(by_meaning: bool) -> None:
    constants = calibration(by_meaning)
    worse, better = (
        probabilities(one_candidate(constants, recall=recall), declining(constants), constants)[0]
        for recall in (0.1, 0.9)
    )
    assert worse < better < 1.0


@pytest.mark.parametrize("by_meaning", MODES)
def test_a_rival_takes_from_the_probability_of_a_candidate(by_meaning: bool) -> None:
    constants = calibration(by_meaning)
    candidate = one_candidate(constants, recall=0.5)
    [alone] = probabilities(candidate, declining(constants), constants)
    first, second = probabilities(np.concatenate([candidate, candidate]), declining(constants), constants)
    assert first == second < alone < first + second < 1.0


@pytest.mark.parametrize("by_meaning", MODES)
def test_a_base_that_lists_little_as_not_covered_must_be_surer(by_meaning: bool) -> None:
    constants = calibration(by_meaning)
    none, some, many = (
        constants.thresholds_for(not_covered_ratio).answered_from for not_covered_ratio in (0.0, 0.5, 3.0)
    )
    assert none > some > many > constants.thresholds.answered_from


@pytest.mark.parametrize("by_meaning", MODES)
def test_even_a_base_that_lists_nothing_as_not_covered_can_answer(by_meaning: bool) -> None:
    constants = calibration(by_meaning)
    strict = constants.thresholds_for(0.0)
    assert 0.0 < strict.unsure_from <= constants.thresholds.answered_from < strict.answered_from < 0.9
    assert 0.0 < strict.clear_from < 1.0
