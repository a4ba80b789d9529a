"""What the fact base offers besides answers."""

from dataclasses import replace

import pytest

from bot.answering import Answerer, Status
from bot.answering.suggestions import chosen, wording
from bot.chats.browsing import TYPED, about, name_topics, prefix_matches, short_wording
from bot.facts.model import Fact, FactBase, Name, Source
from tests.matching.bases import fact

SOURCE = Source("A source")
WHOLE = Fact("whole", "All.", "All", SOURCE, ("What is it?",), about=("laos",), see=("part", "other"))
PART = Fact("part", "A part.", "A part", SOURCE, ("Which part?",), about=("laos",))
OTHER = Fact("other", "Another.", "Another", SOURCE, about=("nobody",), see=("part",))
ALONE = Fact("alone", "Alone.", "Alone", SOURCE)
BASE = FactBase((ALONE, OTHER, PART, WHOLE), (Name("laos", "Laos"), Name("unused", "Unused")))


def test_a_chosen_fact_is_an_answer_with_more_to_ask() -> None:
    answer = chosen(BASE, WHOLE, "What is it?")

    assert answer.status is Status.ANSWERED
    assert answer.facts[0].fact is WHOLE
    assert [offer.fact.id for offer in answer.suggestions] == ["part", "other"]


def test_after_a_chosen_fact_the_same_is_offered_as_after_its_question() -> None:
    facts = (
        fact("met", "Ada met Ben.", "Whom did Ada meet?", about=("ada", "ben")),
        fact("left", "Ada left.", "Who left early?", about=("ada",)),
        fact("wrote", "Ben and Cleo wrote to Ada.", "Who wrote a letter?", about=("ada", "ben", "cleo")),
    )
    names = (Name("ada", "Ada"), Name("ben", "Ben"), Name("cleo", "Cleo"))
    base = FactBase(facts, names, sources=(SOURCE,))

    asked = Answerer(base).answer("Whom did Ada meet?")

    assert [offer.fact.id for offer in asked.suggestions] == ["wrote", "left"]
    assert chosen(base, asked.facts[0].fact, "Whom did Ada meet?").suggestions == asked.suggestions


def test_the_overview_begins_with_what_leads_to_most_and_goes_on_with_the_rest() -> None:
    assert [fact.id for fact in BASE.overview[:2]] == ["whole", "alone"]
    assert len(BASE.overview) == 4


@pytest.mark.parametrize(
    ("typed", "found"), [("whi", ["part"]), ("WHAT i", ["whole"]), ("art", []), ("what quokka", []), ("?", [])]
)
def test_words_that_are_still_being_typed_find_what_they_may_become(typed: str, found: list[str]) -> None:
    assert [fact.id for fact in prefix_matches(BASE, typed, 10)] == found


def test_more_words_than_telegram_takes_are_not_looked_at() -> None:
    assert prefix_matches(BASE, "whi".ljust(TYPED) + " quokka", 10) == prefix_matches(BASE, "whi", 10)


def test_no_more_completions_are_looked_for_than_are_wanted() -> None:
    assert prefix_matches(BASE, "wh", 1) == (PART,)


def test_topics_are_the_names_that_have_facts() -> None:
    assert [name.id for name in name_topics(BASE)] == ["laos"]
    assert about(BASE, "laos") == (PART, WHOLE)


def test_a_fact_without_questions_is_asked_for_by_its_statement() -> None:
    assert wording(ALONE) == "Alone."


@pytest.mark.parametrize(
    ("questions", "shortest"),
    [
        (("Who left the hall of Nordholm?", "Who left Nordholm?", "Who left it?"), "Who left Nordholm?"),
        (("Who was it?", "Where did they go then?", "Who else?"), None),
        (("departure of guests", "Which of the guests left the hall early?", "Who left?"), "departure of guests"),
        (("departure of guests", "Did guests leave early?"), "Did guests leave early?"),
        (
            ("Which of the guests left the hall of Nordholm?", "At what time did guests leave?"),
            "At what time did guests leave?",
        ),
        ((), None),
    ],
)
def test_the_short_wording_of_a_fact_can_be_read_alone(questions: tuple[str, ...], shortest: str | None) -> None:
    assert short_wording(replace(PART, questions=questions), 38) == shortest
