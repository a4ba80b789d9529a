"""A fact is made step by step: what each step takes, refuses and leads to."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.editing.fact_form import (
    MOST_QUESTIONS,
    PASSAGES,
    FactForm,
    SourceFile,
    Step,
    answered,
    back,
    begun,
    fact_of,
    turned,
    with_passages,
)
from bot.facts.model import Source
from bot.facts.schema import MAX_QUOTE, MAX_STATEMENT, MAX_WORDING
from tests.samples import ARTICLE, LIGHTHOUSE, loaded

FILES = (SourceFile("facts.yaml", Source("The lighthouse")), SourceFile("more.yaml", Source("The harbour")))
STATEMENT = "Ada Berg lit the lamp of the tower."
QUOTE = "Ada Berg, its first keeper, lit the lamp"


def filled(*texts: str, source: str | None = ARTICLE, question: str = "") -> FactForm:
    """The form of one file after an admin wrote these texts."""
    form = begun(FILES[:1], question)
    for text in texts:
        form = answered(form, text, source)
        if form.step is Step.QUOTE and not form.passages:
            form = with_passages(form, source or "")
    return form


def test_the_steps_follow_each_other_and_end_in_a_fact() -> None:
    base = loaded(LIGHTHOUSE).base
    assert base is not None
    assert [filled().step, filled(STATEMENT).step] == [Step.STATEMENT, Step.QUOTE]
    assert filled(STATEMENT, QUOTE).step is Step.QUESTIONS
    assert not filled(STATEMENT, QUOTE).is_complete

    fact = fact_of(filled(STATEMENT, QUOTE, "Who lit it?\nWho lit the lamp?", "who lit it"), base)

    assert (fact.statement, fact.quote) == (STATEMENT, QUOTE)
    assert fact.questions == ("Who lit it?", "Who lit the lamp?")
    assert fact.about == ("ada-berg",)
    assert fact.id not in base.by_id


def test_of_several_files_one_is_chosen_by_number_name_or_title() -> None:
    form = answered(begun(FILES), STATEMENT, None)
    assert form.step is Step.FILE
    assert len(form.steps) == len(filled().steps) + 1
    for said in ("2", "more.yaml", "The harbour"):
        assert answered(form, said, None).file == FILES[1]
    assert answered(form, "3", None).complaint


def test_a_question_that_found_no_answer_is_the_first_of_the_fact() -> None:
    assert filled(question="Who lit it?").questions == ("Who lit it?",)
    assert filled(STATEMENT, QUOTE, question="Who lit it?").is_complete


def test_the_nearest_sentences_of_the_source_are_offered_and_picked_by_number() -> None:
    form = filled("In 1931 the tower was painted.")

    assert form.choices[0] == "In the year of the storm, in 1931 it was painted red and white."
    assert answered(form, "1", ARTICLE).quote == form.choices[0]


def test_what_was_offered_on_the_next_page_is_picked_there() -> None:
    source = " ".join(f"Sentence number {number} is here." for number in range(PASSAGES + 1))
    form = filled(STATEMENT, source=source)

    assert form.has_more_choices
    assert answered(turned(form), "1", source).quote == f"Sentence number {PASSAGES} is here."
    assert turned(turned(form)) == form


def test_a_quote_has_its_place_in_the_source_or_the_nearest_passage_is_offered() -> None:
    refused = filled(STATEMENT, "its first keeper lit a lamp of the tower")

    assert "word for word" in refused.complaint
    assert filled(STATEMENT, "its first keeper lit a lamp of the tower", "1").quote == refused.choices[0]
    assert filled(STATEMENT, f"“{QUOTE}”").quote == QUOTE
    assert filled(STATEMENT, "lit the lamp of\nthe tower").quote == "lit the lamp of the tower"


def test_without_a_source_text_a_quote_is_taken_as_it_is() -> None:
    assert filled(STATEMENT, "Whatever.", source=None).quote == "Whatever."


@pytest.mark.parametrize(
    ("before", "text", "complaint"),
    [
        ((), " \n", "no word"),
        ((), "x" * (MAX_STATEMENT + 1), "701 characters"),
        ((), "Who lit it?", "is a question"),
        ((STATEMENT,), "x" * (MAX_QUOTE + 1), "2,001 characters"),
        ((STATEMENT, QUOTE), "x" * (MAX_WORDING + 1), "301 characters"),
        ((STATEMENT, QUOTE, "Who lit it?"), "who lit it", "already"),
        ((STATEMENT, QUOTE), "\n".join(f"Why {n}?" for n in range(MOST_QUESTIONS + 1)), "enough"),
    ],
)
def test_a_step_that_cannot_take_a_text_says_why_and_stays(before: tuple[str, ...], text: str, complaint: str) -> None:
    form = filled(*before)
    refused = answered(form, text, ARTICLE)

    assert complaint in refused.complaint
    assert (refused.step, refused.questions, refused.before) == (form.step, form.questions, form.before)
    assert not answered(refused, "Who has lit it by now", ARTICLE).complaint or form.step is Step.QUOTE


def test_back_leads_to_the_step_before_without_the_complaint() -> None:
    form = filled(STATEMENT, "Not in it at all, by no means.", QUOTE, "Who lit it?", "Who lit it?")

    assert back(form).questions == ()
    assert (back(back(form)).step, back(back(form)).complaint) == (Step.QUOTE, "")
    assert back(back(back(form))) == filled()
    assert back(filled()) == filled()


@given(st.lists(st.text(max_size=400), max_size=6), st.none() | st.text(max_size=400))
def test_no_text_breaks_a_step(texts: list[str], source: str | None) -> None:
    form = begun(FILES)
    for text in texts:
        form = answered(form, text, source)
        if form.step is Step.QUOTE:
            form = turned(with_passages(form, source or ""))
    assert form.step in form.steps
