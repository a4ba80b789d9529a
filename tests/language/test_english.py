"""The frequencies of words are those of the wordfreq package, from which they were copied."""

import pytest

from bot.language.english import frequencies, is_english, zipf


@pytest.mark.parametrize(
    ("word", "frequency"),
    [
        ("the", 7.73),
        ("it's", 6.33),
        ("budget", 4.82),
        ("café", 3.75),
        ("candlelight", 3.01),
        ("qwrtz", 0.0),
    ],
)
def test_a_word_is_as_frequent_as_wordfreq_says(word: str, frequency: float) -> None:
    assert zipf(word) == frequency


def test_the_whole_list_is_there_and_the_commonest_words_come_first() -> None:
    assert len(frequencies()) == 28_917
    assert list(frequencies())[:3] == ["the", "to", "and"]
    assert list(frequencies().values()) == sorted(frequencies().values(), reverse=True)


def test_a_typing_error_is_not_english() -> None:
    assert is_english("about")
    assert not is_english("abuot")
