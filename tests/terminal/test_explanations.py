"""An explanation says which words matched what, and why the status is what it is."""

from bot.answering import Answer, Explanation, How, Match, MatchTrace, Status, WordTrace
from bot.facts.model import Fact, Source
from bot.terminal.explanations import explained

HEIGHT = Match(Fact("height", "It is 41 metres\nhigh.", "41 metres high", Source("title")), 0.9)
ANSWER = Answer("how high, pray", Status.ANSWERED, 0.91, facts=(HEIGHT,), matches=(HEIGHT,))


def test_words_stand_beside_what_they_matched() -> None:
    words = (WordTrace("hihg", "high", How.SPELLING, 2.0), WordTrace("pray", None, None, 0.5))
    text = explained(Explanation(ANSWER, 0.7, 0.3, "the best fact is clear", (MatchTrace(HEIGHT, words),)))
    assert text.splitlines() == [
        "answered with confidence 0.91 (answered from 0.70, unsure from 0.30)",
        "because the best fact is clear",
        "",
        "1. height (0.90): It is 41 metres high.",
        "    2.00  hihg  stands for 'high' (spelling)",
        "    0.50  pray  stands for nothing",
    ]


def test_words_cannot_steer_the_terminal() -> None:
    trace = MatchTrace(HEIGHT, (WordTrace("\x1b[2J", "\x1b[2J", How.WORD, 1.0),))
    assert "\x1b" not in explained(Explanation(ANSWER, 0.7, 0.3, "rule", (trace,)))
