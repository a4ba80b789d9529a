"""Ids are made of words, and no two are the same."""

from bot.authoring.ids import unused_id
from bot.facts.schema import MAX_ID


def test_an_id_is_made_of_the_words() -> None:
    assert unused_id("Opening hours, on Sundays!", set()) == "opening-hours-on-sundays"


def test_a_long_one_ends_with_a_whole_word() -> None:
    made = unused_id("which of the harbour's lighthouses is highest above everything", set())
    assert made == "which-of-the-harbour-lighthouses-is"
    assert len(unused_id("x" * 60, set())) == MAX_ID


def test_one_that_is_taken_gets_a_number_within_the_length() -> None:
    taken = {"x" * MAX_ID}
    assert unused_id("x" * 60, taken) == f"{'x' * (MAX_ID - 2)}-2"
    assert unused_id("x" * 60, taken) == f"{'x' * (MAX_ID - 2)}-3"


def test_words_of_another_script_make_an_id_all_the_same() -> None:
    taken = set[str]()
    assert [unused_id(text, taken) for text in ("いつ?", "où", "どこ?")] == ["fact", "ou", "fact-2"]
