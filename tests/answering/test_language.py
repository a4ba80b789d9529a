"""A question in another language gets its own answer, and one in bad English does not."""

import pytest

from bot.answering import Answerer, Status
from bot.replies import texts
from bot.replies.terminal import plain
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
    assert plain(answer).startswith(texts.OTHER_LANGUAGE)


@pytest.mark.parametrize("question", ["what is the price of gold", "whre cn i prk my car", "Okonkwo", "\U0001f600"])
def test_english_is_not_taken_for_another_language(question: str) -> None:
    assert not ANSWERER.answer(question).is_foreign
