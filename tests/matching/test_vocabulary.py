"""A base reads words as the ones it knows, finds its names and synonyms in them, and says a text in its own words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.facts.model import FactBase, Name
from bot.language.words import words
from bot.matching.vocabulary import MAX_CONCEPTS, Vocabulary, phrases

KNOWN = Vocabulary(
    [words("The delegation discussed co production in Vientiane"), words("maritime terrorism"), ["where", "how"]],
    [
        ("name:japan", "Tokyo"),
        ("name:japan", "the Japanese side"),
        ("name:minister", "Japanese minister"),
        ("synonym:0", "borrow"),
        ("synonym:0", "take out"),
    ],
)


def readings(text: str) -> list[str | None]:
    return [word.reading for word in KNOWN.read(text).words]


def test_a_known_word_is_read_as_itself() -> None:
    assert readings("Delegation") == ["delegation"]


def test_a_typing_error_is_read_as_the_known_word() -> None:
    assert readings("maritme terorism delegatoin") == ["maritime", "terrorism", "delegation"]


def test_the_more_errors_the_less_credit() -> None:
    one, two = (KNOWN.read(text).words[0].match_weight for text in ("delegatio", "delgatio"))
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


def test_a_name_can_be_put_instead_of_another() -> None:
    reading = KNOWN.read("where is Tokyo, please")
    [concept] = reading.concepts
    assert reading.wording(concept) == "tokyo"
    assert reading.with_replacement("Laos", concept) == "where is Laos please"


@pytest.mark.parametrize("text", ["Where is the Delegation?", "how -- in Vientiane!", "", "\U0001f64f", "zeppelins?"])
def test_a_text_that_is_in_the_words_of_the_base_stays_as_it_was_typed(text: str) -> None:
    assert KNOWN.read(text).canonical == text


@pytest.mark.parametrize(
    ("text", "canonical"),
    [
        ("Where is the delegatoin?", "where is the delegation"),
        ("The Japanese side, in Vientiane", "tokyo in vientiane"),
        ("how to take out", "how to borrow"),
        ("how to take uot", "how to take uot"),
        ("where is toyko", "where is tokyo"),
        ("the Japanese minister", "the japanese minister"),
        ("coproduction in Vientiane", "co production in vientiane"),
        ("mari time terrorism", "maritime terrorism"),
    ],
)
def test_a_text_is_said_in_the_words_of_the_base(text: str, canonical: str) -> None:
    assert words(KNOWN.read(text).canonical) == words(canonical)


def test_of_concepts_that_overlap_the_longest_is_put_into_its_first_wording() -> None:
    known = Vocabulary((), [("name:a", "Ann"), ("name:b", "Bo"), ("name:b", "Ann Lee"), ("name:a", "Lee")])
    assert known.read("ask Ann Lee and Lee").canonical == "ask bo and ann"


def test_a_name_is_known_by_its_name_role_and_other_names() -> None:
    base = FactBase((), names=(Name("lund", "Maria Lund", "director", ("Lund",)),), synonyms=(("book", "novel"),))
    assert list(phrases(base)) == [
        ("name:lund", "Maria Lund"),
        ("name:lund", "Lund"),
        ("name:lund", "director"),
        ("synonym:0", "book"),
        ("synonym:0", "novel"),
    ]


@given(st.text(max_size=200))
def test_any_text_can_be_read(text: str) -> None:
    reading = KNOWN.read(text)
    assert all(0.0 < word.match_weight <= 1.0 for word in reading.words)
    assert all(0 <= concept.start < concept.end <= len(reading.words) for concept in reading.concepts)


@given(st.lists(st.sampled_from(["delegation", "toyko", "take", "out", "zeppelin", "the"]), max_size=8))
def test_a_text_in_the_words_of_the_base_is_said_in_the_same_words_again(typed: list[str]) -> None:
    canonical = KNOWN.read(" ".join(typed)).canonical
    assert KNOWN.read(canonical).canonical == canonical


def test_a_wording_that_a_thousand_names_share_costs_no_more_than_some() -> None:
    shared = Vocabulary((), ((f"name:n{number}", "Ann Lee") for number in range(1_000)))
    assert len(shared.read("Ann Lee " * 50).concepts) == MAX_CONCEPTS
