"""Numbers with the word for what they count."""

import pytest

from bot.plurals import counted, often


@pytest.mark.parametrize(("number", "text"), [(0, "0 facts"), (1, "1 fact"), (2, "2 facts"), (12_000, "12,000 facts")])
def test_any_number_but_one_has_a_plural(number: int, text: str) -> None:
    assert counted(number, "fact") == text


@pytest.mark.parametrize(("number", "text"), [(0, "never"), (1, "once"), (2, "2 times"), (1_200, "1,200 times")])
def test_never_and_once_have_words_of_their_own(number: int, text: str) -> None:
    assert often(number) == text
