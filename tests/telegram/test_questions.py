"""From a message to what is put into the outbox, with a core that only notes what it is asked."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any, cast

import pytest
from telegram import Bot, Chat, Message, Update, User

from bot.answering import Answer, Answerer, Match, Status, Suggestion
from bot.chats.browsing import CurrentAnswerer
from bot.chats.dialogue import Dialogue
from bot.facts.model import Fact, FactBase, Source
from bot.storage.usage_counts import Counted
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
        self.sent: list[api_calls.OutgoingMessage] = []

    def put(self, key: object, call: api_calls.ApiCall) -> None:  # noqa: ARG002
        message = cast("api_calls.OutgoingMessage", call)
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
        self.kept: list[Counted] = []

    def count(self, what: Counted) -> None:
        self.kept.append(what)


@dataclass
class Wing:
    """The handlers' services, and what stands behind them."""

    current: CurrentAnswerer = field(default_factory=lambda: CurrentAnswerer(Core()))
    gaps: Gaps = field(default_factory=Gaps)
    counts: Counts = field(default_factory=Counts)
    box: Box = field(default_factory=Box)

    def __post_init__(self) -> None:
        dialogue = Dialogue(self.current, self.gaps, self.counts, lambda: 0.0)
        self.services = Services(dialogue, self.box, gaps_days=1)


@pytest.fixture
def wing() -> Wing:
    return Wing()


CONTEXT = cast("Any", SimpleNamespace(bot=SimpleNamespace(id=1, username="talks_bot")))


def message(number: int, text: str) -> Message:
    return Message(number, datetime.now(UTC), Chat(5, "private"), from_user=User(5, "Ann", is_bot=False), text=text)


def say(wing: Wing, *texts: str) -> None:
    for number, text in enumerate(texts, start=1):
        asyncio.run(in_private(wing.services, Update(number, message=message(number, text)), CONTEXT))


def asked(wing: Wing) -> list[tuple[str, str | None]]:
    core = cast("Core", wing.current.answerer)
    return [(question, previous.question if previous else None) for question, previous in core.asked]


def test_a_question_leans_on_the_answer_before_it(wing: Wing) -> None:
    say(wing, "Is it so?", "And there?")

    assert asked(wing) == [("Is it so?", None), ("And there?", "Is it so?")]


def test_what_found_no_answer_is_kept_as_a_gap_with_what_was_offered(wing: Wing) -> None:
    say(wing, "Is it so?", "Hm.")

    assert wing.gaps.kept == [("Hm.", ["a-fact"])]


def test_a_follow_up_is_kept_as_a_gap_as_it_was_completed(wing: Wing) -> None:
    say(wing, "Is it?", "And there?")

    assert wing.gaps.kept == [("Is it there?", [])]


def test_saying_that_an_answer_was_wrong_keeps_its_question_as_a_gap(wing: Wing) -> None:
    say(wing, "Is it so?", "Wrong.")

    assert wing.gaps.kept == [("Is it so?", ["a-fact"])]


def test_what_asks_nothing_is_no_gap(wing: Wing) -> None:
    say(wing, "Hello!", "Wrong.", "Is it so?", "Hello!")

    assert wing.gaps.kept == []


def test_questions_are_counted_by_how_they_ended_and_acts_are_not(wing: Wing) -> None:
    say(wing, "Is it so?", "Hm.", "Hello!")

    assert wing.counts.kept == [Status.ANSWERED, Status.UNKNOWN]


def test_an_edited_question_leans_on_what_the_first_one_did(wing: Wing) -> None:
    say(wing, "Is it so?", "And there?")

    asyncio.run(edited(wing.services, Update(9, edited_message=message(2, "And here?")), CONTEXT))

    assert asked(wing)[-1] == ("And here?", "Is it so?")
    sent = wing.box.sent
    assert sent[-1].slot is sent[1].slot


def test_new_facts_are_read_from_the_next_question_on(wing: Wing) -> None:
    say(wing, "Is it so?")
    wing.current.answerer = Core()

    say(wing, "Is it so now?")

    assert asked(wing) == [("Is it so now?", "Is it so?")]
