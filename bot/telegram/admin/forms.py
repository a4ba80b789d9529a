"""The dialogues of /add and /edit: what an admin writes or taps goes to the form that is open, and its next step comes.

An open form takes plain text and replies to its own messages. Commands and replies to other messages go where they
always go, and /ask asks a question meanwhile.
"""

import asyncio
from collections.abc import Sequence
from dataclasses import replace

from bot.editing.fact_fields import FieldError, names_in
from bot.editing.fact_form import FactForm, Step, answered, back, fact_of, turned, with_passages
from bot.editing.field_form import FieldForm, edit_to, edit_without, refused
from bot.editing.field_form import turned as next_items
from bot.editing.open_forms import Form, OpenForm
from bot.editing.source_passages import source_text_of
from bot.facts.model import FactBase
from bot.facts.yaml_insertion import with_fact
from bot.telegram.admin import texts
from bot.telegram.admin.actions import AdminButton, AdminRequest, Logged, Replied
from bot.telegram.admin.callback_data import number_in
from bot.telegram.admin.changes import CHANGE_IT
from bot.telegram.admin.form_texts import fact_form_spans, field_form_spans
from bot.telegram.admin.listing import Page, line_page
from bot.telegram.admin.proposing import file_of, parsed, propose_edit, propose_for
from bot.telegram.admin.services import AdminServices
from bot.telegram.messages.answers import COPY_UNITS, message
from bot.telegram.messages.markup import utf16_length
from bot.telegram.messages.reply import Button, CopyButton, Rows

MORE, BACK, CANCEL = "more", "back", "cancel"
"""What a button of a step says besides the number of a choice."""

IN_A_ROW = 5
"""Buttons with a number that a phone shows side by side."""


async def take_text(admin: AdminServices, request: AdminRequest, text: str) -> bool:
    """Give `text`, which an admin wrote, to the open form; tell whether that was what the text was for."""
    if not _can_be_for_form(request.replied_to):
        return False
    opened = admin.forms.get(request.by.id)
    if opened is None:
        if request.replied_to is None and not admin.forms.close(request.by.id):
            return False
        admin.send(request.place, line_page(texts.FORM_LOST if request.replied_to else texts.FORM_EXPIRED))
        return request.replied_to is not None
    if isinstance(opened.form, FactForm):
        await fill_in(admin, request, opened.form, text)
    else:
        await _change(admin, request, opened.form, text)
    return True


async def step(admin: AdminServices, request: AdminRequest) -> None:
    """Do what a button of a step says: pick a choice, show others, go back, or cancel."""
    form = await _pressed(admin, request)
    if form is None:
        return
    if request.detail == CANCEL:
        admin.forms.close(request.by.id)
        admin.send(request.place, line_page(texts.CANCELLED), request.into)
    elif request.detail == MORE:
        await show_form(admin, request, turned(form) if isinstance(form, FactForm) else next_items(form))
    elif isinstance(form, FactForm):
        if request.detail == BACK:
            await show_form(admin, request, back(form))
        else:
            await fill_in(admin, request, form, request.detail)


STEP = AdminButton("step", "key:choice", step, Logged.NOTHING)


async def propose_form(admin: AdminServices, request: AdminRequest) -> None:
    """Propose what the form holds: the new fact, or the passage that comes nearest to a quote that was not found."""
    form = await _pressed_or_logged(admin, request)
    match form:
        case FactForm(is_complete=True, file=file) if file is not None:
            loaded = await parsed(admin, request)
            if loaded is not None and loaded.base is not None:
                fact = await asyncio.to_thread(fact_of, form, loaded.base)
                if await propose_edit(admin, request, file.name, lambda data: with_fact(data, fact), form):
                    admin.forms.close(request.by.id)
        case FieldForm(nearest=str(nearest)):
            await _change(admin, request, form, nearest)


PROPOSE = AdminButton("propose", "key", propose_form, Logged.OUTCOME)


async def take_out(admin: AdminServices, request: AdminRequest) -> None:
    """Propose to take out an item of the field that is being changed, or all of it for the number 0."""
    form = await _pressed_or_logged(admin, request)
    if isinstance(form, FieldForm):
        number = number_in(request.detail)
        item = form.choices[number - 1] if 1 <= number <= len(form.choices) else None
        if (item is not None or form.can_be_emptied) and await propose_for(
            admin, request, form.fact, edit_without(form, item), form
        ):
            admin.forms.close(request.by.id)


TAKE_OUT = AdminButton("take", "key:number", take_out, Logged.OUTCOME)


async def change_again(admin: AdminServices, request: AdminRequest) -> None:
    """Discard a proposal, if it is still there, and go back to the form that it was made with."""
    form = admin.proposed_forms.get(request.words)
    if form is None:
        await asyncio.to_thread(admin.note, request.by.id, "change what a form held: lost")
        admin.send(request.place, line_page(texts.FORM_LOST), request.into)
    elif await is_free(admin, request):
        admin.proposed_forms.pop(request.words)
        await asyncio.to_thread(admin.editor.discard, request.words, request.by)
        await show_form(admin, request, form)


CHANGE = AdminButton(CHANGE_IT, "proposal", change_again, Logged.OUTCOME)

_OF_FORMS = frozenset(button.verb for button in (STEP, PROPOSE, TAKE_OUT))


async def fill_in(admin: AdminServices, request: AdminRequest, form: FactForm, text: str) -> None:
    """Fill `text` in at the present step of a new fact, and show what comes next."""
    after = answered(form, text, await _source(admin, form.file.name if form.file else None))
    if after.step is Step.QUOTE and not after.passages:
        source = await _source(admin, after.file.name if after.file else None)
        after = await asyncio.to_thread(with_passages, after, source or "")
    await show_form(admin, request, after)


async def is_free(admin: AdminServices, request: AdminRequest) -> bool:
    """Tell whether another form can be opened: not while a new fact is being made, which is shown instead."""
    opened = admin.forms.get(request.by.id)
    if opened is not None and isinstance(opened.form, FactForm) and opened.form.statement:
        await _remind(admin, request, opened, texts.FORM_OPEN)
        return False
    return True


async def show_form(admin: AdminServices, request: AdminRequest, form: Form) -> None:
    """Keep `form` as what the admin is filling in, and show its step, in the message with the button if it was one."""
    page = await asyncio.to_thread(form_page, admin.answerer.base, admin.forms.put(request.by.id, form))
    admin.send(request.place, page, request.into)


def form_page(base: FactBase, opened: OpenForm) -> Page:
    """Return the step of an open form, with its buttons; `base` has the names that a statement may have."""
    form, key = opened.form, opened.key
    if isinstance(form, FieldForm):
        return Page(message(field_form_spans(form), _field_rows(form, key)))
    names = {name.id: name.name for name in base.names}
    about = [names[name] for name in names_in(form.statement, base)] if form.step is Step.QUESTIONS else []
    return Page(message(fact_form_spans(form, about), _fact_rows(form, key)))


async def _remind(admin: AdminServices, request: AdminRequest, opened: OpenForm, why: str) -> None:
    """Show the step of an open form once more, below the reason for that."""
    shown = replace(opened, form=replace(opened.form, complaint=why))
    admin.send(request.place, await asyncio.to_thread(form_page, admin.answerer.base, shown))


def _can_be_for_form(replied_to: Replied | None) -> bool:
    """Return whether a message can be for the open form: it is no reply, or one to a message of a form."""
    return replied_to is None or any(callback.verb in _OF_FORMS for callback in replied_to.callbacks)


async def _change(admin: AdminServices, request: AdminRequest, form: FieldForm, text: str) -> None:
    loaded = await parsed(admin, request)
    if loaded is None or loaded.base is None:
        return
    try:
        edit = edit_to(form, text, loaded.base, await _source(admin, file_of(loaded, form.fact)))
    except FieldError as error:
        await show_form(admin, request, refused(form, error))
        return
    if await propose_for(admin, request, form.fact, edit, replace(form, typed=text, complaint="", nearest=None)):
        admin.forms.close(request.by.id)


async def _source(admin: AdminServices, name: str | None) -> str | None:
    """Return the text that the quotes of the file `name` stand in; None if it names none."""

    def read() -> str | None:
        files = (file for file in admin.served.files().files if file.name == name)
        return next((source_text_of(file, admin.served.folder) for file in files), None)

    return await asyncio.to_thread(read)


async def _pressed(admin: AdminServices, request: AdminRequest) -> Form | None:
    """Return the form to whose present step the button belongs; None after saying what became of that of another."""
    opened = admin.forms.get(request.by.id)
    if opened is None:
        admin.forms.close(request.by.id)
        admin.send(request.place, line_page(texts.FORM_LOST), request.into)
        return None
    if opened.key != request.about:
        await _remind(admin, request, opened, texts.STEP_PASSED)
        return None
    return opened.form


async def _pressed_or_logged(admin: AdminServices, request: AdminRequest) -> Form | None:
    """Return the same, after a line in the admin log if there is none."""
    form = await _pressed(admin, request)
    if form is None:
        await asyncio.to_thread(admin.note, request.by.id, "propose what a form held: lost")
    return form


def _fact_rows(form: FactForm, key: str) -> Rows:
    numbers = [STEP.labelled(str(number), key, number) for number in range(1, len(form.choices) + 1)]
    return (
        *_rows_of(numbers),
        (STEP.labelled(texts.OTHERS, key, MORE),) if form.has_more_choices else (),
        (PROPOSE.labelled(texts.DONE, key),) if form.is_complete else (),
        (*((STEP.labelled(texts.BACK, key, BACK),) if form.before else ()), STEP.labelled(texts.CANCEL, key, CANCEL)),
    )


def _field_rows(form: FieldForm, key: str) -> Rows:
    numbers = [TAKE_OUT.labelled(f"✕ {number}", key, number) for number in range(1, len(form.choices) + 1)]
    now = form.items[0] if form.items and not form.field.is_list else ""
    return (
        *_rows_of(numbers),
        (STEP.labelled(texts.OTHERS, key, MORE),) if form.has_more_choices else (),
        (PROPOSE.labelled(texts.USE_NEAREST, key),) if form.nearest is not None else (),
        *(
            (CopyButton(label, text),)
            for label, text in ((texts.COPY_TYPED, form.typed), (texts.COPY_PRESENT, now))
            if 0 < utf16_length(text) <= COPY_UNITS
        ),
        (TAKE_OUT.labelled(texts.TAKE_OUT, key, 0),) if form.can_be_emptied else (),
        (STEP.labelled(texts.CANCEL, key, CANCEL),),
    )


def _rows_of(buttons: Sequence[Button]) -> Rows:
    return tuple(tuple(buttons[start : start + IN_A_ROW]) for start in range(0, len(buttons), IN_A_ROW))
