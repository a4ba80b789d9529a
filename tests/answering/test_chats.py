"""Chats of two to four turns, written by people who saw the sources and neither the examples nor the program."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from bot.answering import Answer, Answerer
from bot.facts.loading import load_or_raise
from tests.embedded import store

ROOT = Path(__file__).parents[2]
BASES = ROOT / "tests" / "bases"
CHATS = {
    ROOT / "knowledge": BASES / "talks-chats.yaml",
    **{BASES / name / "facts.yaml": BASES / name / "chats.yaml" for name in ("gym", "football", "staff-handbook")},
}
REQUESTS = ("source", "more", "repeat", "wrong")


@dataclass(frozen=True, slots=True)
class Turn:
    """A message with what a good bot does with it, the answer it got in its chat, and the one it gets by itself."""

    message: dict[str, Any]
    answer: Answer
    alone: Answer

    @property
    def is_right(self) -> bool:
        """Whether the first fact is one that answers it, or none is given where none does."""
        wanted, given = self.message["facts"], [match.fact.id for match in self.answer.facts[:1]]
        return given[0] in wanted if given else not wanted


@cache
def turns() -> tuple[Turn, ...]:
    """Return all turns of all chats."""
    return tuple(
        turn for facts, chats in CHATS.items() for turn in _turns(Answerer(load_or_raise(facts), store()), chats)
    )


def _turns(answerer: Answerer, chats: Path) -> Iterator[Turn]:
    for chat in yaml.safe_load(chats.read_text("utf-8")):
        previous = None
        for message in chat["chat"]:
            answer = answerer.answer(message["q"], previous)
            yield Turn(message, answer, answerer.answer(message["q"]))
            previous = answer if answer.can_be_leant_on else previous


def of_kind(kind: str) -> list[Turn]:
    return [turn for turn in turns() if turn.message["kind"] == kind]


def test_what_asks_nothing_is_not_answered_with_a_fact() -> None:
    chatter = [turn for turn in turns() if turn.message.get("say") not in (None, *REQUESTS)]
    assert sum(bool(turn.answer.facts) for turn in chatter) <= 0.02 * len(chatter)


def test_what_is_about_the_last_answer_is_known_for_it() -> None:
    requests = [turn for turn in turns() if turn.message.get("say") in REQUESTS]
    assert sum(turn.answer.act == turn.message["say"] for turn in requests) >= 0.95 * len(requests)


def test_a_question_that_stands_by_itself_is_answered_as_if_it_were_asked_first() -> None:
    questions = of_kind("self_contained")
    assert sum(turn.answer.facts != turn.alone.facts for turn in questions) <= 0.01 * len(questions)


def test_most_follow_ups_are_answered_rightly() -> None:
    follow_ups = of_kind("follow_up")
    assert sum(turn.is_right for turn in follow_ups) >= 0.7 * len(follow_ups)
