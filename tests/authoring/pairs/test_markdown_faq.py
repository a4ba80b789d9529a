"""Pairs in a Markdown page with questions as headings."""

from bot.authoring.pairs.markdown_faq import NO_QUESTION, read_markdown
from bot.authoring.pairs.model import PairFile

PAGE = """\
---
layout: page
---
# Help desk

## Billing

### How do I *pay*?

By card:

- Visa
- see [the desk](https://example.org)

    # no heading

Setext question?
----------------
Yes.
"""


def rows(file: PairFile) -> list[tuple[int, str, str]]:
    return [(pair.line, pair.questions[0].text, pair.answer) for pair in file.pairs]


def test_a_heading_is_a_question_and_what_stands_below_it_the_answer() -> None:
    file = read_markdown("faq.md", PAGE)

    assert rows(file) == [
        (8, "How do I pay?", "By card:\n\n- Visa\n- see [the desk](https://example.org)\n\n    # no heading"),
        (17, "Setext question?", "Yes."),
    ]
    assert (file.title, file.problems) == ("Help desk", [])


def test_line_breaks_of_any_kind_make_no_difference() -> None:
    assert rows(read_markdown("faq.md", PAGE.replace("\n", "\r\n"))) == rows(read_markdown("faq.md", PAGE))


def test_what_belongs_to_no_question_is_named() -> None:
    file = read_markdown("faq.md", "Hello.\n\n# Help\n\nAn introduction.\n\n## Who?\n\nWe.\n")

    assert rows(file) == [(7, "Who?", "We.")]
    assert [str(problem) for problem in file.problems] == [
        "faq.md:1: stands above the first heading; left out",
        "faq.md:3: what stands below the title answers no question; left out",
    ]


def test_a_heading_that_is_no_question_is_taken_and_to_be_checked() -> None:
    [pair] = read_markdown("faq.md", "## Opening hours\n\nNine to five.\n").pairs
    assert list(pair.checks) == [NO_QUESTION]


def test_a_question_without_an_answer_is_a_pair_without_one() -> None:
    assert rows(read_markdown("faq.md", "## Who?\n\n## When?\n\nNow.\n\n## Where?\n")) == [
        (1, "Who?", ""),
        (3, "When?", "Now."),
        (7, "Where?", ""),
    ]


def test_headings_all_of_one_level_are_all_questions() -> None:
    file = read_markdown("faq.md", "# Who?\nWe.\n# When?\nNow.\n")
    assert (rows(file), file.title) == ([(1, "Who?", "We."), (3, "When?", "Now.")], "")


def test_a_page_without_headings_has_no_pair() -> None:
    assert read_markdown("faq.md", "Text only.\n").pairs == []
    assert read_markdown("faq.md", "").pairs == []
