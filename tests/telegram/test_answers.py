"""Answers as Telegram messages."""

import dataclasses
from datetime import date

import pytest

from bot import texts
from bot.answering import Answer, Match, Status, Suggestion
from bot.facts.model import Fact, Source
from bot.playground.botapi.html import parse_html
from bot.telegram.messages.answers import group_reply, inline_reply, private_reply
from bot.telegram.messages.callback_data import Action, to_fact
from bot.telegram.messages.markup import MESSAGE_UNITS, utf16_length
from bot.telegram.messages.reply import CopyButton, LinkButton, TapButton

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


def test_a_statement_that_is_the_quote_is_shown_once() -> None:
    verbatim = dataclasses.replace(OTHER, source=Source("A title"))

    assert private_reply(answer(Status.ANSWERED, verbatim)).plain == "“They left.”\n\n— A title"
    assert inline_reply(verbatim).plain == "“They left.”\n\n— A title"


def test_an_answer_offers_two_questions_the_quote_and_a_way_out() -> None:
    rows = private_reply(answer(Status.ANSWERED, FACT)).buttons

    assert [[button.label for button in row] for row in rows] == [
        ["Question 0?"],
        ["Question 1?"],
        [texts.COPY_QUOTE, texts.NOT_MEANT],
    ]
    assert rows[2] == (CopyButton(texts.COPY_QUOTE, FACT.quote), TapButton(texts.NOT_MEANT, "n:a-fact:"))


def test_a_next_question_is_the_shortest_that_can_be_read_alone_cut_at_a_word() -> None:
    wordings = (
        "Who of them left the town of Nordholm in the end?",
        "Who left it?",
        "Who left the hall in Nordholm at last?",
    )
    fact = dataclasses.replace(OTHER, questions=wordings)

    [button], *_ = private_reply(answer(Status.ANSWERED, FACT, suggestions=(Suggestion(fact, wordings[0]),))).buttons
    longer = dataclasses.replace(OTHER, questions=("Who left the hall in the old town of Nordholm?",))
    [cut], *_ = private_reply(answer(Status.ANSWERED, FACT, suggestions=(Suggestion(longer, "Who?"),))).buttons

    assert button == TapButton(wordings[2], to_fact(Action.ASK, fact, wordings[2]).data)
    assert cut.label == "Who left the hall in the old town of…"
    assert utf16_length(cut.label) <= 38


@pytest.mark.parametrize(("parts", "labels"), [(3, ["1/3", "2/3", "3/3"]), (7, ["1/7", "2/7", "3/7", "4/7"])])
def test_a_long_quote_is_copied_in_parts_whose_row_is_one_of_three(parts: int, labels: list[str]) -> None:
    quote = " ".join(["\N{GRINNING FACE}" * 63] * (2 * parts))
    long = dataclasses.replace(FACT, quote=quote)

    _, copies, last = private_reply(answer(Status.ANSWERED, long)).buttons

    assert [button.label for button in copies] == [f"Copy {label}" for label in labels]
    copied = [button.text for button in copies if isinstance(button, CopyButton)]
    assert quote.startswith(" ".join(copied))
    assert all(utf16_length(text) <= 256 for text in copied)
    assert [button.label for button in last] == [texts.NOT_MEANT]


def test_what_was_picked_stands_above_its_answer() -> None:
    picked = answer(Status.ANSWERED, FACT, about="Who <met>?", understood="Who <met>?")

    for reply in (private_reply(picked), group_reply(picked, "talks_bot")):
        assert reply.html.startswith("<i>▸ Who &lt;met&gt;?</i>\nA &amp; B met.")


def test_what_a_follow_up_was_taken_to_be_about_stands_above_its_answer() -> None:
    completed = answer(Status.ANSWERED, FACT, about="China", understood="Who met China?")

    for reply in (private_reply(completed), group_reply(completed, "talks_bot")):
        assert reply.plain.startswith("About China:\nA & B met.")


def test_two_facts_of_one_source_name_it_once() -> None:
    reply = private_reply(answer(Status.ANSWERED, FACT, OTHER))

    assert reply.plain.count("The Courier") == 1
    assert reply.plain.index("A & B met.") < reply.plain.index("They left.")


@pytest.mark.parametrize("facts", [1, 5])
def test_a_long_answer_fits_with_its_source_and_goes_on_in_further_messages(facts: int) -> None:
    quotes = [" ".join(f"They met & parted {fact}-{number}." for number in range(300)) for fact in range(facts)]
    long = [dataclasses.replace(FACT, quote=quote) for quote in quotes]

    for reply in (private_reply(answer(Status.ANSWERED, *long)), group_reply(answer(Status.ANSWERED, *long), "a_bot")):
        shown = [parse_html(part.html).text for part in (reply, *reply.rest)]
        assert all(utf16_length(text) <= MESSAGE_UNITS for text in shown)
        assert all(text.endswith("— A <title>, The Courier, 6 May 2024") for text in shown)
        assert not any(part.buttons for part in reply.rest)
        everything = " ".join(shown)
        assert all(f"{fact}-{number}." in everything for fact in range(facts) for number in range(300))


def test_unsure_offers_three_questions() -> None:
    reply = private_reply(answer(Status.UNSURE))

    assert reply.plain == texts.DID_YOU_MEAN
    assert [row[0].label for row in reply.buttons] == ["Question 0?", "Question 1?", "Question 2?"]


@pytest.mark.parametrize("status", [Status.UNSURE, Status.UNKNOWN])
def test_without_anything_to_offer_there_is_a_sentence_and_no_more(status: Status) -> None:
    reply = private_reply(answer(status, suggestions=(), said="Not <said>."))

    assert (reply.plain, reply.buttons) == ("Not <said>.", ())


def test_unknown_says_so_and_offers_questions() -> None:
    reply = private_reply(answer(Status.UNKNOWN, said="Not <said>."))

    assert reply.plain == f"Not <said>. {texts.YOU_COULD_ASK_FOR_EXAMPLE}"


def test_in_a_group_there_is_one_row_and_a_way_to_more() -> None:
    rows = group_reply(answer(Status.ANSWERED, FACT), "talks_bot").buttons

    assert len(rows) == 1
    assert rows[0][-1] == LinkButton(texts.MORE_IN_PRIVATE, "https://t.me/talks_bot?start=fact_a-fact")


def test_in_a_group_two_parts_of_a_long_quote_can_be_copied_and_the_source_stands_below_it() -> None:
    long = dataclasses.replace(FACT, quote="word " * 399 + "word")

    reply = group_reply(answer(Status.ANSWERED, long), "talks_bot")

    assert [[button.label for button in row] for row in reply.buttons] == [
        ["Copy 1/8", "Copy 2/8", texts.MORE_IN_PRIVATE]
    ]
    assert reply.html.rpartition("</blockquote>")[2].endswith(", The Courier, 6 May 2024")


def test_in_a_group_the_offers_are_numbered_in_one_row() -> None:
    reply = group_reply(answer(Status.UNSURE), "talks_bot")

    assert reply.plain == "Did you mean:\n1. Question 0?\n2. Question 1?\n3. Question 2?"
    assert [[button.label for button in row] for row in reply.buttons] == [["1", "2", "3"]]


def test_in_a_group_unknown_is_one_line_without_buttons() -> None:
    reply = group_reply(answer(Status.UNKNOWN, said="It does\nnot say."), "talks_bot")

    assert reply.plain == "It does not say."
    assert reply.buttons == ()


def test_an_inline_result_has_no_buttons() -> None:
    assert inline_reply(FACT).buttons == ()
    assert "The Courier" in inline_reply(FACT).plain
