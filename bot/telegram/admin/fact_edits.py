"""/edit and /delete: one field of a fact changed, or the fact taken out, by its id or in reply to an answer."""

import asyncio
from dataclasses import replace

from bot.chats.turns import explain_after
from bot.editing.fact_fields import Field
from bot.editing.field_form import opened
from bot.facts.model import Fact
from bot.facts.problems import did_you_mean
from bot.facts.yaml_replacement import without_fact
from bot.plurals import counted
from bot.telegram.admin import forms, texts
from bot.telegram.admin.actions import AdminButton, AdminRequest, Logged
from bot.telegram.admin.facts import fact_lines
from bot.telegram.admin.listing import Page, Section, line_page, listing
from bot.telegram.admin.proposing import file_of, parsed, propose_edit
from bot.telegram.admin.services import AdminServices


async def edit(admin: AdminServices, request: AdminRequest) -> None:
    """Show a fact, with a button for each of its fields."""
    fact = await _meant(admin, request, texts.EDIT_USAGE)
    if fact is not None:
        admin.send(request.place, edit_page(fact))


async def edit_field(admin: AdminServices, request: AdminRequest) -> None:
    """Ask for the new value of a field; the fact with its buttons stays above."""
    fact = admin.answerer.base.by_id.get(request.about)
    if fact is None or request.detail not in list(Field):
        admin.send(request.place, line_page(texts.FACT_GONE))
    elif await forms.is_free(admin, request):
        await forms.show_form(admin, replace(request, into=None), opened(fact, Field(request.detail)))


EDIT = AdminButton("edit", "fact:field", edit_field, Logged.NOTHING)


async def delete(admin: AdminServices, request: AdminRequest) -> None:
    """Propose to take a fact out, with the references to it."""
    fact = await _meant(admin, request, texts.DELETE_USAGE)
    loaded = await parsed(admin, request) if fact is not None else None
    if fact is None or loaded is None or loaded.base is None:
        return
    file = file_of(loaded, fact.id)
    elsewhere = [other.id for other in loaded.base.facts if fact.id in other.see and file_of(loaded, other.id) != file]
    if file is None:
        admin.send(request.place, line_page(texts.FACT_GONE))
    elif elsewhere:
        admin.send(request.place, line_page(texts.referred_to(fact.id, elsewhere)))
    else:
        await propose_edit(admin, request, file, lambda data: without_fact(data, fact.id))


DELETE = AdminButton("delete", "fact", delete, Logged.OUTCOME)


def edit_page(fact: Fact) -> Page:
    """Return a fact as it is, with a button for each of its fields."""
    texts_row, lists_row = (
        tuple(EDIT.labelled(field.capitalize(), fact.id, field) for field in Field if field.is_list == is_list)
        for is_list in (False, True)
    )
    rows = (texts_row, lists_row, (DELETE.labelled(texts.DELETE, fact.id),))
    sections = [
        Section("", (*fact_lines(fact), counted(len(fact.questions), "question"))),
        Section("", (texts.WHICH_FIELD,)),
    ]
    return listing(f"{fact.id}\n\n{fact.statement}", sections, rows, "fact.txt")


async def _meant(admin: AdminServices, request: AdminRequest, usage: str) -> Fact | None:
    """Return the fact that the command names, or that answered the message replied to; None after saying why not."""
    base, replied_to = admin.answerer.base, request.replied_to
    if request.words:
        if request.words not in base.by_id:
            admin.send(request.place, line_page(texts.no_fact(request.words, did_you_mean(request.words, base.by_id))))
        return base.by_id.get(request.words)
    asked = admin.services.dialogue.asked_by_answer(request.place.chat, replied_to.message) if replied_to else None
    if asked is not None:
        explanation = await asyncio.to_thread(explain_after, admin.answerer, asked.question, asked.before)
        if explanation.answer.facts:
            return explanation.answer.facts[0].fact
    admin.send(request.place, line_page(usage))
    return None
