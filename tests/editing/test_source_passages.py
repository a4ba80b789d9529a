"""The sentences of a source, those first that a statement most likely rests on."""

from pathlib import Path

from bot.editing.source_passages import nearest_sentences, sentences, source_text_of
from bot.facts.files import FactFile
from bot.facts.quote_check import folded
from bot.facts.schema import MAX_QUOTE
from tests.samples import ARTICLE, HEAD, LIGHTHOUSE

ROOT = Path(__file__).parents[2]


def test_sentences_go_over_lines_but_not_over_paragraphs() -> None:
    text = "A title\n\nMr. Berg lit\nthe lamp. It was red.\n\nIt was red.\n" + "x" * (MAX_QUOTE + 1)
    assert sentences(text) == ["A title", "Mr. Berg lit the lamp.", "It was red."]


def test_each_sentence_is_in_the_source_word_for_word() -> None:
    article = (ROOT / "tests/data/article.txt").read_text()
    assert all(sentence in folded(article) for sentence in map(folded, sentences(article)))


def test_the_rarest_words_in_common_count_most() -> None:
    found = nearest_sentences("It was painted white in the year of the storm.", ARTICLE)
    assert found[0].endswith("it was painted red and white.")


def test_nothing_is_found_in_nothing() -> None:
    assert nearest_sentences("A lamp.", "") == ()
    assert nearest_sentences("", ARTICLE)


def test_the_text_is_that_which_the_file_names(tmp_path: Path) -> None:
    (tmp_path / "article.txt").write_text(ARTICLE)
    named = LIGHTHOUSE.replace("source:\n", "source:\n  text: article.txt\n")

    assert source_text_of(FactFile("facts.yaml", named.encode()), tmp_path) == ARTICLE
    assert source_text_of(FactFile("facts.yaml", named.replace("article", "gone").encode()), tmp_path) is None
    assert source_text_of(FactFile("facts.yaml", HEAD.encode()), tmp_path) is None
    assert source_text_of(FactFile("facts.yaml", b"\xff"), tmp_path) is None
