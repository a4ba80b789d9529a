"""A question's interrogative says what kind of answer it asks for."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.matching.kinds import kind_of, kinds_of
from bot.matching.tokens import tokenised
from bot.matching.vocabulary import Vocabulary

ENGLISH = Vocabulary(tokenised([["who", "where", "when", "why", "how", "many", "what", "which"]]), [])


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("Who met Singh?", "who"),
        ("Whom did he see?", "who"),
        ("wher was it", "where"),
        ("How many troops left?", "how many"),
        ("How did they agree?", "how"),
        ("Which country was it?", "what"),
        ("Was it in Laos?", None),
        ("meeting venue", None),
    ],
)
def test_the_kind_of_a_question(question: str, kind: str | None) -> None:
    assert kind_of(ENGLISH.read(question).known) == kind


@given(st.lists(st.lists(st.sampled_from(["who", "how", "many", "is", "shop"]), max_size=5)))
def test_the_kinds_of_many_texts_are_those_of_each(texts: list[list[str]]) -> None:
    assert kinds_of(tokenised(texts)) == [kind_of(text) for text in texts]
