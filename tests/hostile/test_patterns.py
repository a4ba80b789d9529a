"""No regular expression of the program takes more than linear time, whatever the text."""

import re
from collections import deque

import pytest

from tests.hostile.patterns import UnreadCall, hostile_texts, unread_calls, uses
from tests.hostile.runaway import RanAwayError, no_runaway

LENGTH = 50_000
SECONDS = 1.0
"""A linear pattern is through with so long a text in a few milliseconds, a quadratic one takes half a minute."""

JUDGED = {
    UnreadCall("chats/browsing.py", "f'\\\\b{re.escape(word)}'"),
    UnreadCall("evaluation/cases.py", "text"),
    UnreadCall("evaluation/results.py", "pattern"),
    UnreadCall("settings.py", "pattern"),
}
"""Patterns that are made when they are used: of a word, of what the author of a question set or this program wrote."""


def test_every_pattern_is_linear(subtests: pytest.Subtests) -> None:
    for use in uses():
        with subtests.test(use.where):
            for method in sorted(use.methods):
                try_all(use.pattern, method)


def test_a_pattern_that_is_made_in_a_function_has_been_judged() -> None:
    assert set(unread_calls()) == JUDGED


@pytest.mark.parametrize("source", [r"(?:a|a)*b", r"(?:[ ]|#[^\n]*)*,", r"(\w+\s?)+$"], ids=str)
def test_what_is_exponential_is_found(source: str) -> None:
    with pytest.raises(RanAwayError):
        try_all(re.compile(source), "match")


@pytest.mark.parametrize("source", [r"\s+$", r"\d+x", r"a*a*b"], ids=str)
def test_what_is_quadratic_is_found(source: str) -> None:
    with pytest.raises(RanAwayError):
        try_all(re.compile(source), "search")


def try_all(pattern: re.Pattern[str], method: str) -> None:
    """Call a method of the pattern on hostile texts; raise RanAwayError if one of them takes long."""
    for text in hostile_texts(pattern, LENGTH):
        with no_runaway(SECONDS):
            if method in {"sub", "subn"}:
                getattr(pattern, method)("", text)
            elif method == "finditer":
                deque(pattern.finditer(text), maxlen=0)  # none is kept, which would call the collector
            else:
                getattr(pattern, method)(text)
