"""/export and /check: the fact files as a whole, sent out and looked over."""

import asyncio
from collections.abc import Sequence

from bot.evaluation.advice import Advice, advice
from bot.evaluation.self_test import self_test
from bot.facts.loading import Loaded
from bot.facts.problems import Problem
from bot.facts.snapshots import Snapshot
from bot.telegram.admin import texts
from bot.telegram.admin.actions import AdminButton, AdminRequest, Logged
from bot.telegram.admin.listing import Attachment, Page, Section, beginning, line_page, listing, problems_page
from bot.telegram.admin.services import AdminServices
from bot.telegram.messages.paging import page_of, turning

ON_A_PAGE = 12

SHOWN = 3
"""Lines of each part of the advice that fit on a phone's screen beside the others."""


async def export(admin: AdminServices, request: AdminRequest) -> None:
    """Send the fact files as they are on disk; one that is broken as well, to be mended."""
    files = await asyncio.to_thread(admin.served.files)
    facts = await asyncio.to_thread(_facts_of_each, files)
    for file in files.files:
        if file.name in facts and file.data:
            caption = texts.exported(file.name, facts[file.name])
            admin.send_file(request.place, Attachment(file.name.rpartition("/")[2], file.data), caption)
    if not facts:
        admin.send(request.place, line_page(texts.NOTHING_TO_EXPORT))


async def check(admin: AdminServices, request: AdminRequest) -> None:
    """Send what is wrong with the files, or could be better."""
    admin.show_work(request.place)
    loaded, problems, found = await asyncio.to_thread(_checked, admin)
    admin.send(request.place, check_page(problems, found, broken=loaded.base is None))


async def all_advice(admin: AdminServices, request: AdminRequest) -> None:
    """Send one page of all advice on the facts that are served."""
    found = await asyncio.to_thread(advice, admin.answerer)
    admin.send(request.place, advice_page(found, request.number), request.into)


ADVICE = AdminButton("advice", "page", all_advice, Logged.NOTHING)


def check_page(problems: Sequence[Problem], found: Advice | None = None, *, broken: bool) -> Page:
    """Return what there is to say about the files as they are now; `broken` if the problems are errors.

    Of the advice the beginning is shown, and a button for all of it.
    """
    if broken:
        return problems_page(texts.BROKEN_NOW, problems)
    head = [texts.warnings(len(problems)) if problems else texts.NO_WARNINGS]
    sections = [Section(texts.WARNINGS, tuple(map(str, problems)))]
    left_out = False
    if found is not None:
        head += ["", *found.head]
        sections += [Section(part.title, beginning(part.lines, SHOWN)) for part in found.parts]
        left_out = any(len(part.lines) > SHOWN for part in found.parts)
    rows = ((ADVICE.labelled(texts.ALL_ADVICE, 0),),) if left_out else ()
    return listing("\n".join(head), sections, rows, file="problems.txt")


def advice_page(found: Advice, number: int) -> Page:
    """Return one page of all advice."""
    listed = [(part.title, line) for part in found.parts for line in part.lines]
    page = page_of(listed, number, ON_A_PAGE)
    sections = [
        Section(title, tuple(line for of, line in page.items if of == title))
        for title in dict.fromkeys(title for title, _ in page.items)
    ]
    return listing("\n".join(found.head), sections, (turning(page, ADVICE.labelled),), "advice.txt")


def _checked(admin: AdminServices) -> tuple[Loaded, tuple[Problem, ...], Advice | None]:
    loaded = admin.served.files().parsed()
    if loaded.base is None:
        return loaded, loaded.errors, None
    return loaded, (*loaded.problems, *self_test(loaded, admin.answerer)), advice(admin.answerer)


def _facts_of_each(files: Snapshot) -> dict[str, int]:
    """Return the number of facts in each fact file; 0 for one that cannot be read."""
    loaded = files.parsed()
    counts = {problem.file: 0 for problem in loaded.problems}
    return counts | {file.name: sum(1 for _ in file.entries("facts")) for file in loaded.parsed_files}
