"""The steps of /add and /edit as an admin reads them: all fits into a message, and what is tapped into a button."""

import pytest

from bot.editing.fact_fields import Field
from bot.editing.fact_form import MOST_QUESTIONS, FactForm, SourceFile, answered, begun, with_passages
from bot.editing.field_form import ITEMS, opened
from bot.editing.open_forms import Form, OpenForms
from bot.facts.model import Fact, FactBase, Name, Source
from bot.facts.schema import MAX_ID, MAX_QUOTE, MAX_STATEMENT, MAX_WORDING
from bot.telegram.admin.fact_edits import edit_page
from bot.telegram.admin.forms import form_page
from bot.telegram.messages.markup import MESSAGE_UNITS, utf16_length
from bot.telegram.messages.reply import Reply, TapButton

WIDE = "\N{GRINNING FACE}"
LONG = Fact(
    "x" * MAX_ID,
    WIDE * MAX_STATEMENT,
    WIDE * MAX_QUOTE,
    Source(WIDE * MAX_WORDING),
    tuple(f"{number}{WIDE * (MAX_WORDING - 4)}" for number in range(ITEMS + 1)),
    ("y" * MAX_ID,) * 50,
    ("z" * MAX_ID,) * 50,
    WIDE * MAX_STATEMENT,
)
BASE = FactBase((LONG,), (Name("y" * MAX_ID, WIDE * MAX_WORDING),))


def shown(form: Form) -> Reply:
    return form_page(BASE, OpenForms(lambda: 0.0).put(1, form)).reply


def labels(reply: Reply) -> list[list[str]]:
    return [[button.label for button in row] for row in reply.buttons]


def fits(reply: Reply) -> bool:
    taps = [button for row in reply.buttons for button in row if isinstance(button, TapButton)]
    return utf16_length(reply.plain) <= MESSAGE_UNITS and all(len(tap.data.encode()) <= 64 for tap in taps)


def forms() -> list[FactForm]:
    """A form of the longest parts at each of its steps."""
    form = begun([SourceFile(f"{number}{'n' * 200}.yaml", LONG.source) for number in range(200)])
    states = [form]
    for text in (LONG.statement, "1", LONG.quote, "\n".join(LONG.questions[:MOST_QUESTIONS])):
        form = answered(form, text, None)
        states.append(with_passages(form, "One here. Two here. Three here. Four here.") if not form.quote else form)
    return states


@pytest.mark.parametrize("form", forms(), ids=lambda form: f"{form.step}-{len(form.questions)}")
def test_each_step_of_the_longest_fact_fits(form: FactForm) -> None:
    assert fits(shown(form))


@pytest.mark.parametrize("field", Field)
def test_each_field_of_the_longest_fact_fits(field: Field) -> None:
    assert fits(shown(opened(LONG, field)))
    assert fits(edit_page(LONG).reply)


def test_the_first_step_has_nothing_to_go_back_to_and_the_last_is_done() -> None:
    first, *_, last = forms()

    assert labels(shown(first)) == [["Cancel"]]
    assert labels(shown(last)) == [["Done"], ["Back", "Cancel"]]


def test_a_text_that_fits_is_copied_and_only_a_note_is_taken_out() -> None:
    fact = Fact("a", "It is so.", "so", Source("A title"), note="By hand.")

    assert labels(shown(opened(fact, Field.STATEMENT))) == [["Copy the present one"], ["Cancel"]]
    assert labels(shown(opened(fact, Field.NOTE))) == [["Copy the present one"], ["Take it out"], ["Cancel"]]
    assert labels(shown(opened(LONG, Field.QUOTE))) == [["Cancel"]]


def test_the_items_of_a_list_have_buttons_and_pages() -> None:
    rows = labels(shown(opened(LONG, Field.QUESTIONS)))

    assert [label for row in rows[:-2] for label in row] == [f"✕ {number}" for number in range(1, ITEMS + 1)]
    assert rows[-2:] == [["Show others"], ["Cancel"]]
