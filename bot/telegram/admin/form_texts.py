"""The words of the dialogues of /add and /edit: what is asked for, and what is there already."""

from collections.abc import Iterator, Sequence

from bot.chats.spans import Span, Style, bold, italic
from bot.editing.fact_form import FactForm, Step
from bot.editing.field_form import FieldForm
from bot.telegram.admin import texts
from bot.telegram.messages.markup import cut, label

PASSAGE_UNITS = 150
"""Of a sentence where the admin has only to know which one it is."""

FIELD_UNITS = 700
"""Of what has been filled in already."""


def fact_form_spans(form: FactForm, about: Sequence[str]) -> tuple[Span, ...]:
    """Return what is asked for at a step of /add; `about` are the names that were found in the statement."""
    place = f"{form.steps.index(form.step) + 1} of {len(form.steps)}"
    return (bold(f"New fact, step {place}: {form.step}"), *_complaint(form.complaint), *_asked(form, about))


def field_form_spans(form: FieldForm) -> tuple[Span, ...]:
    """Return what is asked for where a field of a fact is changed, below what it is now."""
    spans = [bold(f"{form.fact}: {form.field}"), *_complaint(form.complaint)]
    if form.nearest is not None:
        spans += [Span(f"\n{texts.NEAREST_PASSAGE}\n"), *_quoted(form.nearest)]
    if form.typed:
        spans += [Span(f"\n\n{texts.TYPED}\n"), *_quoted(form.typed)]
    if form.field.is_list:
        return (*spans, *_numbered(form.choices), Span(f"\n\n{_about_list(form)}"))
    now = [Span("\n\n"), *_quoted(form.items[0])] if form.items else []
    return (*spans, *now, Span(f"\n\n{texts.new_value(form.field)}"))


def _asked(form: FactForm, about: Sequence[str]) -> Iterator[Span]:
    match form.step:
        case Step.STATEMENT:
            yield Span(f"\n\n{texts.ASK_STATEMENT}")
            yield from (Span(f"\n\n{texts.TO_ANSWER}"), *_numbered(form.questions)) if form.questions else ()
        case Step.FILE:
            yield Span(f"\n\n{texts.ASK_FILE}")
            yield from _numbered(form.choices)
        case Step.QUOTE:
            title = form.file.source.title if form.file else ""
            yield Span(f"\n\n{texts.ask_quote(title, offered=bool(form.passages))}")
            yield from _numbered(form.choices)
        case Step.QUESTIONS:
            yield Span(f"\n\n{texts.ASK_MORE_QUESTIONS if form.questions else texts.ASK_QUESTIONS}")
            yield from _numbered(form.questions)
            yield Span("\n\n")
            yield Span(cut(form.statement, FIELD_UNITS), shortenable=True)
            yield Span("\n")
            yield from _quoted(form.quote)
            yield from (Span(f"\n{texts.about(about)}", shortenable=True),) if about else ()


def _complaint(complaint: str) -> Iterator[Span]:
    if complaint:
        yield Span("\n\n")
        yield italic(complaint, shortenable=True)


def _numbered(items: Sequence[str]) -> Iterator[Span]:
    yield from (Span("\n"),) if items else ()
    for number, item in enumerate(items, start=1):
        yield Span(f"\n{number}. {label(item, PASSAGE_UNITS)}", shortenable=True)


def _quoted(text: str) -> Iterator[Span]:
    yield Span(cut(text, FIELD_UNITS), Style.QUOTE, shortenable=True)


def _about_list(form: FieldForm) -> str:
    if not form.items:
        return texts.FIRST_ITEM[form.field]
    left = len(form.items) - len(form.choices)
    return f"{texts.MORE_ITEMS[form.field]}{texts.not_shown(left) if left else ''}"
