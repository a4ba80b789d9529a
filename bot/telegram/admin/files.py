"""/export and /check: the fact files as a whole, sent out and looked over."""

import asyncio
from collections.abc import Sequence

from bot.evaluation.self_test import self_test
from bot.facts.loading import Loaded
from bot.facts.problems import Problem
from bot.facts.snapshots import Snapshot
from bot.telegram.admin import texts
from bot.telegram.admin.actions import AdminRequest
from bot.telegram.admin.listing import Attachment, Page, line_page, problems_page
from bot.telegram.admin.services import AdminServices


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
    loaded, problems = await asyncio.to_thread(_checked, admin)
    admin.send(request.place, check_page(problems, broken=loaded.base is None))


def check_page(problems: Sequence[Problem], *, broken: bool) -> Page:
    """Return what there is to say about the files as they are now; `broken` if the problems are errors."""
    if not problems:
        return line_page(texts.NO_WARNINGS)
    if broken:
        return problems_page(texts.BROKEN_NOW, problems)
    return problems_page(texts.warnings(len(problems)), problems, texts.WARNINGS)


def _checked(admin: AdminServices) -> tuple[Loaded, tuple[Problem, ...]]:
    loaded = admin.served.files().parsed()
    if loaded.base is None:
        return loaded, loaded.errors
    return loaded, (*loaded.problems, *self_test(loaded, admin.answerer))


def _facts_of_each(files: Snapshot) -> dict[str, int]:
    """Return the number of facts in each fact file; 0 for one that cannot be read."""
    loaded = files.parsed()
    counts = {problem.file: 0 for problem in loaded.problems}
    return counts | {file.name: sum(1 for _ in file.entries("facts")) for file in loaded.parsed_files}
