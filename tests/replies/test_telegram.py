"""Answers as Telegram messages."""

import dataclasses
from datetime import date

import pytest

from bot.answering import Answer, Match, Status, Suggestion
from bot.answering.acts import replies
from bot.facts.model import Fact, Source
from bot.playground.botapi.html import parse_html
from bot.replies import texts
from bot.replies.markup import MESSAGE_UNITS, utf16_length
from bot.replies.reply import CopyButton, LinkButton, TapButton
from bot.replies.telegram import group_reply, inline_reply, private_reply

SOURCE = Source("A <title>", "The Courier", date(2024, 5, 6), "https://courier.example/a?b=1&c=2")
FACT = Fact("a-fact", "A & B met.", "“A” met <B> & C", SOURCE, ("Who met?",), note="It was on Monday.")
OTHER = Fact("other", "They left.", "They left", SOURCE, ("Who left?",))
MANY = tuple(Suggestion(OTHER, f"Question {number}?") for number in range(5))


def answer(status: Status = Status.ANSWERED, *facts: Fact, **more: object) -> Answer:
    matches = tuple(Match(fact, 1.0) for fact in facts)
    return dataclasses.replace(Answer("Who?", status, 0.5, facts=matches, suggestions=MANY), **more)  # type: ignore[arg-type]


def test_an_answer_shows_statement_quote_note_and_source() -> None:
    reply = private_reply(answer(Status.ANSWERED, FACT))

    assert parse_html(reply.html).text == reply.plain
    assert reply.plain == (
        "A & B met.\n\n“A” met <B> & C\nEditor's note: It was on Monday.\n\n— A <title>, The Courier, 6 May 2024"
    )


def test_an_answer_offers_three_questions_the_quote_and_a_way_out() -> None:
    rows = private_reply(answer(Status.ANSWERED, FACT)).buttons

    assert [row[0].label for row in rows[:3]] == ["Question 0?", "Question 1?", "Question 2?"]
    assert rows[3] == (CopyButton(texts.COPY_QUOTE, FACT.quote), TapButton(texts.NOT_MEANT, "n:a-fact:"))


def test_a_quote_of_more_than_256_units_has_no_copy_button() -> None:
    long = dataclasses.replace(FACT, quote="\N{GRINNING FACE}" * 129)

    assert not any(
        isinstance(button, CopyButton) for row in private_reply(answer(Status.ANSWERED, long)).buttons for button in row
    )


def test_two_facts_of_one_source_name_it_once() -> None:
    reply = private_reply(answer(Status.ANSWERED, FACT, OTHER))

    assert reply.plain.count("The Courier") == 1
    assert reply.plain.index("A & B met.") < reply.plain.index("They left.")


@pytest.mark.parametrize("facts", [1, 5])
def test_a_long_answer_fits_and_is_cut_at_a_sentence(facts: int) -> None:
    long = dataclasses.replace(FACT, quote="They met & parted. " * 300)

    reply = private_reply(answer(Status.ANSWERED, *[long] * facts))

    shown = parse_html(reply.html).text
    assert utf16_length(shown) <= MESSAGE_UNITS
    assert "parted. …" in shown


def test_unsure_offers_three_questions() -> None:
    reply = private_reply(answer(Status.UNSURE))

    assert reply.plain == texts.DID_YOU_MEAN
    assert [row[0].label for row in reply.buttons] == ["Question 0?", "Question 1?", "Question 2?"]


def test_unsure_of_nothing_is_unknown() -> None:
    assert private_reply(answer(Status.UNSURE, suggestions=())).plain == texts.NOT_SAID


def test_unknown_says_so() -> None:
    assert private_reply(answer(Status.UNKNOWN)).plain == f"{texts.NOT_SAID} {texts.YOU_COULD_ASK_FOR_EXAMPLE}"
    assert private_reply(answer(Status.UNKNOWN, not_covered_reply="Not <said>.")).plain == "Not <said>."


@pytest.mark.parametrize("act", ["greeting", "thanks", "help"])
def test_an_act_gets_its_line_and_no_more(act: str) -> None:
    assert private_reply(answer(Status.UNKNOWN, act=act)).plain == replies()[act]


def test_in_a_group_there_is_one_row_and_a_way_to_more() -> None:
    rows = group_reply(answer(Status.ANSWERED, FACT), "talks_bot").buttons

    assert len(rows) == 1
    assert rows[0][-1] == LinkButton(texts.MORE_IN_PRIVATE, "https://t.me/talks_bot?start=a-fact")


def test_in_a_group_the_offers_are_numbered_in_one_row() -> None:
    reply = group_reply(answer(Status.UNSURE), "talks_bot")

    assert reply.plain == "Did you mean:\n1. Question 0?\n2. Question 1?\n3. Question 2?"
    assert [[button.label for button in row] for row in reply.buttons] == [["1", "2", "3"]]


def test_in_a_group_unknown_is_one_line_without_buttons() -> None:
    reply = group_reply(answer(Status.UNKNOWN, not_covered_reply="It does\nnot say."), "talks_bot")

    assert reply.plain == "It does not say."
    assert reply.buttons == ()


def test_an_inline_result_has_no_buttons() -> None:
    assert inline_reply(FACT).buttons == ()
    assert "The Courier" in inline_reply(FACT).plain
