"""A message is split where another question may begin."""

from time import process_time

import pytest

from bot.answering.parts import MAX_PARTS, MAX_SPLITS, parts, sentences, splits


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
    splits("who met" + "\n" * 20_000 + "Singh?")
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


def sides(text: str) -> list[tuple[str, str]]:
    return [(split.left, split.right) for split in splits(text)]


@pytest.mark.parametrize(
    "joined",
    [
        "Where was it held? Who came there?",
        "Where was it held?\nWho came there?",
        "1. Where was it held?\n2. Who came there?",
        "1) Where was it held? 2) Who came there?",
    ],
)
def test_a_message_may_be_split_between_its_questions(joined: str) -> None:
    assert sides(joined) == [("Where was it held?", "Who came there?")]


def test_a_message_may_be_split_at_a_word_that_joins() -> None:
    assert ("Where was it held", "who came there?") in sides("Where was it held and who came there?")


def test_an_initial_and_a_title_end_no_sentence() -> None:
    assert sides("Is Lloyd J. Austin older than Mr. Nakatani?") == []


def test_a_hostile_message_has_a_bounded_number_of_splits() -> None:
    assert len(splits("a b. " * 10_000)) <= MAX_SPLITS
