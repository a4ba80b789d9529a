"""The text of a source is read from plain text, Markdown and web pages, or one sentence says why not."""

from datetime import date

import pytest

from bot.authoring.article import MAX_BYTES, ArticleError, read_article

PAGE = """<!doctype html><html><head><title>The tower - Harbour News</title>
<meta property="og:title" content="The tower closes"><meta property="og:site_name" content="Harbour News">
<meta property="article:published_time" content="2024-05-06T10:00:00Z">
<link rel="canonical" href="https://example.org/tower"></head><body>
<nav><a href="/">Home</a> <a href="/sport">Sport</a></nav>
<article><h1>The tower closes</h1>
<p>The lighthouse of Nordholm closes in May, as the harbour board said on Monday after a long meeting.</p>
<p>Ada Berg, who kept the lamp for thirty years, called it a sad day for the island.</p></article>
<footer>All rights reserved. Cookies.</footer></body></html>"""


def test_a_line_that_was_broken_to_fit_is_joined_and_another_is_a_paragraph() -> None:
    text = (
        "The tower\n\nThe lighthouse of Nordholm was built in 1868 by the\nengineer "
        "Johan Lund. It is 41 metres high, with\ntwo hundred steps.\n\nOPENING HOURS\nIt is open daily.\n"
    )

    article = read_article(text.encode(), "tower.txt")

    assert article.title == "The tower"
    assert article.paragraphs[1].endswith("by the engineer Johan Lund. It is 41 metres high, with two hundred steps.")
    assert article.paragraphs[2:] == ("OPENING HOURS", "It is open daily.")
    assert not article.is_extracted


def test_markdown_is_read_without_its_marks() -> None:
    text = (
        "# The *tower*\n\nIt is **41 metres** high,\nas [the board](https://example.org) says.\n\n- It has `212` steps."
    )

    article = read_article(text.encode(), "tower.md")

    assert article.title == "The tower"
    assert article.paragraphs == ("The tower", "It is 41 metres high, as the board says.", "It has 212 steps.")
    assert article.is_extracted


@pytest.mark.parametrize("name", ["tower.html", "-"])
def test_a_web_page_gives_its_article_and_what_it_says_of_itself(name: str) -> None:
    article = read_article(PAGE.encode(), name)

    assert (article.title, article.publisher, article.published, article.url) == (
        "The tower closes",
        "Harbour News",
        date(2024, 5, 6),
        "https://example.org/tower",
    )
    assert any(paragraph.startswith("Ada Berg") for paragraph in article.paragraphs)
    assert "Cookies" not in article.text
    assert "Sport" not in article.text


@pytest.mark.parametrize(
    ("data", "name", "said"),
    [
        (b"caf\xe9 is open.", "a.txt", "UTF-8"),
        ("It is open.".encode("utf-16-le"), "a.txt", "UTF-8"),
        (b"a" * (MAX_BYTES + 1), "a.txt", "larger than"),
        (b"<html><body><nav>Home</nav></body></html>", "a.html", "no article"),
        (b"<html>", "a.html", "no article"),
        (b"The lamp is \x1b[31mred\x1b[0m.", "a.txt", "U[+]001B"),
    ],
)
def test_what_cannot_be_read_is_refused_in_one_sentence(data: bytes, name: str, said: str) -> None:
    with pytest.raises(ArticleError, match=said) as refused:
        read_article(data, name)

    assert "\n" not in str(refused.value)
