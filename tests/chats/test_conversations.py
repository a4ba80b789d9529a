"""What is remembered of a chat."""

import gc
import weakref
from dataclasses import dataclass

from bot.answering import Answer, Match, Status, Suggestion
from bot.chats.conversations import Asked, Conversation, Conversations, SentMessage, ShownAnswer
from bot.facts.model import Fact, FactBase, Source

FACT = Fact("a-fact", "It is so.", "It is so", Source("A source"))
BASE = FactBase((FACT,))
ANSWER = Answer("Is it?", Status.ANSWERED, 1.0, facts=(Match(FACT, 1.0),))
CHATTER = Answer("Thanks!", Status.UNKNOWN, 0.0, act="thanks")


class Clock:
    """Stands still until it is told otherwise."""

    now = 0.0

    def __call__(self) -> float:
        return self.now


def test_an_answer_is_remembered_for_ten_minutes() -> None:
    clock = Clock()
    conversations = Conversations(clock)
    conversations.answered(Conversation(1, 2), ANSWER)

    clock.now = 600
    assert conversations.before(Conversation(1, 2)).answer(BASE) == ANSWER
    clock.now = 601
    assert conversations.before(Conversation(1, 2)).answer(BASE) is None


def test_topics_of_a_chat_are_conversations_of_their_own() -> None:
    conversations = Conversations(Clock())
    conversations.answered(Conversation(1, 1, topic=7), ANSWER)

    assert conversations.before(Conversation(1, 1, topic=7)).answer(BASE) == ANSWER
    assert conversations.before(Conversation(1, 1, topic=8)).answer(BASE) is None
    assert conversations.before(Conversation(1, 1)).answer(BASE) is None
    assert conversations.before(Conversation(1, 1, topic=7, guest=True)).answer(BASE) is None


def test_people_of_a_group_have_conversations_of_their_own() -> None:
    conversations = Conversations(Clock())
    conversations.answered(Conversation(-1, 2), ANSWER)

    assert conversations.before(Conversation(-1, 3)).answer(BASE) is None


def test_what_asks_nothing_leaves_the_answer_before_it_to_lean_on() -> None:
    conversations = Conversations(Clock())
    conversations.answered(Conversation(1, 2), ANSWER)
    conversations.answered(Conversation(1, 2), CHATTER)

    assert conversations.before(Conversation(1, 2)).answer(BASE) == ANSWER


def test_a_hint_is_given_once_a_chat() -> None:
    conversations = Conversations(Clock())

    assert [conversations.first_hint(chat) for chat in (1, 1, 2)] == [True, False, True]


def test_a_conversation_goes_with_its_group() -> None:
    conversations = Conversations(Clock())
    conversations.answered(Conversation(-1, 2), ANSWER)

    conversations.move(-1, -100)

    assert conversations.before(Conversation(-100, 2)).answer(BASE) == ANSWER
    assert conversations.before(Conversation(-1, 2)).answer(BASE) is None


def test_a_question_is_found_by_the_message_that_answers_it() -> None:
    conversations = Conversations(Clock())
    shown = ShownAnswer(Conversation(1, 2), Asked("Is it?"), "a-fact")
    conversations.show(shown)
    assert conversations.shown(1, 11) is None
    shown.asked.slot.message_id = 11

    assert conversations.shown(1, 11) is shown
    assert conversations.shown(1, 10) is None
    assert conversations.shown(2, 11) is None


def test_a_message_shows_what_it_was_last_edited_to() -> None:
    conversations = Conversations(Clock())
    slot = SentMessage()
    for fact in ("first", "second"):
        conversations.show(ShownAnswer(Conversation(1, 2), Asked("Is it?", slot=slot), fact))
    slot.message_id = 11
    before = conversations.shown(1, 11)
    conversations.show(ShownAnswer(Conversation(1, 2), Asked("Is it?", slot=slot), "third"))
    after = conversations.shown(1, 11)

    assert [shown and shown.fact for shown in (before, after)] == ["second", "third"]


def test_memory_is_bounded() -> None:
    conversations = Conversations(Clock())
    for number in range(20_000):
        conversations.keep(1, number, Asked("Is it?"))

    assert conversations.asked(1, 0) is None
    assert conversations.asked(1, 19_999) is not None


@dataclass(frozen=True)
class WatchedFact(Fact):
    """A fact whose end can be seen."""


def test_no_fact_is_kept_for_the_sake_of_a_chat() -> None:
    conversations = Conversations(Clock())
    ends = []
    for edition in range(50):
        fact = WatchedFact("a-fact", f"It is so, by edition {edition}.", "It is so", Source("A source"))
        ends.append(weakref.ref(fact))
        match = Match(fact, 1.0)
        answer = Answer("Is it?", Status.ANSWERED, 1.0, (match,), (Suggestion(fact, "Is it?"),), (match,))
        before = conversations.before(Conversation(edition, 2))
        conversations.keep(edition, 1, Asked("Is it?", before.and_then(answer)))
        conversations.answered(Conversation(edition, 2), answer)
    del fact, match, answer
    gc.collect()

    assert [end() for end in ends] == [None] * 50
    assert conversations.before(Conversation(0, 2)).answer(BASE) == Answer(
        "Is it?", Status.ANSWERED, 1.0, ANSWER.facts, (Suggestion(FACT, "Is it?"),), ANSWER.facts
    )
