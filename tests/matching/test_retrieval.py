"""Retrieval finds the classes whose texts come nearest, and knows what nearness is worth in this base."""

from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.arrays import Vectors
from bot.matching.meanings import Meaning
from bot.matching.retrieval import UNKNOWN_RIVALS, Rivals, SemanticIndex, Similarity, best_of_each_sort
from tests.matching.vectors import stored, units

EAST, NORTH, UP = (1.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.0, 0.0, 1.0)

Directions = Sequence[Sequence[float]]


def index(classes: Sequence[Directions], documents: Directions, facts: int | None = None) -> SemanticIndex:
    """Return an index of classes with examples and documents in these directions; all are facts unless said."""
    meanings = [Meaning(tuple(f"example {number}" for number in range(len(each)))) for each in classes]
    texts = [stored(direction) for each in classes for direction in each]
    count = len(classes) if facts is None else facts
    return SemanticIndex(meanings, count, texts, [stored(document) for document in documents])


def similarity(of: SemanticIndex, question: Vectors, classes: Sequence[int]) -> Similarity:
    return of.similarity(question, of.documents(question), np.array(classes))


def test_a_question_is_as_near_to_a_class_as_to_its_nearest_example() -> None:
    built = index([[EAST, NORTH], [UP]], [EAST, UP])
    found = similarity(built, units(NORTH), [0, 1])
    assert found.example == pytest.approx([1.0, 0.0], abs=0.001)
    assert found.document == pytest.approx([0.0, 0.0], abs=0.001)


def test_a_statement_is_near_but_no_example() -> None:
    meanings = [Meaning(("example",), "statement")]
    built = SemanticIndex(meanings, 1, [stored(EAST), stored(NORTH)], [stored(EAST)])
    found = similarity(built, units(NORTH), [0])
    assert found.nearest == pytest.approx([1.0], abs=0.001)
    assert found.example == pytest.approx([0.0], abs=0.001)


def test_of_two_wordings_of_a_question_the_nearer_counts() -> None:
    built = index([[EAST], [UP]], [EAST, UP])
    assert similarity(built, units(NORTH, UP), [0, 1]).example == pytest.approx([0.0, 1.0], abs=0.001)


def test_classes_are_answered_for_in_the_order_in_which_they_were_asked_for() -> None:
    built = index([[EAST], [NORTH, UP], [UP]], [EAST, NORTH, UP])
    found = similarity(built, units((1.0, 2.0, 3.0)), [0, 1, 2])
    turned = similarity(built, units((1.0, 2.0, 3.0)), [2, 0])
    for figure in ("example", "nearest", "document", "head"):
        assert getattr(turned, figure) == pytest.approx(getattr(found, figure)[[2, 0]])
        assert getattr(found.at(np.array([2, 0])), figure) == pytest.approx(getattr(turned, figure))


def test_a_class_without_examples_is_found_by_its_document() -> None:
    built = index([[], [UP], []], [NORTH, UP, EAST])
    found = similarity(built, units(NORTH), [0, 1, 2])
    assert found.document.argmax() == found.head.argmax() == 0
    assert found.nearest.tolist() == [0.0, 0.0, 0.0]


def test_the_head_gives_probabilities() -> None:
    built = index([[EAST], [NORTH, UP], [UP]], [EAST, NORTH, UP])
    assert np.exp(similarity(built, units((1.0, 2.0, 3.0)), [0, 1, 2]).head).sum() == pytest.approx(1.0)


def test_the_head_learns_what_tells_classes_apart_that_are_alike_on_the_whole() -> None:
    # The examples of the first class lie on both sides of those of the second: the mean of either is the same.
    one, two, middle = (1.0, 0.9, 0.2), (1.0, -0.9, 0.2), (1.0, 0.0, 0.0)
    other = (1.0, 0.2, 0.1)
    built = index([[one, two], [middle, other]], [(1.0, 0.0, 0.2), (1.0, 0.1, 0.0)])
    for example, owner in ((two, 0), (middle, 1), (other, 1), (one, 0)):
        assert similarity(built, units(example), [0, 1]).head.argmax() == owner


def test_a_base_of_many_texts_that_are_alike_makes_nearness_worth_less() -> None:
    alike = index([[(1.0, 0.1, 0.0)], [(1.0, 0.0, 0.1)], [(1.0, 0.1, 0.1)]], [EAST] * 3)
    unlike = index([[EAST], [NORTH], [UP]], [EAST, NORTH, UP])
    assert alike.rivals.percentile(0.9) < unlike.rivals.percentile(0.9)
    assert alike.rivals.z_score(0.9) < unlike.rivals.z_score(0.9)


def test_another_example_of_the_same_fact_is_no_rival() -> None:
    assert index([[EAST, EAST], [NORTH]], [EAST, NORTH]).rivals.cosines == pytest.approx([0.0] * 3, abs=0.001)


def test_what_is_not_covered_is_no_rival_and_has_none() -> None:
    built = index([[EAST], [NORTH], [EAST], [NORTH]], [EAST, NORTH, EAST, NORTH], facts=2)
    assert built.rivals.cosines == pytest.approx([0.0, 0.0], abs=0.001)


def test_a_statement_is_a_rival_of_an_example() -> None:
    meanings = [Meaning(("example",)), Meaning(("example",), "statement")]
    built = SemanticIndex(meanings, 2, [stored(EAST), stored(NORTH), stored(EAST)], [stored(EAST), stored(NORTH)])
    assert built.rivals.cosines == pytest.approx([1.0, 0.0], abs=0.001)


@pytest.mark.parametrize("classes", [[[EAST, NORTH]], [[EAST], []]])
def test_a_base_that_is_too_small_has_the_rivals_of_small_bases(classes: Sequence[Directions]) -> None:
    assert index(classes, [EAST] * len(classes)).rivals is UNKNOWN_RIVALS


def test_nearness_is_measured_by_what_the_rivals_reach() -> None:
    rivals = Rivals(np.array([0.2, 0.4, 0.6, 0.8]))
    assert [rivals.percentile(cosine) for cosine in (0.1, 0.5, 0.9)] == [0.0, 0.5, 1.0]
    assert rivals.z_score(0.5) == pytest.approx(0.0)
    assert rivals.z_score(0.9) > 1.0


def test_rivals_that_reach_all_the_same_do_no_harm() -> None:
    assert np.isfinite(Rivals(np.array([0.5, 0.5])).z_score(0.9))


@given(
    st.lists(st.sampled_from([0.0, 0.25, 0.5, 1.0]), max_size=12),
    st.integers(0, 12),
    st.integers(1, 4),
    st.integers(1, 4),
)
def test_the_best_of_each_sort_come_first_and_equal_ones_in_their_order(
    prescore: list[float], facts: int, most_facts: int, most_subjects: int
) -> None:
    facts = min(facts, len(prescore))

    def best(numbers: range, most: int) -> list[int]:
        return sorted(numbers, key=lambda number: -prescore[number])[:most]

    found = best_of_each_sort(np.array(prescore), (facts, len(prescore)), (most_facts, most_subjects))
    assert found.tolist() == [*best(range(facts), most_facts), *best(range(facts, len(prescore)), most_subjects)]
