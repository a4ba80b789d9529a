"""Coverage says word by word what of a question each class has, and which names and numbers are foreign to it."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.arrays import Floats
from bot.facts.model import Fact, FactBase, Name, NotCovered
from bot.language.words import words
from bot.matching.coverage import CONCEPT_MATCH_WEIGHT, Coverage, CoverageIndex
from bot.matching.meanings import meanings_of
from bot.matching.vocabulary import Vocabulary, phrases
from tests.matching.bases import LIBRARY, SOURCE

MEETING, FIELDS, AGE = range(3)

TALKS = FactBase(
    facts=(
        Fact(
            "meeting",
            "Singh met Nakatani in May 2025.",
            "The bilateral with Mr Nakatani was held on 4 May 2025.",
            SOURCE,
            ("when did Singh meet Nakatani",),
            ("japan",),
        ),
        Fact(
            "fields",
            "They agreed on training.",
            "They agreed on training.",
            SOURCE,
            ("which fields did Singh and Teodoro agree on",),
        ),
    ),
    names=(
        Name("singh", "Singh"),
        Name("nakatani", "Nakatani"),
        Name("teodoro", "Teodoro"),
        Name("japan", "Japan"),
    ),
    synonyms=(("meet", "encounter"),),
    not_covered=(NotCovered(("how old is Singh",)),),
)


def index(base: FactBase) -> tuple[CoverageIndex, Vocabulary]:
    meanings = meanings_of(base)
    texts = (words(text) for meaning in meanings for text in (*meaning.texts, meaning.quote))
    vocabulary = Vocabulary(texts, phrases(base))
    return CoverageIndex(meanings, len(base.facts), vocabulary), vocabulary


INDEX, VOCABULARY = index(TALKS)


def coverage(question: str) -> Coverage:
    return INDEX.of(VOCABULARY.read(question), np.arange(3))


def dice(question: str) -> Floats:
    return INDEX.dice(VOCABULARY.read(question))


def test_an_example_is_covered_whole() -> None:
    assert coverage("When did Singh meet Nakatani?").covered[:, MEETING].tolist() == [1.0] * 5
    assert dice("When did Singh meet Nakatani?")[MEETING] == pytest.approx(1.0)


def test_a_synonym_covers_less_than_the_word_and_more_than_nothing() -> None:
    word, synonym, stranger = (
        coverage(f"when did Singh {verb} Nakatani").covered[3, MEETING] for verb in ("meet", "encounter", "sue")
    )
    assert (word, synonym, stranger) == (1.0, CONCEPT_MATCH_WEIGHT, 0.0)


def test_a_misspelt_word_covers_less_than_the_word() -> None:
    assert 0.5 < coverage("nakatanni").covered[0, MEETING] < 1.0


def test_a_question_by_another_name_resembles_an_example_less_than_itself() -> None:
    assert dice("when did Singh meet Nakatani")[MEETING] > dice("when did Singh encounter Nakatani")[MEETING]
    assert dice("when did Singh encounter Nakatani")[MEETING] > dice("when did Singh sue Nakatani")[MEETING]


def test_strange_words_beside_an_example_lower_its_likeness() -> None:
    assert dice("when did Singh meet Nakatani zeppelin catering")[MEETING] < 0.9


def test_a_word_that_no_class_has_is_unknown_and_covered_by_none() -> None:
    found = coverage("our ambassador")
    assert [weight.is_known for weight in found.weights] == [False, False]
    assert not found.covered.any()


def test_a_word_that_stands_only_in_the_quote_is_covered() -> None:
    assert coverage("bilateral").covered[0].tolist() == [1.0, 0.0, 0.0]


def test_a_word_that_stands_only_in_the_quote_makes_no_text_alike() -> None:
    assert not dice("bilateral").any()


def test_what_a_fact_is_about_is_covered_though_no_text_of_it_names_it() -> None:
    found = coverage("Japan")
    assert found.covered[0].tolist() == [CONCEPT_MATCH_WEIGHT, 0.0, CONCEPT_MATCH_WEIGHT]
    assert found.foreign_names[MEETING] == 0.0


def test_the_name_of_another_fact_is_foreign() -> None:
    found = coverage("when did Singh meet Teodoro")
    assert found.foreign_names[MEETING] > found.foreign_names[FIELDS] == 0.0


def test_of_two_names_one_is_less_foreign_than_both() -> None:
    one, both = (coverage(text).foreign_names[FIELDS] for text in ("Teodoro and Nakatani", "Japan and Nakatani"))
    assert 0.0 < one < both


def test_a_foreign_name_says_more_where_facts_are_asked_for_with_their_own_names() -> None:
    def foreign(about: tuple[str, ...]) -> float:
        meeting, fields = TALKS.facts
        asked = Fact("asked", "They met.", "They met.", SOURCE, ("when did Nakatani see Teodoro",), about)
        built, vocabulary = index(FactBase((meeting, fields, asked), TALKS.names))
        return float(built.of(vocabulary.read("when did Singh meet Japan"), np.array([FIELDS])).foreign_names[0])

    assert foreign(("nakatani", "teodoro")) > foreign(()) > 0.0


def test_a_subject_that_is_not_covered_is_so_for_every_name() -> None:
    assert coverage("how old is Nakatani").foreign_names[AGE] == 0.0
    assert coverage("how old is Nakatani").covered[3, AGE] == CONCEPT_MATCH_WEIGHT


def test_a_number_that_a_class_does_not_have_is_foreign() -> None:
    assert coverage("did they meet in 2019").foreign_numbers.tolist() == [1.0, 1.0, 1.0]
    assert coverage("did they meet in 2025").foreign_numbers.tolist() == [0.0, 1.0, 1.0]
    assert coverage("did they meet on 4 May 2019").foreign_numbers[MEETING] == 0.5


def test_a_question_without_a_number_has_no_foreign_one() -> None:
    assert not coverage("when did Singh meet Nakatani").foreign_numbers.any()


def test_a_common_word_weighs_less_than_a_rare_one() -> None:
    the, ambassador = INDEX.weights(VOCABULARY.read("the ambassador").words)
    assert the.in_base < ambassador.in_base
    assert the.in_english < ambassador.in_english


def test_a_word_leans_to_facts_if_more_of_them_have_it_than_of_what_is_not_covered() -> None:
    training, old, ambassador = INDEX.weights(VOCABULARY.read("training old ambassador").words)
    assert training.fact_log_odds > 0.0
    assert old.fact_log_odds == ambassador.fact_log_odds == 0.0


def test_where_nothing_is_not_covered_no_word_leans_to_facts() -> None:
    built, vocabulary = index(FactBase(TALKS.facts, TALKS.names))
    assert [weight.fact_log_odds for weight in built.weights(vocabulary.read("training").words)] == [0.0]


LIBRARY_INDEX, LIBRARY_VOCABULARY = index(LIBRARY)


@given(st.lists(st.sampled_from(["Reyes", "Lund", "novel", "garden", "1904", "xyz", "the", "\ud800"]), max_size=9))
def test_all_figures_of_any_text_stay_within_their_bounds(typed: list[str]) -> None:
    reading = LIBRARY_VOCABULARY.read(" ".join(typed))
    found = LIBRARY_INDEX.of(reading, np.arange(6))
    assert found.covered.shape == (len(reading.words), 6)
    for shares in (found.covered, found.foreign_numbers, LIBRARY_INDEX.dice(reading)):
        assert np.all((shares >= 0.0) & (shares <= 1.0 + 1e-9))
    assert np.all(found.foreign_names >= 0.0)
    assert all(0.0 <= weight.in_base <= 1.0 and 0.0 <= weight.in_english <= 1.0 for weight in found.weights)
