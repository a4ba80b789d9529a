"""Example questions ask for the parts that a statement has."""

import pytest

from tests.authoring.drafts import draft, fact


@pytest.mark.parametrize(
    ("sentence", "question"),
    [
        ("The board opened the tower in May 1931.", "When did the board open the tower?"),
        ("The keepers met the mayor in Nordholm.", "Where did the keepers meet the mayor?"),
        ("The board closed the tower to save money.", "Why did the board close the tower?"),
        ("The tower costs £5 a day.", "How much does the tower cost?"),
        ("The tower has 212 steps.", "How many steps does the tower have?"),
        ("A visit may last up to three hours.", "How long may a visit last?"),
        ("Captain Ada Berg agreed on a new lamp.", "What did Ada Berg agree on?"),
        ("Captain Ada Berg lit the lamp in May.", "Who lit the lamp in May?"),
        ("Captain Ada Berg noted that the lamp needs a keeper.", "What did Ada Berg note?"),
        ("The board met Captain Ada Berg in May.", "Who did the board meet?"),
        ("The keeper, Ada Berg, has run the tower since 1931.", "Who has run the tower since 1931?"),
        ("The tower is open in May and on Sundays.", "Is the tower open in May and on Sundays?"),
        ("The minimum age for visitors is 16.", "What is the minimum age for visitors?"),
        ("The return is on 14 February.", "When is the return?"),
        ("You may keep your ticket for a week.", "May I keep my ticket for a week?"),
        ("We open the tower in May.", "When do you open the tower?"),
        ("Report a broken lamp within seven days.", "Must I report a broken lamp within seven days?"),
        ('"The lamp is safe," Captain Ada Berg said.', "What did Ada Berg say?"),
    ],
)
def test_a_statement_is_asked_for_by_what_it_says(sentence: str, question: str) -> None:
    assert question in draft(sentence).facts[0].part.questions


def test_somebody_is_asked_for_by_name_and_by_role() -> None:
    questions = fact(draft("Harbour Minister Ada Berg lit the lamp in May."), "Ada Berg is").questions

    assert {"Who is Ada Berg?", "Who is the Harbour Minister?"} <= set(questions)


def test_no_question_is_asked_of_two_facts() -> None:
    file = draft("The board opened the tower in May.", "The board opened the tower in June.")
    questions = [question.lower() for each in file.facts for question in each.part.questions]

    assert len(questions) == len(set(questions))
