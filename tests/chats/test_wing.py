"""What it takes to add a platform: one wing, here of a few lines, over the rules that all platforms share."""

from collections.abc import Sequence
from dataclasses import dataclass, field

import pytest

from bot import texts
from bot.answering import Answerer, Status
from bot.chats.answer_blocks import blocks
from bot.chats.browsing import CurrentAnswerer
from bot.chats.budgets import PERSON_QUESTIONS
from bot.chats.dialogue import Dialogue, Notice, Speaker, Turn
from bot.storage.usage_counts import Counted
from tests.samples import LIGHTHOUSE, loaded

SAID = {Notice.TOO_MANY_FROM_PERSON: texts.TOO_MANY_FROM_PERSON, Notice.HOW_TO_ASK: "Ask me about the lighthouse."}


@dataclass
class PlainTextWing:
    """A platform of lines of text: a channel has a number, a person has one, and so has each line."""

    dialogue: Dialogue
    lines: int = 0

    def says(self, channel: int, person: int, line: str, *, alone: bool = True) -> list[str]:
        """Return the lines that are said to a line."""
        self.lines += 1
        return self._shown(self.dialogue.ask(Speaker(channel, person, alone), self.lines, line))

    def corrects(self, channel: int, person: int, number: int, line: str) -> list[str]:
        """Return the lines that take the place of those that were said to the line with this number."""
        return self._shown(self.dialogue.ask_again(Speaker(channel, person, True), number, line))

    def _shown(self, turn: Turn | Notice) -> list[str]:
        if isinstance(turn, Turn):
            return [f"{block.number}. {block.text}" if block.number else block.text for block in blocks(turn.answer)]
        return [SAID[turn]] if turn in SAID else []


@dataclass
class Memory:
    """Keeps gaps, and counts as they end."""

    gaps: list[str] = field(default_factory=list)
    counts: list[Counted] = field(default_factory=list)

    def record(self, question: str, offered: Sequence[str]) -> None:  # noqa: ARG002
        self.gaps.append(question)

    def reject(self, question: str, fact: str) -> None:
        self.gaps.append(f"{question} (not {fact})")

    def count(self, what: Counted) -> None:
        self.counts.append(what)


@pytest.fixture
def memory() -> Memory:
    return Memory()


@pytest.fixture
def wing(memory: Memory) -> PlainTextWing:
    base = loaded(LIGHTHOUSE).base
    assert base is not None
    return PlainTextWing(Dialogue(CurrentAnswerer(Answerer(base)), memory, memory, lambda: 0.0))


def test_a_question_is_answered_with_the_quote(wing: PlainTextWing) -> None:
    lines = wing.says(1, 1, "How high is the lighthouse?")
    assert lines[:2] == ["The lighthouse of Nordholm is 41 metres high.", "\u201cthe tower, 41 metres high\u201d"]


def test_a_number_picks_what_was_offered(wing: PlainTextWing) -> None:
    wing.says(1, 1, "How high is the lighthouse?")
    assert "Ada Berg was the first keeper of the lighthouse." in wing.says(1, 1, "1")


def test_a_corrected_line_gets_another_answer(wing: PlainTextWing) -> None:
    wing.says(1, 1, "How high is the lighthouse?")
    assert "Ada Berg was the first keeper of the lighthouse." in wing.corrects(1, 1, 1, "Who was the first keeper?")
    assert wing.corrects(1, 1, 1, "Who was the first keeper?") == []


def test_chatter_gets_a_word_in_private_and_silence_in_a_group(wing: PlainTextWing) -> None:
    assert wing.says(1, 1, "thanks") == ["You are welcome!"]
    assert wing.says(-1, 1, "thanks", alone=False) == []
    assert wing.says(-1, 1, "hello", alone=False) == ["Ask me about the lighthouse."]


def test_a_flood_is_told_so_once(wing: PlainTextWing) -> None:
    said = [wing.says(1, 1, "How high is the lighthouse?") for _ in range(PERSON_QUESTIONS + 2)]
    assert said[-2:] == [[texts.TOO_MANY_FROM_PERSON], []]


def test_what_found_no_answer_is_a_gap_and_all_questions_are_counted(wing: PlainTextWing, memory: Memory) -> None:
    for line in ("How high is the lighthouse?", "wrong", "Is there a gift shop?", "thanks"):
        wing.says(1, 1, line)
    assert memory.gaps == ["How high is the lighthouse? (not tower-height)", "Is there a gift shop?"]
    assert memory.counts == [Status.ANSWERED, Status.UNKNOWN]
