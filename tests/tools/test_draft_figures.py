"""Drafts that nobody has edited answer as much as is promised, also of articles that no rule was chosen on."""

import pytest

from tests.embedded import store
from tools.draft_figures import Measured, articles, measure

RIGHT, WRONG, FALSE = 0.45, 0.10, 0.15
"""What is promised of the talks: the least share answered right, and the most answered wrong or for nothing."""

HELD_OUT = ("national-park", "recycling", "phone-plan")
"""Articles that no rule was chosen on."""


def measured(name: str) -> Measured:
    found = measure(articles()[name], store())
    assert found.missing_quotes == 0
    return found


@pytest.mark.slow
@pytest.mark.measure
def test_a_draft_of_the_talks_reaches_what_is_promised() -> None:
    questions = measured("talks").figures.questions

    assert questions.right >= RIGHT
    assert questions.wrong <= WRONG
    assert questions.false <= FALSE


@pytest.mark.slow
@pytest.mark.measure
@pytest.mark.parametrize("name", HELD_OUT)
def test_a_draft_of_another_article_is_right_more_often_than_wrong(name: str) -> None:
    questions = measured(name).figures.questions

    assert questions.right > questions.wrong
