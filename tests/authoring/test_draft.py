"""A draft of any text loads, rests on the words of the text, and says what is doubtful in it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.authoring.article import Article, ArticleError, read_article
from bot.authoring.draft import MOST_SENTENCES, drafted
from bot.authoring.new_file import NewFile, as_yaml
from bot.facts.files import FactFile
from bot.facts.loading import Loaded, parse
from bot.facts.quote_check import quotes_not_in
from tests.authoring.drafts import LIGHTHOUSE, checks, draft, fact

WORDS = [
    "The",
    "board",
    "Ada",
    "Berg",
    "met",
    "on",
    "Friday",
    "and",
    "who",
    "It",
    "he",
    ",",
    ";",
    "\u2019s",
    "(HLB)",
    "12",
]
SENTENCE = st.lists(st.sampled_from(WORDS) | st.text(max_size=8), min_size=4, max_size=30).map(" ".join)


def loaded(file: NewFile) -> Loaded:
    return parse([FactFile("draft.yaml", as_yaml(file).encode())])


def test_it_loads_without_a_problem_and_every_quote_is_in_the_text() -> None:
    file = draft(*LIGHTHOUSE)
    read = loaded(file)

    assert read.problems == ()
    assert not list(quotes_not_in("\n".join(LIGHTHOUSE), read.parsed_files))
    assert file.source.text == "lighthouse.txt"


@given(st.lists(SENTENCE, min_size=1, max_size=4))
def test_any_text_becomes_a_draft_that_loads_or_is_refused(paragraphs: list[str]) -> None:
    try:
        article = read_article("\n\n".join(f"{each}." for each in paragraphs).encode("utf-8", "replace"), "a.txt")
        file = drafted(Article(article.paragraphs, "Any text"), "a.txt")
    except ArticleError:
        return
    read = loaded(file)

    assert not read.errors
    assert not list(quotes_not_in(article.text, read.parsed_files))


def test_a_text_without_sentences_and_one_with_too_many_are_refused() -> None:
    with pytest.raises(ArticleError, match="no sentences"):
        draft("A heading", "Another one")
    with pytest.raises(ArticleError, match="cut it into parts"):
        draft(*["The lamp was lit again."] * (MOST_SENTENCES + 1))


def test_headings_are_no_facts_and_numbers_of_paragraphs_no_part_of_them() -> None:
    file = draft("OPENING HOURS", "1.1 The tower is open daily from 9 am to 5 pm.")

    assert [each.part.statement for each in file.facts] == ["The tower is open daily from 9 am to 5 pm."]


def test_ids_are_made_of_telling_words_and_facts_lead_to_the_next_of_their_paragraph() -> None:
    file = draft("The lamp burns oil from the mainland. The lamp needs a keeper every night.")
    first, second = (each.part for each in file.facts)

    assert "lamp" not in first.id.split("-")
    assert first.see == (second.id,)
    assert second.see == ()


def test_facts_are_about_the_names_in_them() -> None:
    file = draft(*LIGHTHOUSE)

    assert "johan-lund" in fact(file, "built in 1868").about
    assert "ada-berg" in fact(file, "left the island").about


def test_what_a_sentence_says_twice_over_becomes_two_facts() -> None:
    file = draft("Ada Berg praised the keepers of the tower and called for a new lamp.")

    assert fact(file, "Ada Berg called for a new lamp.").quote == fact(file, "praised").quote


def test_a_clause_with_a_subject_of_its_own_becomes_a_fact_of_its_own() -> None:
    file = draft("Ada Berg left the island in 1931; the lamp has burned without a keeper since then.")

    assert fact(file, "The lamp has").quote == "the lamp has burned without a keeper since then."
    assert "cut out" in checks(
        draft("Ada Berg met the board in May, where the members agreed on a new lamp for the tower."), "The members"
    )


def test_pronouns_are_resolved_where_that_is_safe_and_doubted_everywhere() -> None:
    file = draft(*LIGHTHOUSE)

    assert "Ada Berg left the island in 1931." in [each.part.statement for each in file.facts]
    assert "'She' was taken for 'Ada Berg'" in checks(file, "left the island")
    assert "the lighthouse of Nordholm" in checks(file, "cost 90,000 crowns")


def test_a_pronoun_that_may_be_anybody_stays_and_is_doubted() -> None:
    file = draft("Keeper Ada Berg and Captain Niels Holm met the board. He left the island in May.")

    assert "who or what is 'He'?" in checks(file, "He left")


@pytest.mark.parametrize(
    ("sentence", "doubted"),
    [
        ("On Mondays it stays closed.", "it"),
        ("About ten of them are lamps, which Ada Berg lights.", "them"),
        ("Such a visit takes about an hour.", "Such"),
    ],
)
def test_what_leans_on_the_sentence_before_is_doubted(sentence: str, doubted: str) -> None:
    assert f"who or what is '{doubted}'?" in checks(draft("Ada Berg has two lamps.", sentence), sentence)


def test_days_that_count_from_the_day_of_the_source_are_doubted() -> None:
    assert "counts from the day" in checks(draft("This week the board closed the tower to visitors."), "This week")
