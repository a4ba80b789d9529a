"""One field of a fact that an admin is changing: its value now, and the edit that a new one makes."""

from dataclasses import dataclass, replace

from bot.editing.fact_fields import (
    Field,
    FieldError,
    checked_name,
    checked_note,
    checked_question,
    checked_quote,
    checked_reference,
    checked_statement,
)
from bot.editing.outcomes import Edit
from bot.facts.model import Fact, FactBase
from bot.facts.yaml_insertion import with_item
from bot.facts.yaml_replacement import with_text, without_item, without_text

ITEMS = 10
"""Items of a list that are shown at a time, each with a button."""


@dataclass(frozen=True, slots=True)
class FieldForm:
    """A field of the fact `fact`, which is being changed.

    `items` is its value: several for a list, one for a text, none where there is none. Of a list page `page` is shown.
    `complaint` is what was wrong with the last input, and `nearest` the passage of the source that may have been meant.
    `typed` is what was written for a proposal that the admin came back from.
    """

    fact: str
    field: Field
    items: tuple[str, ...]
    page: int = 0
    complaint: str = ""
    nearest: str | None = None
    typed: str = ""

    @property
    def choices(self) -> tuple[str, ...]:
        """The items that a number takes out, from 1: those of the list that are shown."""
        return self.items[self.page * ITEMS :][:ITEMS] if self.field.is_list else ()

    @property
    def has_more_choices(self) -> bool:
        """Whether there are items that are not shown."""
        return self.field.is_list and len(self.items) > ITEMS

    @property
    def can_be_emptied(self) -> bool:
        """Whether the whole text can be taken out: only a note, and only if there is one."""
        return self.field is Field.NOTE and bool(self.items)


def opened(fact: Fact, field: Field) -> FieldForm:
    """Return the form in which `field` of `fact` is changed."""
    value = getattr(fact, field)
    return FieldForm(fact.id, field, value if field.is_list else (value,) if value else ())


def turned(form: FieldForm) -> FieldForm:
    """Return the form with the next items, after the last ones with the first."""
    later = form.page + 1
    return replace(form, page=later if later * ITEMS < len(form.items) else 0, complaint="")


def edit_to(form: FieldForm, text: str, base: FactBase, source: str | None) -> Edit:
    """Return the edit that puts `text` into the field: instead of a text, or as one more item of a list.

    `source` is the text that quotes stand in, if there is one. Raises `FieldError`.
    """
    words = _checked(form, text, base, source)
    if form.field.is_list:
        return lambda data: with_item(data, form.fact, form.field, words)
    return lambda data: with_text(data, form.fact, form.field, words)


def refused(form: FieldForm, error: FieldError) -> FieldForm:
    """Return the form after an input that its field cannot take."""
    return replace(form, complaint=str(error), nearest=error.nearest)


def edit_without(form: FieldForm, item: str | None = None) -> Edit:
    """Return the edit that takes `item` out of the list, or the whole text out of the file."""
    if item is None:
        return lambda data: without_text(data, form.fact, form.field)
    return lambda data: without_item(data, form.fact, form.field, item)


def _checked(form: FieldForm, text: str, base: FactBase, source: str | None) -> str:
    match form.field:
        case Field.STATEMENT:
            return checked_statement(text)
        case Field.QUOTE:
            return checked_quote(text, source)
        case Field.NOTE:
            return checked_note(text)
        case Field.QUESTIONS:
            return checked_question(text)
        case Field.ABOUT:
            return checked_name(text, base.names)
        case Field.SEE:
            return checked_reference(text, form.fact, base)
