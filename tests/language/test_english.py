"""The frequencies of words are those of the wordfreq package."""

import pytest
import wordfreq

from bot.language.english import is_english, zipf


@pytest.mark.parametrize("word", ["the", "budget", "missile", "namaste", "qwrtz", "candlelight"])
def test_a_word_is_as_frequent_as_its_package_says(word: str) -> None:
    assert zipf(word) == wordfreq.zipf_frequency(word, "en", wordlist="small")


def test_a_typing_error_is_not_english() -> None:
    assert is_english("about")
    assert not is_english("abuot")
