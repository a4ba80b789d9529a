"""A base reads words as the ones it knows, and finds its names and synonyms in them."""

from hypothesis import given
from hypothesis import strategies as st

from bot.matching.tokens import tokenised
from bot.matching.vocabulary import MAX_CONCEPTS, Vocabulary
from bot.matching.words import words

KNOWN = Vocabulary(
    tokenised([words("The delegation discussed co production in Vientiane"), words("maritime terrorism")]),
    [("name:japan", "Tokyo"), ("name:japan", "the Japanese side"), ("name:minister", "Japanese minister")],
)


def readings(text: str) -> list[str | None]:
    return [word.reading for word in KNOWN.read(text).words]


def test_a_known_word_is_read_as_itself() -> None:
    assert readings("Delegation") == ["delegation"]


def test_a_typing_error_is_read_as_the_known_word() -> None:
    assert readings("maritme terorism delegatoin") == ["maritime", "terrorism", "delegation"]


def test_the_more_errors_the_less_credit() -> None:
    one, two = (KNOWN.read(text).words[0].credit for text in ("delegatio", "delgatio"))
    assert 1.0 > one > two


def test_an_english_word_is_no_typing_error() -> None:
    assert readings("productive") == [None]


def test_words_that_were_run_together_are_read_apart() -> None:
    assert readings("coproduction maritimeterrorism") == ["co", "production", "maritime", "terrorism"]


def test_a_word_that_was_split_is_read_as_one() -> None:
    assert readings("mari time") == ["maritime"]


def test_a_short_stranger_is_left_alone() -> None:
    assert readings("xq") == [None]


def test_names_are_found_by_all_their_wordings_and_typing_errors() -> None:
    for text in ("in Tokyo", "The Japanese side", "toyko"):
        assert "name:japan" in {concept.id for concept in KNOWN.read(text).concepts}


def test_a_name_at_the_end_of_a_text_is_not_longer_than_the_text() -> None:
    reading = KNOWN.read("the Japanese")
    assert all(concept.end <= len(reading.words) for concept in reading.concepts)


@given(st.text(max_size=200))
def test_any_text_can_be_read(text: str) -> None:
    reading = KNOWN.read(text)
    assert all(0.0 < word.credit <= 1.0 for word in reading.words)
    assert all(0 <= concept.start < concept.end <= len(reading.words) for concept in reading.concepts)


def test_a_wording_that_a_thousand_names_share_costs_no_more_than_some() -> None:
    shared = Vocabulary(tokenised(()), ((f"name:n{number}", "Ann Lee") for number in range(1_000)))

    assert len(shared.read("Ann Lee " * 50).concepts) == MAX_CONCEPTS
