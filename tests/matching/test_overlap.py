"""Overlap says how much of a question a class explains, and what it leaves unexplained."""

import numpy as np
import pytest

from bot.matching.arrays import Floats
from bot.matching.corpus import Corpus
from bot.matching.layout import layout
from bot.matching.names import outermost_names
from bot.matching.overlap import Overlap, Overlaps
from bot.matching.tokens import tokenised
from bot.matching.vocabulary import Vocabulary
from bot.matching.words import words

MEETING, FIELDS, AGE = range(3)
QUESTIONS = ["when did singh meet nakatani", "which fields did singh and teodoro agree on", "how old is singh"]
TEXTS = tokenised(map(words, QUESTIONS))
VOCABULARY = Vocabulary(
    TEXTS,
    [
        ("name:singh", "Singh"),
        ("name:nakatani", "Nakatani"),
        ("name:teodoro", "Teodoro"),
        ("synonym:0", "meet"),
        ("synonym:0", "see"),
    ],
)
OVERLAPS = Overlaps(
    Corpus(TEXTS, VOCABULARY),
    layout(examples=[[question] for question in QUESTIONS], statements=[[], [], []], about=[(), ()]),
)


def overlap(question: str) -> Overlap:
    return OVERLAPS.of(VOCABULARY.read(question), np.arange(3))


def dice(question: str) -> Floats:
    return OVERLAPS.dice(VOCABULARY.read(question))


def test_an_example_is_explained_whole() -> None:
    found = overlap("when did Singh meet Nakatani?")
    assert found.recall[MEETING] == pytest.approx(1.0)
    assert dice("when did Singh meet Nakatani?")[MEETING] == pytest.approx(1.0)
    assert found.missing[MEETING] == pytest.approx(0.0)


def test_a_synonym_explains_less_than_the_word_and_more_than_nothing() -> None:
    word, synonym, stranger = (
        overlap(f"when did Singh {verb} Nakatani").recall[MEETING] for verb in ("meet", "see", "sue")
    )
    assert word > synonym > stranger


def test_a_word_that_no_class_has_is_unknown_and_missing() -> None:
    found = overlap("when did Singh meet the ambassador")
    assert found.unknown > 0.0
    assert found.missing.min() > 0.0


def test_the_name_of_another_fact_is_foreign() -> None:
    found = overlap("when did Singh meet Teodoro")
    assert found.foreign_names[MEETING] > found.foreign_names[FIELDS]


def test_a_foreign_name_says_more_where_facts_are_asked_for_with_their_own_names() -> None:
    vocabulary = Vocabulary(TEXTS, [(f"name:{name}", name) for name in ("singh", "nakatani", "teodoro")])

    def foreign(about: list[tuple[str, ...]]) -> float:
        found = Overlaps(
            Corpus(TEXTS, vocabulary),
            layout(examples=[[question] for question in QUESTIONS], statements=[[], [], []], about=about),
        )
        return float(found.of(vocabulary.read("when did singh meet teodoro"), np.array([MEETING])).foreign_names[0])

    known = [("name:singh", "name:nakatani"), ("name:singh", "name:teodoro"), ("name:singh",)]
    assert foreign(known) > foreign([(), (), ()]) > 0.0


def test_a_subject_that_is_not_covered_is_so_for_every_name() -> None:
    assert overlap("how old is Nakatani").foreign_names[AGE] == 0.0
    assert dice("how old is Nakatani")[AGE] > 0.9 * dice("how old is Singh")[AGE]


def test_a_common_word_weighs_less_than_a_rare_one() -> None:
    the, ambassador = OVERLAPS.weights(VOCABULARY.read("the ambassador").words)
    assert the < ambassador


def test_words_that_other_facts_have_speak_less_against_a_fact() -> None:
    found = overlap("which fields did singh meet")
    assert found.elsewhere[MEETING] > 0.0
    assert np.all(found.elsewhere >= 0.0)


def test_a_name_inside_a_longer_one_is_not_meant_and_two_of_the_same_words_both_are() -> None:
    known = Vocabulary(
        tokenised(()),
        [("name:country", "India"), ("name:him", "India Today"), ("name:paper", "India Today"), ("name:day", "today")],
    )

    found = outermost_names(known.read("India Today and India"))

    assert [name.key for name in found] == ["him", "paper", "country"]
