"""Words are compared as people mean them, not as they type them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.language.words import MAX_CHARACTERS, MAX_WORDS, fold, stem, words


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Café", ["cafe"]),
        ("the U.S. Army", ["the", "us", "army"]),
        ("Singh\u2018s talks, India's aim", ["singh", "talks", "india", "aim"]),
        ("co-production", ["co", "production"]),
        ("don't", ["dont"]),
        ("don`t, caf\u00e9`s", ["dont", "cafe"]),
        ("\uff21\uff24\uff2d\uff2d-Plus", ["admm", "plus"]),
        ("the 11th, in 2020!", ["the", "11th", "in", "2020"]),
        ("\U0001f64f\u2600\ufe0f ...", []),
    ],
)
def test_a_text_is_split_into_folded_words(text: str, expected: list[str]) -> None:
    assert words(text) == expected


@given(st.text(st.characters(codec="ascii"), max_size=60))
@pytest.mark.parametrize(("elsewhere", "word"), [("\u00e9", "e"), ("\u044f", "\u044f")])
def test_a_foreign_letter_elsewhere_changes_nothing_in_how_a_text_is_split(
    elsewhere: str, word: str, text: str
) -> None:
    assert words(f"{text} {elsewhere}") == [*words(text), word]


def test_forms_of_a_word_have_one_stem() -> None:
    assert stem("meetings") == stem("meeting")


def test_a_hostile_text_has_a_bounded_number_of_words() -> None:
    assert len(words("a " * 100_000)) == MAX_WORDS


def test_characters_that_fold_to_many_are_bounded_too() -> None:
    assert len("".join(words("\ufdfa" * 100_000))) <= MAX_CHARACTERS


@given(st.text())
def test_folding_twice_changes_nothing_more(text: str) -> None:
    assert fold(fold(text)) == fold(text)
