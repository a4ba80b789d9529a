"""From an edit of one fact to the proposal that an admin sees: which file it is, and what the edit would do."""

import asyncio
from dataclasses import replace

from bot.editing.open_forms import Form
from bot.editing.outcomes import Edit
from bot.facts.loading import Loaded
from bot.telegram.admin import texts
from bot.telegram.admin.actions import AdminRequest
from bot.telegram.admin.changes import propose
from bot.telegram.admin.listing import line_page
from bot.telegram.admin.services import AdminServices


async def propose_edit(
    admin: AdminServices, request: AdminRequest, file: str, edit: Edit, form: Form | None = None
) -> bool:
    """Show what `edit` would do to `file`, in a message of its own; tell whether that can be published.

    `form` is what the edit was filled in with.
    """
    checked = asyncio.to_thread(admin.editor.amend, file, edit, request.by)
    return await propose(admin, replace(request, into=None), checked, form=form)


async def propose_for(
    admin: AdminServices, request: AdminRequest, fact: str, edit: Edit, form: Form | None = None
) -> bool:
    """Do the same in the file with the fact `fact`, or say that it has gone."""
    loaded = await parsed(admin, request)
    file = file_of(loaded, fact) if loaded else None
    if loaded and file is None:
        admin.send(request.place, line_page(texts.FACT_GONE))
    return file is not None and await propose_edit(admin, request, file, edit, form)


async def parsed(admin: AdminServices, request: AdminRequest) -> Loaded | None:
    """Return the files as they are now; None if they have errors, which the admin is told."""
    loaded = await asyncio.to_thread(lambda: admin.served.files().parsed())
    if loaded.base is None:
        admin.send(request.place, line_page(texts.BROKEN_NOW))
        return None
    return loaded


def file_of(loaded: Loaded, fact: str) -> str | None:
    """Return the name of the file with the fact; None if no file has it."""
    files = (file for file in loaded.parsed_files for _, known in file.fact_ids() if known == fact)
    return next((file.name for file in files), None)
