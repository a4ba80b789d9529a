"""Telegram's HTML, escaped and made to fit."""

import re

from hypothesis import given
from hypothesis import strategies as st

from bot.chats.spans import Span, Style, bold, italic
from bot.playground.botapi.html import parse_html
from bot.telegram.messages.markup import MESSAGE_UNITS, as_html, as_plain, cut, escape, fitted, utf16_length

ANY_TEXT = st.text(st.characters(exclude_categories=[]))


@given(ANY_TEXT)
def test_what_is_escaped_is_shown_as_it_was(text: str) -> None:
    shown = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace").replace("\0", "")

    assert parse_html(f"x{escape(text)}x").text == f"x{shown}x"


def test_an_address_cannot_leave_its_attribute() -> None:
    assert '"><b>' not in as_html([Span("here", url='https://a.example/"><b>')])


@given(ANY_TEXT, st.integers(0, 200))
def test_what_is_cut_fits(text: str, units: int) -> None:
    assert utf16_length(cut(text, units)) <= units


def test_a_text_is_cut_after_a_sentence() -> None:
    assert cut("One two. Three four! Five six seven.", 26) == "One two. Three four! …"


def test_a_text_without_sentences_is_cut_after_a_word() -> None:
    assert cut("one two three four", 12) == "one two…"


def test_an_emoji_counts_twice_and_is_not_split() -> None:
    assert cut("\N{GRINNING FACE}" * 5, 7) == "\N{GRINNING FACE}" * 2 + "…"


def test_the_longest_span_is_shortened_until_all_fit() -> None:
    quote = "A sentence of the source. " * 400
    spans = [
        Span("Statement."),
        Span(quote, Style.QUOTE, shortenable=True),
        Span("Source"),
    ]

    kept = fitted(spans)

    assert utf16_length(as_plain(kept)) <= MESSAGE_UNITS
    assert re.search(r"source\. …</blockquote>Source$", as_html(kept))


def test_what_does_not_yield_is_cut_as_a_whole_at_last() -> None:
    assert utf16_length(as_plain(fitted([bold("word " * 2_000)]))) <= MESSAGE_UNITS


@given(st.lists(st.tuples(ANY_TEXT, st.booleans()), max_size=5))
def test_whatever_is_fitted_is_html_that_telegram_reads(texts: list[tuple[str, bool]]) -> None:
    spans = [italic(text, shortenable=shortenable) for text, shortenable in texts]

    parsed = parse_html(as_html(fitted(spans, 50)))

    assert utf16_length(parsed.text) <= 50
