"""Suggestions lead on: first where the fact itself points, then to its neighbours."""

from bot.answering.suggestions import MAX_SUGGESTIONS, next_questions, starter_questions
from bot.facts.model import FactBase, Name
from tests.matching.bases import LIBRARY, SOURCE, fact


def test_facts_that_are_about_the_same_follow_those_that_are_pointed_to() -> None:
    offered = [suggestion.fact.id for suggestion in next_questions(LIBRARY, [LIBRARY.by_id["opening"]])]
    assert offered == ["director", "lending", "garden"]


def test_a_fact_is_offered_in_the_words_of_a_person() -> None:
    assert next_questions(LIBRARY, [LIBRARY.by_id["opening"]])[0].question == "Who is the director of the library?"


def test_a_fact_without_questions_is_offered_by_its_statement() -> None:
    base = FactBase(facts=(fact("only", "The bridge is old."),), sources=(SOURCE,))
    assert starter_questions(base)[0].question == "The bridge is old."


def test_the_topics_are_the_facts_that_others_point_to_most() -> None:
    assert starter_questions(LIBRARY)[0].fact.id == "opening"
    assert len(starter_questions(LIBRARY)) == MAX_SUGGESTIONS


def test_a_name_that_a_fact_lists_twice_counts_once() -> None:
    facts = (
        fact("asked", "Ada met Ben.", about=("ada", "ben")),
        fact("twice", "Ada left.", about=("ada", "ada", "ada")),
        fact("both", "Ben saw Ada.", about=("ben", "ada")),
    )
    base = FactBase(facts=facts, names=(Name("ada", "Ada"), Name("ben", "Ben")), sources=(SOURCE,))
    assert [offer.fact.id for offer in next_questions(base, facts[:1])] == ["both", "twice"]
