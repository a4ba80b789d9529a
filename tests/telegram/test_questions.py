"""From a message to what is put into the outbox, with a core that only notes what it is asked."""

import asyncio
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any, cast

import pytest
from telegram import Bot, Chat, Message, Update, User

from bot.answering import Answer, Answerer, Match, Status, Suggestion
from bot.chats.browsing import CurrentAnswerer
from bot.chats.budgets import Budgets
from bot.chats.conversations import Conversations
from bot.facts.model import Fact, FactBase, Source
from bot.telegram.handlers.questions import edited, in_private
from bot.telegram.handlers.services import Services
from bot.telegram.transport import api_calls
from bot.telegram.transport.outbox import Outbox

FACT = Fact("a-fact", "It is so.", "It is so", Source("A source"), ("Is it so?",))


class Core(Answerer):
    """Answers with the one fact, unless the question is a sigh."""

    def __init__(self) -> None:
        self.base = FactBase((FACT,))
        self.asked: list[tuple[str, Answer | None]] = []

    def answer(self, question: str, previous: Answer | None = None) -> Answer:
        self.asked.append((question, previous))
        if question == "Hello!":
            return Answer(question, Status.UNKNOWN, 0.0, act="greeting")
        if question == "Wrong.":
            return Answer(question, Status.UNSURE, 0.0, suggestions=(Suggestion(FACT, "Is it so?"),), act="wrong")
        if question == "And there?" and previous is not None and previous.question == "Is it?":
            return Answer(question, Status.UNKNOWN, 0.1, understood="Is it there?")
        if question == "Hm.":
            return Answer(question, Status.UNKNOWN, 0.0, suggestions=(Suggestion(FACT, "Is it so?"),))
        return Answer(question, Status.ANSWERED, 1.0, facts=(Match(FACT, 1.0),))


class Box(Outbox):
    """Keeps what it is given, and says that it was sent."""

    def __init__(self) -> None:
        super().__init__(Bot("1:test"))
        self.sent: list[api_calls.Message] = []

    def put(self, lane: object, call: api_calls.ApiCall) -> None:  # noqa: ARG002
        message = cast("api_calls.Message", call)
        message.slot.message_id = message.slot.message_id or 100 + len(self.sent)
        self.sent.append(message)


class Gaps:
    """Keeps what it is told."""

    def __init__(self) -> None:
        self.kept: list[tuple[str, Sequence[str]]] = []

    def record(self, question: str, offered: Sequence[str]) -> None:
        self.kept.append((question, offered))

    def reject(self, question: str, fact: str) -> None:
        self.kept.append((question, [fact]))


class Counts:
    """Keeps what it counts."""

    def __init__(self) -> None:
        self.kept: list[Status] = []

    def count(self, status: Status) -> None:
        self.kept.append(status)


@pytest.fixture
def services() -> Services:
    return Services(
        CurrentAnswerer(Core()), Conversations(lambda: 0.0), Budgets(lambda: 0.0), Gaps(), Box(), gaps_days=1
    )


CONTEXT = cast("Any", SimpleNamespace(bot=SimpleNamespace(id=1, username="talks_bot")))


def message(number: int, text: str) -> Message:
    return Message(number, datetime.now(UTC), Chat(5, "private"), from_user=User(5, "Ann", is_bot=False), text=text)


def say(services: Services, *texts: str) -> None:
    for number, text in enumerate(texts, start=1):
        asyncio.run(in_private(services, Update(number, message=message(number, text)), CONTEXT))


def asked(services: Services) -> list[tuple[str, str | None]]:
    core = cast("Core", services.knowledge.answerer)
    return [(question, previous.question if previous else None) for question, previous in core.asked]


def test_a_question_leans_on_the_answer_before_it(services: Services) -> None:
    say(services, "Is it so?", "And there?")

    assert asked(services) == [("Is it so?", None), ("And there?", "Is it so?")]


def test_what_found_no_answer_is_kept_as_a_gap_with_what_was_offered(services: Services) -> None:
    say(services, "Is it so?", "Hm.")

    assert cast("Gaps", services.gaps).kept == [("Hm.", ["a-fact"])]


def test_a_follow_up_is_kept_as_a_gap_as_it_was_completed(services: Services) -> None:
    say(services, "Is it?", "And there?")

    assert cast("Gaps", services.gaps).kept == [("Is it there?", [])]


def test_saying_that_an_answer_was_wrong_keeps_its_question_as_a_gap(services: Services) -> None:
    say(services, "Is it so?", "Wrong.")

    assert cast("Gaps", services.gaps).kept == [("Is it so?", ["a-fact"])]


def test_what_asks_nothing_is_no_gap(services: Services) -> None:
    say(services, "Hello!", "Wrong.", "Is it so?", "Hello!")

    assert cast("Gaps", services.gaps).kept == []


def test_questions_are_counted_by_how_they_ended_and_acts_are_not(services: Services) -> None:
    counts = Counts()

    say(replace(services, counts=counts), "Is it so?", "Hm.", "Hello!")

    assert counts.kept == [Status.ANSWERED, Status.UNKNOWN]


def test_an_edited_question_leans_on_what_the_first_one_did(services: Services) -> None:
    say(services, "Is it so?", "And there?")

    asyncio.run(edited(services, Update(9, edited_message=message(2, "And here?")), CONTEXT))

    assert asked(services)[-1] == ("And here?", "Is it so?")
    sent = cast("Box", services.outbox).sent
    assert sent[-1].slot is sent[1].slot


def test_new_facts_are_read_from_the_next_question_on(services: Services) -> None:
    say(services, "Is it so?")
    services.knowledge.answerer = Core()

    say(services, "Is it so now?")

    assert asked(services) == [("Is it so now?", "Is it so?")]
