"""How an answer reads in a terminal and in a pipe."""

from dataclasses import replace
from datetime import date
from io import StringIO

import pytest
from rich.console import Console

from bot.answering import Answer, Match, Status, Suggestion
from bot.answering.sentences import NOT_SURE
from bot.facts.model import Fact, Source
from bot.terminal.rendering import one_line, plain, styled

SOURCE = Source("The lighthouse of Nordholm", "Harbour News", date(2023, 5, 4), "https://example.org/nordholm")
HEIGHT = Fact("height", "It is 41 metres high.", "41 metres\nhigh", SOURCE, note="Feet are meant.")
KEEPER = Fact("keeper", "Ada Berg kept it.", "kept by Ada Berg", SOURCE)
NOT_SAID = "The article does not say."
SUGGESTIONS = (Suggestion(KEEPER, "Who kept it?"), Suggestion(HEIGHT, "How high is it?"))


def answered(*facts: Fact) -> Answer:
    return Answer("q", Status.ANSWERED, 0.9, facts=tuple(Match(fact, 0.9) for fact in facts))


def on_terminal(answer: Answer, width: int = 60) -> str:
    stream = StringIO()
    Console(file=stream, force_terminal=True, width=width, highlight=False).print(styled(answer))
    return stream.getvalue()


def test_an_answer_is_the_statement_the_quote_the_source_and_the_note() -> None:
    assert plain(answered(HEIGHT)).splitlines() == [
        "It is 41 metres high.",
        "  “41 metres high”",
        "  — The lighthouse of Nordholm, Harbour News, 4 May 2023, https://example.org/nordholm",
        "Editor's note: Feet are meant.",
    ]


def test_a_statement_that_is_the_quote_is_shown_once() -> None:
    verbatim = replace(KEEPER, quote="Ada Berg kept it", source=Source("A title"))

    assert plain(answered(verbatim)).splitlines() == ["“Ada Berg kept it.”", "  — A title"]


def test_two_facts_of_one_source_name_it_once() -> None:
    text = plain(answered(KEEPER, HEIGHT))
    assert text.count("— The lighthouse") == 1
    assert text.index("kept by Ada Berg") < text.index("41 metres high”") < text.index("— The lighthouse")


def test_two_facts_of_two_sources_name_both() -> None:
    text = plain(answered(KEEPER, replace(HEIGHT, source=Source("Another"))))
    assert "— The lighthouse" in text
    assert "— Another" in text


def test_an_answer_says_what_could_be_asked_next() -> None:
    text = plain(replace(answered(HEIGHT), suggestions=SUGGESTIONS[:1]))
    assert text.endswith("You could ask next:\n  1. Who kept it?")


def test_an_unsure_answer_numbers_what_may_have_been_meant() -> None:
    assert plain(Answer("q", Status.UNSURE, 0.4, suggestions=SUGGESTIONS, said=NOT_SURE)).splitlines() == [
        "I am not sure what you mean.",
        "Did you mean:",
        "  1. Who kept it?",
        "  2. How high is it?",
    ]


def test_an_unknown_answer_is_honest_and_offers_topics() -> None:
    assert plain(Answer("q", Status.UNKNOWN, 0.1, suggestions=SUGGESTIONS, said=NOT_SAID)).splitlines() == [
        "The article does not say.",
        "You could ask:",
        "  1. Who kept it?",
        "  2. How high is it?",
    ]


def test_a_reply_can_be_one_line() -> None:
    assert one_line(answered(KEEPER)) == (
        "Ada Berg kept it. “kept by Ada Berg” — The lighthouse of Nordholm, Harbour News, 4 May 2023, "
        "https://example.org/nordholm"
    )


@pytest.mark.parametrize("hostile", ["a\x1b[31mb", "a\x9b31mb", "a\rb\x07", "a\u202eb", "a\ud800b"])
def test_nothing_that_steers_a_terminal_gets_through(hostile: str) -> None:
    answer = answered(replace(HEIGHT, statement=hostile, quote=hostile, note=hostile))
    for text in (plain(answer), one_line(answer)):
        assert not set(text) & set("\x1b\x9b\x07\r\u202e\ud800")
    assert "\x1b[31m" not in on_terminal(answer)


def test_square_brackets_are_text_and_no_markup() -> None:
    hostile = "[red]a[/red] [/] [link=x]b :smile:"
    answer = answered(replace(HEIGHT, statement=hostile))
    assert plain(answer).startswith(hostile)
    assert hostile in on_terminal(answer, width=100)


def test_a_long_quote_is_wrapped_and_indented_on_a_terminal() -> None:
    answer = answered(replace(HEIGHT, quote="word " * 30))
    stream = StringIO()
    Console(file=stream, width=40, highlight=False).print(styled(answer))
    quoted = [line for line in stream.getvalue().splitlines() if "word" in line]
    assert len(quoted) > 3
    assert all(line.startswith("  ") and len(line) <= 40 for line in quoted)


def test_a_long_suggestion_is_wrapped_under_itself_on_a_terminal() -> None:
    answer = Answer("q", Status.UNSURE, 0.4, suggestions=(Suggestion(KEEPER, "word " * 15),), said=NOT_SURE)
    stream = StringIO()
    Console(file=stream, width=40, highlight=False).print(styled(answer))
    first, second = stream.getvalue().splitlines()[2:4]
    assert first.startswith("  1. word")
    assert second.startswith("     word")
