"""Chats of two to four turns, written by people who saw the sources and neither the examples nor the program."""

from collections.abc import Sequence
from functools import cache
from pathlib import Path

import pytest

from bot.answering import Answerer
from bot.answering.acts import Request
from bot.evaluation.cases import read_cases
from bot.evaluation.figures import figures
from bot.evaluation.results import Repeat, Result, evaluate, repeats
from bot.facts.files import FactFile
from bot.facts.loading import load_or_raise
from tests.embedded import store, talks

pytestmark = [pytest.mark.slow, pytest.mark.measure]

ROOT = Path(__file__).parents[2]
BASES = ROOT / "tests" / "bases"
OTHERS = [BASES / name for name in ("gym", "football", "staff-handbook")]


@cache
def asked() -> tuple[Sequence[Result], Sequence[Repeat]]:
    """Return what came of all messages of all chats, and of those that mean the same by themselves, asked again."""
    results: list[Result] = []
    again: list[Repeat] = []
    of_chats = {BASES / "talks-chats.yaml": talks()}
    of_chats |= {folder / "chats.yaml": Answerer(load_or_raise(folder / "facts.yaml"), store()) for folder in OTHERS}
    for chats, answerer in of_chats.items():
        cases, problems = read_cases(FactFile(chats.name, chats.read_bytes()), answerer.base.by_id)
        assert not problems
        found = tuple(evaluate(answerer, cases))
        results.extend(found)
        again.extend(repeats(answerer, found))
    return results, again


def test_what_asks_nothing_is_not_answered_with_a_fact() -> None:
    assert figures(asked()[0]).chatter.false <= 0.02


def test_what_is_about_the_last_answer_is_known_for_it() -> None:
    requests = [result for result in asked()[0] if result.case.say in [*Request]]
    assert sum(not result.failed for result in requests) >= 0.95 * len(requests)


def test_a_question_that_stands_by_itself_is_answered_as_if_it_were_asked_first() -> None:
    assert figures([], [repeat for repeat in asked()[1] if repeat.case.after]).differs <= 0.01


def test_most_follow_ups_are_answered_rightly() -> None:
    assert figures(asked()[0]).follow_ups.right >= 0.75
