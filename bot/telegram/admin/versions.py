"""/history: the versions of the fact files, what each changed, and the way back to it."""

import asyncio
from collections.abc import Sequence
from dataclasses import replace

from bot.editing.outcomes import Compared, Refused
from bot.facts.history import Version
from bot.telegram.admin import texts
from bot.telegram.admin.actions import AdminButton, AdminRequest, Logged
from bot.telegram.admin.changes import change_sections, propose, show
from bot.telegram.admin.listing import Page, Section, line_page, listing
from bot.telegram.admin.services import AdminServices
from bot.telegram.messages.paging import page_of, turning

ON_A_PAGE = 5


async def history(admin: AdminServices, request: AdminRequest) -> None:
    """Send one page of the versions."""
    versions = await asyncio.to_thread(admin.editor.versions)
    admin.send(request.place, history_page(versions, request.number), request.into)


HISTORY = AdminButton("history", "page", history, Logged.NOTHING)


async def compare(admin: AdminServices, request: AdminRequest) -> None:
    """Send what a version changed."""
    await asyncio.to_thread(admin.note, request.by.id, f"look at version {request.number}")
    compared = await asyncio.to_thread(admin.editor.compare, request.number)
    if isinstance(compared, Refused):
        show(admin, request, compared)
    else:
        admin.send(request.place, compared_page(compared))


COMPARE = AdminButton("compare", "version", compare, Logged.OUTCOME)


async def go_back(admin: AdminServices, request: AdminRequest) -> None:
    """Show what going back to a version would do; the list with the button stays."""
    checked = asyncio.to_thread(admin.editor.go_back, request.number, request.by)
    await propose(admin, replace(request, into=None), checked)


GO_BACK = AdminButton("back", "version", go_back, Logged.OUTCOME)


def history_page(versions: Sequence[Version], number: int) -> Page:
    """Return one page of the versions, the newest first; what is live now cannot be gone back to."""
    if not versions:
        return line_page(texts.NO_VERSIONS)
    newest: dict[str, int] = {}
    for version in versions:
        newest.setdefault(version.file, version.number)
    page = page_of(versions, number, ON_A_PAGE)
    rows = []
    for version in page.items:
        compare = COMPARE.labelled(texts.compare(version.number), version.number)
        back = GO_BACK.labelled(texts.go_back(version.number), version.number)
        rows.append((compare,) if newest[version.file] == version.number else (compare, back))
    return line_page("\n\n".join(map(texts.version, page.items)), (*rows, turning(page, HISTORY.labelled)))


def compared_page(compared: Compared) -> Page:
    """Return what one version changed, and the way back to it."""
    version = compared.version
    row = (GO_BACK.labelled(texts.go_back(version.number), version.number),)
    changes = compared.difference.changes if compared.difference else ()
    sections = [*change_sections(changes), Section(texts.LINES, compared.lines)]
    return listing(texts.version(version), sections, (row,), file="difference.txt")
