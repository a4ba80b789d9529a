"""Each part of the matching by meaning is needed: without it these questions of a base would end otherwise."""

from collections.abc import Iterable

from bot.matching.matcher import Matcher, Matching

LIKELY = 0.5
"""Confidence from which on it is likelier that a fact is meant than that none is."""


def asked(matcher: Matcher, question: str) -> Matching:
    [matching] = matcher.match([question])
    return matching


def likely(matcher: Matcher, questions: Iterable[str]) -> dict[str, str]:
    """Return the first fact of each question for which some fact is likely."""
    found = {question: asked(matcher, question) for question in questions}
    return {
        question: matching.candidates[0].fact.id for question, matching in found.items() if matching.confidence > LIKELY
    }


def test_the_head_makes_sure_of_facts_that_share_their_words_with_many_others(gym: Matcher) -> None:
    questions = {
        "To whom should complaints be addressed?": "complaints",
        "Can an off-peak member come in on a Wednesday evening?": "off-peak-hours",
        "email for cancelling?": "cancel-how",
    }
    assert likely(gym, questions) == questions


def test_the_alignment_explains_words_that_a_fact_has_only_by_their_meaning(gym: Matcher) -> None:
    questions = {
        "How much do I have to pay for a new wristband if I lose mine?": "lost-wristband",
        "What do i pay whiel my membership is forzen?": "freeze-fee",
        "guest ID needed?": "guest-price",
    }
    assert likely(gym, questions) == questions


def test_what_comes_no_nearer_than_the_examples_do_to_wrong_facts_is_declined(gym: Matcher) -> None:
    questions = [
        "how much was standard membership in 2023?",
        "Write me a short poem for my wife's 50th birthday",
        "What happens if I lend my towel to another member?",
    ]
    assert likely(gym, questions) == {}
