"""A question's interrogative says what type of answer it asks for, and a text whether it gives a reason."""

import pytest

from bot.language.words import words
from bot.matching.answer_type import answer_type, gives_reason


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("Who met Singh?", "who"),
        ("Whom did he see?", "who"),
        ("Whose idea was it?", "who"),
        ("Where was it?", "where"),
        ("Why did they leave?", "why"),
        ("How many troops left?", "how many"),
        ("how old is he", "how old"),
        ("How did they agree?", "how"),
        ("and how", "how"),
        ("Which country was it?", "what"),
        ("Tell me when it opens", "when"),
        ("Was it in Laos?", None),
        ("meeting venue", None),
        ("", None),
    ],
)
def test_the_first_interrogative_says_what_is_asked_for(question: str, expected: str | None) -> None:
    assert answer_type(words(question)) == expected


def test_of_two_interrogatives_the_first_counts() -> None:
    assert answer_type(words("When and where did they meet?")) == "when"


@pytest.mark.parametrize(
    "text",
    [
        "The road is closed because of ice.",
        "CLOSED SINCE THE FLOOD",
        "in order to save water",
        "What is the reason?",
        "It was caused by rain.",
        "Why is it closed?",
    ],
)
def test_a_text_with_a_word_for_a_reason_gives_one(text: str) -> None:
    assert gives_reason(text)


@pytest.mark.parametrize("text", ["", "The road is closed.", "A sincere causeway", "It was reasonable."])
def test_a_text_without_such_a_word_gives_none(text: str) -> None:
    assert not gives_reason(text)
