"""Explanations on a phone's screen."""

from bot.answering import Answer, Explanation, How, Match, MatchTrace, Status, WordTrace
from bot.facts.model import Fact, Source
from bot.telegram.admin.why import why_page

FACT = Fact("a-fact", "It is so.", "so it is", Source("A title"))


def explanation(*words: WordTrace, understood: str = "") -> Explanation:
    answer = Answer("Is it?", Status.UNSURE, 0.4, understood=understood)
    return Explanation(answer, 0.5, 0.15, "too much is left", (MatchTrace(Match(FACT, 0.4), words),))


def test_why_has_the_status_the_thresholds_the_rule_and_the_words() -> None:
    words = (
        WordTrace("it", None, None, 0.2),
        WordTrace("towr", "tower", How.SPELLING, 0.3),
        WordTrace("is", "is", How.WORD, 0.5),
    )

    assert why_page(explanation(*words)).reply.plain == (
        "unsure, confidence 0.40\nanswered from 0.50, unsure from 0.15\nbecause too much is left\n\n"
        "1. a-fact 0.40\nIt is so.\n✓ is, towr = tower (spelling)\n✗ it"
    )


def test_why_shows_what_a_follow_up_was_read_as() -> None:
    assert "\nread as: And in Laos?" in why_page(explanation(understood="And in Laos?")).reply.plain
    assert "read as" not in why_page(explanation(understood="Is it?")).reply.plain


def test_why_stays_short_for_a_long_question() -> None:
    words = [WordTrace(f"word{number}", None, None, 0.1) for number in range(500)]
    assert len(why_page(explanation(*words)).reply.plain) < 400
