"""A message is split where another question may begin."""

from time import process_time

import pytest

from bot.answering.parts import MAX_PARTS, joined_questions, parts, sentences


def test_the_sentences_of_a_message_are_parts_of_it() -> None:
    assert "Who met Singh?".rstrip("?") in parts("I read this on the bus. Who met Singh?")


def test_what_follows_a_comma_is_a_part() -> None:
    assert "who met Singh" in parts("was reading this, who met Singh?")


@pytest.mark.parametrize(
    "mark", [". ", "! ", "? ", "; ", ": ", "\n", " - ", " \u2013 ", "\u2014", "\u2026", "\u2600", "\U0001f642"]
)
def test_a_sentence_ends_at_each_mark_that_people_set(mark: str) -> None:
    assert sentences(f"Nice talks{mark}Who met Singh?") == ["Nice talks", "Who met Singh"]
    assert parts(f"Nice talks{mark}Who met Singh?") == ["Nice talks", "Who met Singh"]


def test_a_message_of_one_sentence_has_no_sentences_to_choose_from() -> None:
    assert sentences("Who met Singh?") == []


def test_a_hostile_message_has_a_bounded_number_of_parts() -> None:
    assert len(parts("a b. " * 10_000)) <= MAX_PARTS


def test_commas_without_end_cost_next_to_nothing() -> None:
    start = process_time()
    parts("Singh, " * 14_000)
    assert process_time() - start < 1


def test_white_space_without_end_costs_next_to_nothing() -> None:
    start = process_time()
    joined_questions("who met" + "\n" * 20_000 + "Singh?")
    assert process_time() - start < 1


def test_question_marks_without_end_cost_next_to_nothing() -> None:
    start = process_time()
    sentences("who met" + "?" * 20_000 + "Singh")
    assert process_time() - start < 1


def test_a_sentence_ends_at_the_line_even_if_the_next_begins_at_once() -> None:
    assert sentences("Nice talks?!\nWho met Singh") == ["Nice talks", "Who met Singh"]


def test_what_is_too_long_for_one_question_is_no_part() -> None:
    ramble = "word " * 50
    assert parts(f"{ramble}, who met Singh?") == ["who met Singh"]
    assert sentences(f"{ramble}. Who met Singh?") == ["Who met Singh"]


def test_questions_that_are_joined_are_told_apart() -> None:
    assert joined_questions("Where was it held and who came there?") == ["Where was it held", "who came there"]


def test_a_question_that_leans_on_the_one_before_it_is_not_joined() -> None:
    assert joined_questions("How many countries came and which ones?") == []


def test_an_and_within_a_question_joins_nothing() -> None:
    assert joined_questions("What did India and Japan discuss?") == []
