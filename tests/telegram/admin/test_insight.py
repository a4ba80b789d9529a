"""Explanations and facts on a phone's screen."""

from bot.answering import Answer, Explanation, How, Match, MatchTrace, Status, WordTrace
from bot.evaluation.fares import Fare
from bot.facts.model import Fact, FactBase, Name, Source
from bot.facts.problems import Problem
from bot.storage.usage_counts import DayCounts
from bot.telegram.admin.insight_page import check_page, fact_page, facts_page, why_page
from bot.telegram.admin.stats_page import stats_page
from tests.telegram.admin.test_gaps import DAY

FACT = Fact("a-fact", "It is so.", "so it is", Source("A title"), ("Is it so?", "Why?"), note="A note.")


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


def test_facts_stand_under_the_first_name_they_are_about() -> None:
    names = (Name("ada", "Ada Berg"), Name("ben", "Ben"))
    facts = tuple(Fact(f"fact-{name}", "So.", "so", Source("T"), about=(name,)) for name in ("ben", "ada"))

    text = facts_page(FactBase((FACT, *facts), names), 0).reply.plain

    order = ["Ada Berg", "fact-ada", "Ben", "fact-ben", "Without a name", "a-fact"]
    assert sorted(order, key=text.index) == order


def test_a_fact_is_shown_whole_with_how_its_questions_fare() -> None:
    found = Answer("Is it so?", Status.ANSWERED, 0.9, facts=(Match(FACT, 0.9),))
    missed = Answer("Why?", Status.UNKNOWN, 0.1)

    text = fact_page(FACT, "facts.yaml:5", [Fare(FACT, found), Fare(FACT, missed)]).reply.plain

    for part in ("so it is", "A title", "note: A note.", "facts.yaml:5", "1 of 2 lead here", "✓ 0.90 Is it so?"):
        assert part in text
    assert "✗ 0.10 Why?\n   unknown, nearest: nothing" in text


def test_errors_are_told_apart_from_warnings() -> None:
    problem = Problem("facts.yaml", 3, "", "is odd")

    assert "1 warning; the files are used all the same." in check_page([problem], broken=False).reply.plain
    assert "To be mended\nfacts.yaml:3: is odd" in check_page([problem], broken=True).reply.plain


def test_a_file_without_fault_is_said_to_be_one() -> None:
    assert check_page([], broken=False).reply.plain == "Nothing to warn of."


def test_a_day_has_its_counts_in_order() -> None:
    days = [DayCounts(DAY, {Status.UNKNOWN: 3, Status.ANSWERED: 1_000})]

    text = stats_page(days, (1, 0), []).reply.plain

    assert "Mon 06 May: 1,003 = 1,000 / 0 / 3" in text
    assert "taken in anew once, broken never" in text
