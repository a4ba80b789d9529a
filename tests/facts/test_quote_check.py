"""Quotes are word for word, or `check --article` says so."""

from bot.facts.quote_check import quotes_not_in
from tests.samples import ARTICLE, LIGHTHOUSE, loaded


def messages(text: str, article: str) -> list[str]:
    return [str(problem) for problem in quotes_not_in(article, loaded(text).parsed_files)]


def test_quotes_that_are_in_the_source_are_no_problem() -> None:
    assert messages(LIGHTHOUSE, ARTICLE) == []


def test_white_space_and_typographic_quotes_make_no_difference() -> None:
    text = LIGHTHOUSE.replace("Ada Berg, its first keeper", "the keeper's \u201clamp\u201d of Nordholm")
    article = ARTICLE.replace("Ada Berg, its first keeper", 'the keeper\u2019s  "lamp"\nof\u00a0Nordholm')
    assert messages(text, article) == []


def test_a_quote_with_another_word_is_named_with_the_nearest_passage() -> None:
    text = LIGHTHOUSE.replace("in 1931 it was painted", "in 1931 it was coloured")
    assert messages(text, ARTICLE) == [
        "facts.yaml:32: facts[2].quote: is not in the source word for word; "
        "the nearest passage is 'in 1931 it was painted red and white.'"
    ]


def test_capitals_and_dashes_are_not_forgiven() -> None:
    assert len(messages(LIGHTHOUSE, ARTICLE.replace("Ada", "ADA").replace("tower,", "tower \u2013"))) == 2


def test_a_quote_from_elsewhere_is_named_without_a_passage() -> None:
    text = LIGHTHOUSE.replace("the tower, 41 metres high", "zzz qqq xxx")
    assert messages(text, ARTICLE) == [
        "facts.yaml:17: facts[0].quote: is not in the source word for word; copy it from there"
    ]


def test_quotes_are_checked_even_if_the_file_has_other_problems() -> None:
    text = LIGHTHOUSE.replace("id: tower-height", "id: Tower").replace("the tower, 41 metres", "the tower, 41 feet")
    assert len(messages(text, ARTICLE)) == 1
