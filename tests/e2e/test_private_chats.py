"""A reader in a private chat."""

import pytest

from bot.playground.botapi import Person

from . import library
from .conftest import ServedFacts


def reader(live: ServedFacts) -> Person:
    return live.telegram.person("Rita")


def test_an_answer_has_the_statement_the_quote_the_source_and_the_note(live: ServedFacts) -> None:
    answer = reader(live).asks(library.QUESTION)

    assert answer.text.startswith(library.STATEMENT)
    assert answer.marked("expandable_blockquote") == [library.QUOTE]
    assert "A new library for Lindhaven, The Lindhaven Courier, 6 May 2024" in answer.text
    assert answer.marked("text_link") == ["A new library for Lindhaven"]
    assert answer.marked("italic") == [f"Editor's note: {library.NOTE}"]


def test_an_answer_shows_no_link_preview(live: ServedFacts) -> None:
    rita = reader(live)

    rita.asks(library.QUESTION)

    assert rita.private.calls("sendMessage")[-1].parameters["link_preview_options"] == {"is_disabled": True}


def test_the_quote_can_be_copied(live: ServedFacts) -> None:
    rita = reader(live)

    assert rita.copies(rita.asks(library.QUESTION), "copy") == library.QUOTE


def test_a_quote_too_long_to_copy_at_once_is_copied_in_parts(live: ServedFacts) -> None:
    rita = reader(live)

    answer = rita.asks(library.LONG_QUESTION)

    parts = [rita.copies(answer, f"Copy {number}/5") for number in range(1, 5)]
    assert library.LONG_QUOTE.startswith(" ".join(parts))
    assert len(answer.rows) <= 3
    assert answer.marked("expandable_blockquote") == [library.LONG_QUOTE]


def test_a_tap_asks_the_next_question_which_stands_above_its_answer(live: ServedFacts) -> None:
    rita = reader(live)
    first = rita.asks(library.QUESTION)
    assert len(first.rows) == 3

    rita.presses(first, library.NEXT_QUESTION)

    answer = rita.private.answer_to(first)
    assert answer.text.startswith(f"▸ {library.NEXT_QUESTION}\n{library.NEXT_STATEMENT}")
    assert answer.marked("italic")[0] == f"▸ {library.NEXT_QUESTION}"


def test_a_number_answers_a_did_you_mean(live: ServedFacts) -> None:
    rita = reader(live)
    offer = rita.asks(library.unsure_question(live.knowledge))
    number = offer.labels.index(library.QUESTION) + 1

    assert rita.asks(f"{number}.").text.startswith(f"▸ {library.QUESTION}\n{library.STATEMENT}")


def test_did_you_mean_turns_into_the_answer(live: ServedFacts) -> None:
    rita = reader(live)
    offer = rita.asks(library.unsure_question(live.knowledge))
    assert offer.text == "Did you mean:"
    assert 1 <= len(offer.buttons) <= 3

    rita.presses(offer, library.QUESTION)

    assert rita.private.edit_of(offer).text.startswith(f"▸ {library.QUESTION}\n{library.STATEMENT}")


def test_an_unknown_question_gets_one_honest_sentence_and_topics(live: ServedFacts) -> None:
    answer = reader(live).asks(library.OFF_TOPIC)

    assert answer.text.startswith("The article does not say.")
    assert 1 <= len(answer.buttons) <= 3


def test_a_question_that_the_source_leaves_open_gets_the_reply_of_its_entry(live: ServedFacts) -> None:
    assert reader(live).asks(library.UNKNOWN_QUESTION).text.startswith(library.UNKNOWN_REPLY)


def test_not_what_i_meant_offers_the_next_best(live: ServedFacts) -> None:
    rita = reader(live)
    answer = rita.asks(library.QUESTION)

    rita.presses(answer, "not what i meant")

    offer = rita.private.edit_of(answer)
    assert library.QUESTION not in offer.labels
    assert library.NEXT_QUESTION in offer.labels
    number = offer.labels.index(library.NEXT_QUESTION) + 1
    assert library.NEXT_STATEMENT in rita.asks(str(number)).text


def test_start_greets_in_two_lines_with_four_questions(live: ServedFacts) -> None:
    rita = reader(live)
    greeting = rita.asks("/start")
    assert len(greeting.text.splitlines()) == 2
    assert len(greeting.buttons) == 4

    rita.presses(greeting, library.QUESTION)

    assert rita.private.answer_to(greeting).text.startswith(f"▸ {library.QUESTION}\n{library.STATEMENT}")


def test_a_follow_up_leans_on_a_question_that_was_tapped(live: ServedFacts) -> None:
    rita = reader(live)
    greeting = rita.asks("/start")
    rita.presses(greeting, library.MARCH_QUESTION)
    rita.private.answer_to(greeting)

    assert "the march of the miners" in rita.asks(library.FOLLOW_UP).text


@pytest.mark.parametrize("payload", ["fact_library-books", "library-books"])
def test_a_deep_link_opens_a_fact(live: ServedFacts, payload: str) -> None:
    answer = reader(live).asks(f"/start {payload}")

    assert answer.text.startswith(f"▸ {library.NEXT_QUESTION}\n{library.NEXT_STATEMENT}")


def test_a_deep_link_to_a_fact_that_has_gone_says_so(live: ServedFacts) -> None:
    assert reader(live).asks("/start fact_no-such-fact").text == "That answer is no longer in the file."


@pytest.mark.parametrize("payload", ["utm_campaign-7", "no-such-fact", "hello there", "fact"])
def test_a_payload_that_the_bot_did_not_make_greets(live: ServedFacts, payload: str) -> None:
    rita = reader(live)

    assert rita.asks(f"/start {payload}").text == rita.asks("/start").text


def test_help_source_and_privacy_say_what_they_should(live: ServedFacts) -> None:
    rita = reader(live)

    assert "/topics" in rita.asks("/help").text
    assert "The Lindhaven Courier" in rita.asks("/source").text
    assert "90 days" in rita.asks("/privacy").text


def test_ask_is_a_question_too(live: ServedFacts) -> None:
    assert reader(live).asks(f"/ask {library.QUESTION}").text.startswith(library.STATEMENT)


def test_ask_alone_is_explained(live: ServedFacts) -> None:
    assert "/ask" in reader(live).asks("/ask").text


def test_topics_lead_to_questions_and_to_answers(live: ServedFacts) -> None:
    rita = reader(live)
    topics = rita.asks("/topics")
    assert topics.labels == ["Ada Okoro", "City library"]

    rita.presses(topics, "City library")
    questions = rita.private.edit_of(topics)
    assert library.NEXT_QUESTION in questions.labels
    rita.presses(questions, library.NEXT_QUESTION)

    assert rita.private.answer_to(topics).text.startswith(f"▸ {library.NEXT_QUESTION}\n{library.NEXT_STATEMENT}")


def test_greetings_and_thanks_get_a_short_line(live: ServedFacts) -> None:
    rita = reader(live)

    assert len(rita.asks("hello").text.splitlines()) == 1
    assert len(rita.asks("thanks").text.splitlines()) == 1


def test_a_caption_is_a_question(live: ServedFacts) -> None:
    rita = reader(live)

    photo = rita.sends("photo", caption=library.QUESTION)

    assert rita.private.answer_to(photo).text.startswith(library.STATEMENT)


def test_a_forwarded_message_is_a_question(live: ServedFacts) -> None:
    rita, other = reader(live), live.telegram.person("Otto")

    forwarded = rita.writes(library.QUESTION, forwarded_from=other)

    assert rita.private.answer_to(forwarded).text.startswith(library.STATEMENT)


def test_a_rich_message_is_a_question_too(live: ServedFacts) -> None:
    rita = reader(live)

    asked = rita.writes_blocks({"type": "paragraph", "text": ["", {"type": "bold", "text": library.QUESTION}]})
    shown = rita.writes_blocks({"type": "photo", "photo": []})

    assert rita.private.answer_to(asked).text.startswith(library.STATEMENT)
    assert "text" in rita.private.answer_to(shown).text


def test_what_is_no_text_gets_one_hint(live: ServedFacts) -> None:
    rita = reader(live)
    sticker = rita.sends("sticker")
    assert "text" in rita.private.answer_to(sticker).text

    with rita.private.silent_until(lambda: rita.writes(library.QUESTION)):
        rita.sends("voice")
        rita.sends("photo")


def test_an_edited_question_edits_its_answer(live: ServedFacts) -> None:
    rita = reader(live)
    question = rita.writes(library.QUESTION)
    answer = rita.private.answer_to(question)

    rita.edits(question, library.NEXT_QUESTION)

    assert rita.private.edit_of(answer).text.startswith(library.NEXT_STATEMENT)


def test_an_edit_of_nothing_changes_nothing(live: ServedFacts) -> None:
    rita = reader(live)
    question = rita.writes(library.QUESTION)
    rita.private.answer_to(question)

    with rita.private.silent_until(lambda: rita.writes(library.NEXT_QUESTION)):
        rita.edits(question)


def test_an_edited_command_is_not_a_new_command(live: ServedFacts) -> None:
    rita = reader(live)
    command = rita.writes("/source")
    rita.private.answer_to(command)

    with rita.private.silent_until(lambda: rita.writes(library.QUESTION)):
        rita.edits(command, "/help")


@pytest.mark.parametrize("text", ["/quokkas", f"/who {library.QUESTION}", f"/ask@other_bot {library.QUESTION}"])
def test_a_command_that_does_not_exist_gets_the_list_of_those_that_do(live: ServedFacts, text: str) -> None:
    answer = reader(live).asks(text)

    assert answer.text.startswith("I do not know that command.\n\n/topics: ")
    assert "/gaps" not in answer.text
    assert not answer.buttons


def test_a_tap_on_a_fact_that_has_gone_says_so(live: ServedFacts) -> None:
    rita = reader(live)
    answer = rita.asks(library.QUESTION)

    notice = rita.notice(rita.sends_callback(answer, "s:no-such-fact:00000000"))

    assert notice.parameters["text"] == "That answer is no longer in the file."


def test_a_button_of_somebody_else_is_answered_too(live: ServedFacts) -> None:
    rita = reader(live)
    answer = rita.asks(library.QUESTION)

    assert rita.notice(rita.sends_callback(answer, "\0: what?:::")).ok


def test_hostile_text_is_taken_as_a_question(live: ServedFacts) -> None:
    rita = reader(live)

    assert rita.asks("<b>{0} %s \u202e\ud83d & 'x' </i>").text
    assert "ERROR" not in live.process.output
