"""A base has a class for each fact and each subject that is not covered, with the texts that stand for it."""

from bot.matching.meanings import DOCUMENT_EXAMPLES, Meaning, meanings_of
from tests.matching.bases import LIBRARY


def test_the_facts_come_first_and_then_the_subjects() -> None:
    meanings = meanings_of(LIBRARY)
    facts = [fact.questions for fact in LIBRARY.facts]
    assert [each.examples for each in meanings] == [*facts, *(entry.questions for entry in LIBRARY.not_covered)]


def test_a_question_is_compared_with_examples_and_statement_but_not_with_the_quote() -> None:
    meaning = Meaning(("when?",), "At nine.", "Doors unlock at nine.")
    assert meaning.texts == ("when?", "At nine.")
    assert "unlock" in meaning.words


def test_a_document_has_room_for_statement_and_quote_beside_any_number_of_examples() -> None:
    meaning = Meaning(tuple(f"example{number}" for number in range(50)), "Stated.", "Quoted.")
    assert meaning.document.endswith(f"example{DOCUMENT_EXAMPLES - 1} Stated. Quoted.")
