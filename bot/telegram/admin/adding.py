"""/add: a new fact, step by step, also for a question that found no answer."""

from dataclasses import replace

from bot.editing.fact_form import FactForm, SourceFile, begun
from bot.telegram.admin import forms
from bot.telegram.admin.actions import AdminRequest
from bot.telegram.admin.proposing import parsed
from bot.telegram.admin.services import AdminServices


async def add(admin: AdminServices, request: AdminRequest) -> None:
    """Begin a new fact; the words after the command are its statement."""
    form = await _begun(admin, request)
    if form is not None and request.words:
        await forms.fill_in(admin, request, form, request.words)
    elif form is not None:
        await forms.show_form(admin, request, form)


async def add_for(admin: AdminServices, request: AdminRequest, question: str) -> None:
    """Begin a new fact that answers `question`, in a message of its own."""
    form = await _begun(admin, request, question)
    if form is not None:
        await forms.show_form(admin, replace(request, into=None), form)


async def _begun(admin: AdminServices, request: AdminRequest, question: str = "") -> FactForm | None:
    """Return the first step of a new fact; None after saying why there is none."""
    if not await forms.is_free(admin, request):
        return None
    loaded = await parsed(admin, request)
    if loaded is None or loaded.base is None:
        return None
    pairs = zip(loaded.parsed_files, loaded.base.sources, strict=True)
    return begun([SourceFile(file.name, source) for file, source in pairs], question)
