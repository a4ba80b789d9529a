"""Alignment says for each word of a question how near a class comes to its meaning."""

import numpy as np
import pytest

from bot.matching.alignment import MEANING_MATCH_WEIGHT, UNRELATED, AlignmentIndex
from bot.matching.matcher import Matcher
from bot.matching.meanings import Meaning
from tests.matching.vectors import stored, units

EAST, NORTH, UP = (1.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.0, 0.0, 1.0)
EDGE = (UNRELATED, (1.0 - UNRELATED**2) ** 0.5, 0.0)

INDEX = AlignmentIndex(
    [Meaning(("east up",)), Meaning(("north",)), Meaning(("?",))],
    [stored(EAST, (90, 0, 0), (0, 0, 30)), stored(NORTH, (0, 50, 0)), stored(UP)],
    {"east": stored(EAST), "up": stored(UP), "north": stored(NORTH)},
)


def test_a_word_is_credited_for_the_nearest_word_of_each_class() -> None:
    found = INDEX.align(units(EAST, NORTH), units(EAST), np.array([0, 1, 2]))
    assert found.words == pytest.approx(
        np.array([[MEANING_MATCH_WEIGHT, 0.0, 0.0], [0.0, MEANING_MATCH_WEIGHT, 0.0]]), abs=0.001
    )


def test_a_word_that_has_nothing_to_do_with_a_class_has_no_credit() -> None:
    found = INDEX.align(units(EDGE, (-1.0, 0.0, 0.0)), units(EAST), np.array([0]))
    assert found.words == pytest.approx(np.zeros((2, 1)), abs=0.001)


def test_the_nearer_a_word_comes_the_more_credit_it_has() -> None:
    near, far = INDEX.align(units((1.0, 0.2, 0.0), (1.0, 0.8, 0.0)), units(EAST), np.array([0])).words[:, 0]
    assert MEANING_MATCH_WEIGHT > near > far > 0.0


def test_a_token_is_compared_with_those_of_each_document_whatever_their_length() -> None:
    found = INDEX.align(units(EAST), units(UP, (1.0, 1.0, 0.0)), np.array([0, 1, 2]))
    half = 0.5**0.5
    assert found.tokens == pytest.approx(np.array([[1.0, 0.0, 0.0], [half, half, 0.0]]), abs=0.001)
    assert found.documents == pytest.approx(np.array([[0.0, 0.0, 1.0], [half, half, 0.0]]), abs=0.001)


def test_classes_are_answered_for_in_the_order_in_which_they_were_asked_for() -> None:
    found = INDEX.align(units(EAST), units(UP), np.array([0, 1, 2]))
    turned = INDEX.align(units(EAST), units(UP), np.array([2, 0]))
    for figure in ("words", "tokens", "documents"):
        assert np.array_equal(getattr(turned, figure), getattr(found, figure)[:, [2, 0]])


def test_a_question_without_words_or_tokens_does_no_harm() -> None:
    nothing = np.zeros((0, 3), np.float32)
    assert INDEX.align(nothing, nothing, np.array([0, 1])).words.shape == (0, 2)


def test_the_nearest_word_is_told_with_its_cosine() -> None:
    [(word, cosine)] = INDEX.nearest_words(units((0.0, 0.1, 1.0)), 0)
    assert word == "up"
    assert cosine == pytest.approx(0.995, abs=0.001)


def test_a_class_without_words_has_no_nearest_one() -> None:
    assert INDEX.nearest_words(units(EAST), 2) == []


@pytest.mark.parametrize(("word", "nearest"), [("loan", "lending"), ("fortnight", "weeks"), ("subscribers", "members")])
def test_words_are_aligned_by_their_meaning(library: Matcher, word: str, nearest: str) -> None:
    [(found, _)] = library.nearest_words(library.vocabulary.read(word), library.base.by_id["lending"])
    assert found == nearest
