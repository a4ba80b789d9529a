"""What readers will ask and the text does not say is proposed, each with the reason to look at it."""

from tests.authoring.drafts import draft


def proposed(*paragraphs: str) -> set[str]:
    file = draft(*paragraphs)
    assert all(each.checks for each in file.not_covered)
    return {question for each in file.not_covered for question in each.part.questions}


def test_an_age_is_proposed_unless_the_text_gives_ages() -> None:
    assert "How old is Ada Berg?" in proposed("Captain Ada Berg lit the lamp in May.")
    assert "How old is Ada Berg?" not in proposed("Captain Ada Berg, 44, lit the lamp in May.")


def test_a_price_is_proposed_unless_the_text_names_one() -> None:
    assert "How much does it cost?" in proposed("The board opened the tower in May.")
    assert "How much does it cost?" not in proposed("The board sells tickets for £5 each.")


def test_a_date_is_proposed_where_only_a_day_of_the_week_is_given() -> None:
    question = "On what date did the board open the tower?"

    assert question in proposed("The board opened the tower on Friday.")
    assert question not in proposed("The board opened the tower on Friday 6 May.")


def test_a_time_is_proposed_for_what_happened_without_one() -> None:
    assert "When did the board open the tower?" in proposed("The board opened the tower.")
    assert "When did the board open the tower?" not in proposed("The board opened the tower in 1931.")
