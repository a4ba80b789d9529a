"""Facts on a phone's screen."""

from bot.answering import Answer, Match, Status
from bot.evaluation.self_test import OwnQuestion
from bot.facts.model import Fact, FactBase, Name, Source
from bot.telegram.admin.facts import fact_page, facts_page

FACT = Fact("a-fact", "It is so.", "so it is", Source("A title"), ("Is it so?", "Why?"), note="A note.")


def test_facts_stand_under_the_first_name_they_are_about() -> None:
    names = (Name("ada", "Ada Berg"), Name("ben", "Ben"))
    facts = tuple(Fact(f"fact-{name}", "So.", "so", Source("T"), about=(name,)) for name in ("ben", "ada"))

    text = facts_page(FactBase((FACT, *facts), names), 0).reply.plain

    order = ["Ada Berg", "fact-ada", "Ben", "fact-ben", "Without a name", "a-fact"]
    assert sorted(order, key=text.index) == order


def test_a_fact_is_shown_whole_with_which_of_its_questions_find_it() -> None:
    found = Answer("Is it so?", Status.ANSWERED, 0.9, facts=(Match(FACT, 0.9),))
    missed = Answer("Why?", Status.UNKNOWN, 0.1)

    text = fact_page(FACT, "facts.yaml:5", [OwnQuestion(FACT, found), OwnQuestion(FACT, missed)]).reply.plain

    for part in ("so it is", "A title", "note: A note.", "facts.yaml:5", "1 of 2 lead here", "✓ 0.90 Is it so?"):
        assert part in text
    assert "✗ 0.10 Why?\n   unknown, nearest: nothing" in text
