"""Of names within names the longest is meant, and a foreign one is as surprising as the base makes it."""

import pytest

from bot.matching.meanings import Meaning
from bot.matching.names import NamesAsked, names_asked, outermost_names
from bot.matching.vocabulary import Vocabulary

NONE = NamesAsked()
MEANINGS = [Meaning(("when did singh meet tanaka", "singh and tanaka")), Meaning(("how old is tanaka",))]


def test_a_name_inside_a_longer_one_is_not_meant_and_two_of_the_same_words_both_are() -> None:
    known = Vocabulary(
        (),
        [("name:country", "India"), ("name:him", "India Today"), ("name:paper", "India Today"), ("name:day", "today")],
    )
    found = outermost_names(known.read("India Today and India"))
    assert [name.key for name in found] == ["him", "paper", "country"]


def test_a_synonym_is_no_name() -> None:
    assert outermost_names(Vocabulary((), [("synonym:0", "lend")]).read("lend")) == []


def test_a_foreign_name_surprises_more_where_questions_name_only_what_their_fact_names_elsewhere() -> None:
    own = [[{"name:singh", "name:tanaka"}, {"name:singh", "name:tanaka"}], [{"name:tanaka"}]]
    all_sorts = [[{"name:singh"}, {"name:tanaka"}], [{"name:tanaka"}]]
    about = [Meaning(each.examples, about=("name:tanaka",)) for each in MEANINGS]
    always_own = sum(map(names_asked, about, own), NONE)
    others = sum(map(names_asked, MEANINGS, all_sorts), NONE)
    assert always_own.surprise > others.surprise > 0.0


def test_without_a_single_name_the_surprise_is_that_of_an_even_chance() -> None:
    assert NONE.surprise == pytest.approx(0.693, abs=0.001)
