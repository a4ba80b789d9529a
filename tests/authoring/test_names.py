"""Names are found with the roles and the short forms that the text gives them."""

from bot.facts.model import Name
from tests.authoring.drafts import draft


def names(*paragraphs: str) -> dict[str, Name]:
    return {each.part.name: each.part for each in draft(*paragraphs).names}


def test_a_role_stands_before_a_name_or_after_it() -> None:
    found = names(
        "Foreign Minister Ada Berg met the former engineer Johan Lund, the builder of the tower, in May.",
        "The Danish Prime Minister, Niels Holm, was absent from the meeting.",
    )

    assert found["Ada Berg"].role == "Foreign Minister"
    assert found["Niels Holm"].role == "Danish Prime Minister"
    assert found["Johan Lund"].role is not None


def test_a_surname_is_another_form_of_the_one_name_that_has_it() -> None:
    found = names("Captain Ada Berg met Captain Niels Holm on the island.", "Later Berg and Holm left the island.")

    assert "Berg" in found["Ada Berg"].also
    assert "Holm" in found["Niels Holm"].also


def test_a_surname_of_two_is_nobodys() -> None:
    found = names("Captain Ada Berg met Captain Niels Berg on the island.")

    assert "Berg" not in found["Ada Berg"].also
    assert "Berg" not in found["Niels Berg"].also


def test_an_acronym_is_another_form_of_its_name() -> None:
    in_brackets = names("The tower belongs to the Nordholm Harbour Board (NHB) of the island.")
    by_initials = names("The tower belongs to the Nordholm Harbour Board now.", "The NHB closed the tower in May.")

    assert "NHB" in in_brackets["Nordholm Harbour Board"].also
    assert "NHB" in by_initials["Nordholm Harbour Board"].also


def test_days_months_and_the_first_word_of_a_sentence_are_no_names() -> None:
    assert not names("Visitors left the island on Monday. Keepers came back in March, and on Tuesdays.")


def test_a_possessive_is_no_part_of_a_name() -> None:
    assert "Denmark" in names("The tower is Denmark\u2019s oldest lighthouse by far.")
