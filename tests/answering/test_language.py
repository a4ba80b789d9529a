"""A question in another language gets its own answer, and one in bad English does not."""

import pytest

from bot.answering import Answerer, Status
from bot.answering.sentences import other_language
from tests.embedded import store
from tests.matching.bases import LIBRARY

ANSWERER = Answerer(LIBRARY, store())


@pytest.mark.parametrize(
    "question",
    ["Когда открывается библиотека?", "図書館はいつ開きますか", "Bitte öffnet morgens niemand diese Bücherei?"],
)
def test_another_language_is_named_for_what_it_is(question: str) -> None:
    answer = ANSWERER.answer(question)
    assert answer.status is Status.UNKNOWN
    assert answer.said == other_language(LIBRARY.voice)


@pytest.mark.parametrize(
    "question",
    [
        "what is the price of gold",
        "whre cn i prk my car",
        "Okonkwo",
        "\U0001f600",
        "What does библиотека mean?",
    ],
)
def test_english_is_not_taken_for_another_language(question: str) -> None:
    assert ANSWERER.answer(question).said != other_language(LIBRARY.voice)
