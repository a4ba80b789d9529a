"""What each field of a fact may hold, and what can be found for it in a statement."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.editing.fact_fields import FieldError, checked_name, checked_reference, id_for, names_in
from bot.facts.model import FactBase
from bot.facts.schema import MAX_ID, SLUG
from tests.samples import LIGHTHOUSE, loaded


@pytest.fixture
def base() -> FactBase:
    found = loaded(LIGHTHOUSE.replace("synonyms:", "  bo-berg:\n    name: Bo Berg\n    also: [Berg]\nsynonyms:")).base
    assert found is not None
    return found


def test_an_id_has_the_words_that_say_most_in_their_order() -> None:
    assert id_for("The lighthouse of Nordholm is 41 metres high.", ()) == "lighthouse-nordholm-41-metres"


def test_an_id_that_is_taken_gets_a_number() -> None:
    taken = {"lamp", "lamp-2"}
    assert id_for("Lamp", taken) == "lamp-3"


@given(st.text(max_size=200), st.integers(0, 3))
def test_any_statement_gets_an_id_that_is_new(statement: str, times: int) -> None:
    taken: set[str] = set()
    for _ in range(times + 1):
        made = id_for(statement, taken)
        assert re.fullmatch(SLUG, made)
        assert len(made) <= MAX_ID
        assert made not in taken
        taken.add(made)


def test_the_names_in_a_statement_are_found_by_any_of_their_forms(base: FactBase) -> None:
    assert names_in("The first keeper of the lighthouse was Ada Berg's aunt.", base) == ("ada-berg",)
    assert names_in("Nobody lived there.", base) == ()


def test_a_form_that_two_names_share_says_nothing(base: FactBase) -> None:
    assert names_in("Berg lived there.", base) == ()
    with pytest.raises(FieldError, match="ada-berg, bo-berg"):
        checked_name("Berg", base.names)


def test_a_name_is_meant_by_its_id_or_a_form_of_it(base: FactBase) -> None:
    assert checked_name("ada-berg", base.names) == "ada-berg"
    assert checked_name(" bo  berg ", base.names) == "bo-berg"
    with pytest.raises(FieldError, match="did you mean 'Ada Berg'"):
        checked_name("Ada Borg", base.names)


def test_a_reference_is_to_another_fact(base: FactBase) -> None:
    assert checked_reference("paint-colour", "tower-height", base) == "paint-colour"
    with pytest.raises(FieldError, match="itself"):
        checked_reference("tower-height", "tower-height", base)
    with pytest.raises(FieldError, match="did you mean 'paint-colour'"):
        checked_reference("paint-color", "tower-height", base)
