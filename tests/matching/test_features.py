"""The features are what the decision is made of: each says one thing of a question and its candidates."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.matching.alignment import Alignment
from bot.matching.coverage import Coverage, Weight
from bot.matching.decision import calibration, features
from bot.matching.features import (
    BY_MEANING,
    BY_WORDS_ALONE,
    FOR_CANDIDATE,
    FOR_DECLINING,
    MOST_UNKNOWN,
    Comparison,
    SemanticEvidence,
)
from bot.matching.matcher import Matcher
from bot.matching.retrieval import Rivals, Similarity
from tests.matching.bases import LIBRARY

COVERED = [[1.0, 0.0, 0.0], [0.0, 0.0, 1.0], [0.0, 0.0, 0.0]]
"""How surely two facts and a subject have each of three words."""


def semantic(
    words: list[list[float]], token_weights: list[float], documents: list[list[float]], near: float
) -> SemanticEvidence:
    """Return what the embeddings say, with the first fact so near."""
    nearest = np.array([near, near / 2, 1.0])
    return SemanticEvidence(
        Similarity(nearest, nearest, nearest, np.log(nearest / nearest.sum())),
        Alignment(np.array(words), np.array(documents), np.array(documents)),
        np.array(token_weights),
        Rivals(np.array([0.2, 0.4, 0.6, 0.8])),
    )


def comparison(by_meaning: SemanticEvidence | None = None, weights: tuple[float, ...] = (0.5, 1.0, 0.8)) -> Comparison:
    """Return three words, the last of which is a number, beside two facts and a subject."""
    known = [
        Weight(weight, weight / 2, 0.5, is_known) for weight, is_known in zip(weights, (True, True, False), strict=True)
    ]
    return Comparison(
        classes=np.array([0, 1, 2]),
        is_fact=np.array([True, True, False]),
        coverage=Coverage(known, np.array(COVERED), np.array([0.0, 1.0, 0.0]), np.array([False, False, True])),
        dice=np.array([0.5, 0.0, 0.2]),
        same_type=np.array([True, False, False]),
        other_type=np.array([False, True, False]),
        facts_in_base=2,
        lacks_reason=np.array([True, False, False]),
        semantic=by_meaning,
    )


def of_candidate(name: str, of: Comparison) -> list[float]:
    return [round(figure, 6) for figure in FOR_CANDIDATE[name](of).tolist()]


BY_ALL = semantic([[0.9, 0.9, 0.9]] * 3, [1.0, 0.6, 0.1], [[0.9, 0.5, 0.1], [0.3, 0.8, 0.2], [0.0, 0.0, 0.0]], 0.7)


def test_each_feature_has_a_coefficient_and_each_coefficient_a_feature() -> None:
    by_meaning, by_words = calibration(True), calibration(False)
    assert {*by_meaning.candidate} == {*FOR_CANDIDATE} - BY_WORDS_ALONE
    assert {*by_meaning.declining} == {*FOR_DECLINING} - BY_WORDS_ALONE
    assert {*by_words.candidate} == {*FOR_CANDIDATE} - BY_MEANING
    assert {*by_words.declining} == {*FOR_DECLINING} - BY_MEANING


def test_what_is_left_out_in_one_mode_is_a_feature() -> None:
    assert {*FOR_CANDIDATE, *FOR_DECLINING} >= BY_MEANING | BY_WORDS_ALONE


@pytest.mark.parametrize("name", sorted(BY_MEANING & {*FOR_CANDIDATE}))
def test_without_a_model_meaning_says_nothing_of_a_candidate(name: str) -> None:
    assert of_candidate(name, comparison()) == [0.0, 0.0, 0.0]


@pytest.mark.parametrize("name", sorted(BY_MEANING & {*FOR_DECLINING}))
def test_without_a_model_meaning_says_nothing_of_a_question(name: str) -> None:
    assert FOR_DECLINING[name](comparison()) == 0.0


def test_recall_is_the_share_of_the_weight_that_a_class_explains() -> None:
    assert of_candidate("recall", comparison(weights=(0.5, 1.0, 0.5))) == [0.25, 0.0, 0.5]


def test_a_word_is_explained_by_its_meaning_but_a_number_only_by_itself() -> None:
    explained = comparison(BY_ALL).explained
    assert explained[0].tolist() == [1.0, 0.9, 0.9]
    assert explained[2].tolist() == [0.0, 0.0, 0.0]


def test_what_only_a_subject_explains_is_left_unexplained_by_the_facts() -> None:
    assert comparison().unexplained_by_any_fact.tolist() == [0.0, 1.0, 1.0]


def test_a_word_is_missing_though_its_meaning_is_there() -> None:
    assert of_candidate("missing", comparison(BY_ALL)) == [1.0, 1.0, 0.8]


def test_one_word_that_is_not_explained_may_be_chance_and_two_are_not() -> None:
    assert of_candidate("second_missing", comparison()) == [0.8, 0.8, 0.5]


def test_words_that_lean_to_facts_speak_against_a_fact_without_them_and_not_against_a_subject() -> None:
    assert of_candidate("elsewhere", comparison()) == [1.0, 1.5, 0.0]


def test_the_least_context_is_that_of_a_token_that_matters() -> None:
    assert of_candidate("least_context", comparison(BY_ALL)) == [0.3, 0.5, 0.1]


def test_a_nearer_fact_makes_more_than_the_rivals_do_and_a_near_subject_does_not() -> None:
    def percentile(near: float) -> float:
        return FOR_DECLINING["rival_percentile"](comparison(semantic([[0.0] * 3] * 3, [], [[0.0] * 3] * 0, near)))

    assert [percentile(near) for near in (0.1, 0.5, 0.9)] == [0.0, 0.5, 1.0]


def test_what_a_class_is_told_to_be_is_a_feature_of_it() -> None:
    assert of_candidate("lacks_reason", comparison()) == [1.0, 0.0, 0.0]
    assert of_candidate("other_type", comparison()) == [0.0, 1.0, 0.0]
    assert of_candidate("same_type", comparison()) == [1.0, 0.0, 0.0]
    assert of_candidate("not_covered", comparison()) == [0.0, 0.0, 1.0]
    assert of_candidate("foreign_names", comparison()) == [0.0, 1.0, 0.0]
    assert of_candidate("foreign_numbers", comparison()) == [1.0, 1.0, 1.0]


BY_WORDS = Matcher(LIBRARY)


@settings(max_examples=30)
@given(
    text=st.text(max_size=80)
    | st.lists(st.sampled_from(["Reyes", "zeppelin", "book", "7", "why"]), max_size=200).map(" ".join)
)
def test_all_features_of_any_question_are_finite(library: Matcher, text: str) -> None:
    for matcher in (library, BY_WORDS):
        reading = matcher.vocabulary.read(f"{text} library")
        [found] = matcher.compare([reading])
        candidate, declining = features(found, matcher.constants)
        assert candidate.shape == (len(found.classes), len(matcher.constants.candidate))
        assert np.isfinite(candidate).all()
        assert np.isfinite(declining).all()
        assert FOR_DECLINING["unknown"](found) <= MOST_UNKNOWN


def asked(matcher: Matcher, name: str, question: str) -> dict[str, float]:
    """Return the feature of each fact of the library for `question`."""
    [found] = matcher.compare([matcher.vocabulary.read(question)])
    pairs = zip(found.classes.tolist(), FOR_CANDIDATE[name](found).tolist(), strict=True)
    return {matcher.base.facts[number].id: figure for number, figure in pairs if number < len(matcher.base.facts)}


def test_a_fact_without_a_reason_lacks_one_only_if_it_is_asked_for() -> None:
    assert {*asked(BY_WORDS, "lacks_reason", "Why does the library open?").values()} == {1.0}
    assert {*asked(BY_WORDS, "lacks_reason", "When does the library open?").values()} == {0.0}


def test_a_fact_of_which_nobody_is_asked_for_a_time_supplies_another_type() -> None:
    found = asked(BY_WORDS, "other_type", "When can I come?")
    assert (found["opening"], found["director"]) == (0.0, 1.0)
