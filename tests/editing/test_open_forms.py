"""A form is kept for its admin, for a while."""

from bot.editing.fact_form import begun
from bot.editing.open_forms import OPEN_SECONDS, OpenForms

FORM = begun(())


def test_each_admin_has_one_form_and_each_state_a_key() -> None:
    forms = OpenForms(lambda: 0.0)
    first, second = forms.put(1, FORM), forms.put(1, FORM)

    assert first.key != second.key
    assert forms.get(1) == second
    assert forms.get(2) is None


def test_a_form_that_waited_for_too_long_is_gone_and_said_to_be_once() -> None:
    now = 0.0
    forms = OpenForms(lambda: now)
    forms.put(1, FORM)
    now = OPEN_SECONDS
    assert forms.get(1) is not None

    now += 1
    assert forms.get(1) is None
    assert [forms.close(1), forms.close(1)] == [True, False]
