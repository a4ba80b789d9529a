"""Topics in private chats: each a conversation of its own, and no answer is lost with one."""

from collections.abc import Iterator

import pytest

from bot.playground.botapi import Person

from . import library
from .conftest import ServedFacts
from .test_sending import refused


@pytest.fixture
def rita(live: ServedFacts) -> Iterator[Person]:
    """Yield a reader who has topics in the private chat."""
    live.telegram.private_topics(True)
    yield live.telegram.person("Rita")
    live.telegram.private_topics(False)


def test_an_answer_goes_to_the_topic_of_its_question(rita: Person) -> None:
    books = rita.topic("Books")

    answers = [rita.asks(library.QUESTION, books), rita.asks("/help", books), rita.asks(library.OFF_TOPIC, books)]

    assert [answer.thread for answer in answers] == [books.thread] * 3


def test_a_tap_is_answered_in_its_topic(rita: Person) -> None:
    books = rita.topic("Books")
    first = rita.asks(library.QUESTION, books)

    rita.presses(first, library.NEXT_QUESTION)

    assert rita.private.answer_to(first).thread == books.thread


def test_each_topic_is_a_conversation_of_its_own(rita: Person) -> None:
    music, people = rita.topic("Music"), rita.topic("People")
    rita.asks(library.MARCH_QUESTION, music)

    elsewhere = rita.asks(library.FOLLOW_UP, people)
    in_general = rita.asks(library.FOLLOW_UP)
    leaning = rita.asks(library.FOLLOW_UP, music)

    assert "the march of the miners" in leaning.text
    assert "the march of the miners" not in elsewhere.text
    assert "the march of the miners" not in in_general.text


def test_a_reply_in_general_has_the_number_of_a_thread_and_is_in_no_topic(rita: Person) -> None:
    rita.topic("Books")
    first = rita.asks(library.QUESTION)

    reply = rita.writes(library.NEXT_QUESTION, reply_to=first)

    assert "message_thread_id" in reply.fields
    answer = rita.private.answer_to(reply)
    assert answer.text.startswith(library.NEXT_STATEMENT)
    assert answer.thread == 0


def test_the_answer_arrives_although_its_topic_was_deleted_meanwhile(live: ServedFacts, rita: Person) -> None:
    books = rita.topic("Books")
    with live.telegram.state.change():
        question = rita.writes(library.QUESTION, books)
        books.delete_topic()

    assert rita.private.answer_to(question).text.startswith(library.STATEMENT)


def test_the_answer_arrives_although_topics_were_turned_off(live: ServedFacts, rita: Person) -> None:
    books = rita.topic("Books")
    with live.telegram.state.change():
        question = rita.writes(library.QUESTION, books)
        live.telegram.private_topics(False)

    answer = rita.private.answer_to(question)
    assert answer.text.startswith(library.STATEMENT)
    assert answer.reply_to == question.id


def test_what_was_meant_instead_stays_in_the_topic_of_an_answer_that_cannot_be_edited(
    live: ServedFacts, rita: Person
) -> None:
    books = rita.topic("Books")
    answer = rita.asks(library.QUESTION, books)
    live.telegram.faults.add(refused("message can't be edited"), method="editMessageText", chat_id=rita.id)

    rita.reacts(answer, "\N{THUMBS DOWN SIGN}")

    assert rita.private.answer_to(answer).thread == books.thread


def test_a_tap_on_an_answer_that_was_deleted_is_answered_in_its_topic(rita: Person) -> None:
    books = rita.topic("Books")
    first = rita.asks(library.QUESTION, books)
    rita.deletes(first)

    rita.presses(first, library.NEXT_QUESTION)

    assert rita.private.answer_to(first).thread == books.thread
