"""/gaps: questions that found no answer, listed, taught, declined, ignored."""

import asyncio
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from bot.editing.outcomes import Edit
from bot.facts.loading import Loaded
from bot.facts.model import Fact
from bot.facts.problems import did_you_mean
from bot.facts.yaml_insertion import with_not_covered, with_question
from bot.gaps import GapGroup
from bot.gaps.grouping import group_of, nearest, open_groups
from bot.gaps.store import FILE
from bot.sqlite_files import files_set_aside
from bot.storage.sqlite_writer import UnreadableError
from bot.telegram.admin import texts
from bot.telegram.admin.actions import AdminButton, AdminRequest, Logged
from bot.telegram.admin.callback_data import AdminCallback, number_in
from bot.telegram.admin.changes import show
from bot.telegram.admin.listing import Page, Section, line_page, listing
from bot.telegram.admin.services import AdminServices
from bot.telegram.messages.markup import cut
from bot.telegram.messages.paging import page_of, turning
from bot.telegram.messages.reply import Rows, TapButton

ON_A_PAGE = 10
OTHERS = 3
"""Further wordings of a group that the list shows."""

LABEL_UNITS = 60


async def list_gaps(admin: AdminServices, request: AdminRequest) -> None:
    """Send one page of the gaps."""
    try:
        groups = await asyncio.to_thread(_groups, admin)
    except UnreadableError as error:
        admin.send(request.place, line_page(str(error)))
        return
    kept = admin.services.gaps_days or groups
    lost = await asyncio.to_thread(files_set_aside, admin.data, FILE)
    page = gaps_page(groups, request.number, lost) if kept else line_page(texts.NO_GAPS_KEPT)
    admin.send(request.place, page, request.into)


GAPS = AdminButton("gaps", "page", list_gaps, Logged.NOTHING)


async def teach(admin: AdminServices, request: AdminRequest) -> None:
    """Ask which fact answers a group."""
    group = await _group(admin, request, request.about)
    if group is not None:
        facts = await asyncio.to_thread(nearest, group, admin.answerer)
        admin.send(request.place, teaching_page(group, facts, number_in(request.detail)), request.into)


TEACH = AdminButton("teach", "gap:page", teach, Logged.NOTHING)


async def learn(admin: AdminServices, request: AdminRequest) -> None:
    """Propose the wording as a question of a fact; the list with the button stays."""
    await _propose_question(admin, request, request.about, request.detail)


LEARN = AdminButton("learn", "gap:fact", learn, Logged.OUTCOME)


async def learn_by_id(admin: AdminServices, request: AdminRequest) -> None:
    """Propose the same for a fact whose id the admin wrote in reply to a message about one group."""
    key = key_among(request.replied_to.callbacks) if request.replied_to else None
    by_id = admin.answerer.base.by_id
    if key and request.words in by_id:
        await _propose_question(admin, request, key, request.words)
    else:
        admin.send(request.place, line_page(texts.no_fact(request.words, did_you_mean(request.words, by_id))))


async def decline(admin: AdminServices, request: AdminRequest) -> None:
    """Propose the wording as a question that the source leaves open, in the file of the nearest fact."""
    group = await _group(admin, request, request.about)
    if group is not None:
        near = await asyncio.to_thread(nearest, group, admin.answerer)
        words = _wording(group, request.about)
        await _propose(admin, request, near[0].id if near else None, lambda data: with_not_covered(data, words))


DECLINE = AdminButton("decline", "gap", decline, Logged.OUTCOME)


async def ignore(admin: AdminServices, request: AdminRequest) -> None:
    """Take a group off the list, for good."""
    group = await _group(admin, request, request.about)
    if group is not None:
        admin.gaps.ignore([gap.wording for gap in group.gaps])
        await asyncio.to_thread(admin.note, request.by.id, f"ignore {group.head.wording!r}")
        await list_gaps(admin, replace(request, words=request.detail))


IGNORE = AdminButton("ignore", "gap:page", ignore, Logged.OUTCOME)

_ABOUT_A_GAP = frozenset(button.verb for button in (TEACH, LEARN, DECLINE, IGNORE))


def names_a_fact(request: AdminRequest) -> bool:
    """Return whether the admin wrote one word in reply to a message about one group."""
    replied_to = request.replied_to
    return replied_to is not None and bool(key_among(replied_to.callbacks)) and len(request.words.split()) == 1


def key_among(callbacks: Iterable[AdminCallback]) -> str | None:
    """Return the key of the one group that the buttons of a message are about; None if they are about none or more."""
    keys = {callback.target.partition(":")[0] for callback in callbacks if callback.verb in _ABOUT_A_GAP}
    return keys.pop() if len(keys) == 1 else None


def gaps_page(groups: Sequence[GapGroup], number: int, lost: Sequence[Path] = ()) -> Page:
    """Return one page of the groups, with three buttons each; `lost` are databases whose gaps are not among them."""
    notes = Section("", tuple(texts.set_aside(file.name) for file in lost))
    if not groups:
        return listing(texts.NO_GAPS, [notes], (), "gaps.txt")
    page = page_of(groups, number, ON_A_PAGE)
    shown = list(enumerate(page.items, start=page.start + 1))
    lines = tuple(_line(place, group) for place, group in shown)
    rows = [_buttons(group.head.key, place, page.number) for place, group in shown]
    head = texts.gaps_head(len(groups), page.number, page.pages)
    return listing(head, [Section("", lines), notes], (*rows, turning(page, GAPS.labelled)), "gaps.txt")


def teaching_page(group: GapGroup, nearest: Sequence[Fact], page: int) -> Page:
    """Return the question which fact answers the group: the nearest to tap, any other by its id in a reply.

    `page` is the page of the list that the buttons lead back to.
    """
    key = group.head.key
    head = f"{group.head.wording}\n{texts.asked(group.times, group.last)}\n\n{texts.WHICH_FACT}"
    facts = tuple(f"{fact.id}: {fact.statement}" for fact in nearest)
    others = tuple(gap.wording for gap in group.gaps[1:])
    rows: Rows = (
        *((LEARN.labelled(cut(fact.id, LABEL_UNITS), key, fact.id),) for fact in nearest),
        _closing(key, page),
        (GAPS.labelled(texts.ALL_GAPS, page),),
    )
    sections = [
        Section(texts.NEAREST, facts),
        Section(texts.OFFERED, group.offered),
        Section(texts.REJECTED, group.rejected),
        Section(texts.ALSO_ASKED, others),
    ]
    return listing(head, sections, rows, "wordings.txt")


async def _propose_question(admin: AdminServices, request: AdminRequest, key: str, fact: str) -> None:
    group = await _group(admin, request, key)
    if group is not None:
        await _propose(admin, request, fact, lambda data: with_question(data, fact, _wording(group, key)))


async def _propose(admin: AdminServices, request: AdminRequest, fact: str | None, edit: Edit) -> None:
    """Show what `edit` would do to the file with the fact, or to the first file."""
    admin.show_work(request.place)
    loaded = await asyncio.to_thread(lambda: admin.served.files().parsed())
    file = _file_of(loaded, fact)
    if file is None:
        admin.send(request.place, line_page(texts.BROKEN_NOW if loaded.errors else texts.GAP_GONE))
        return
    outcome = await asyncio.to_thread(admin.editor.amend, file, edit, request.by)
    show(admin, replace(request, into=None), outcome)


def _file_of(loaded: Loaded, fact: str | None) -> str | None:
    """Return the name of the file with the fact; of the first one if none is meant; None if there is none."""
    if loaded.errors:
        return None
    for file in loaded.parsed_files:
        if fact is None or any(fact == known for _, known in file.fact_ids()):
            return file.name
    return None


def _wording(group: GapGroup, key: str) -> str:
    """Return what the admin saw above the button, even if another wording heads the group by now."""
    return (group.gap(key) or group.head).wording


def _groups(admin: AdminServices) -> tuple[GapGroup, ...]:
    return open_groups(admin.gaps.gaps(), admin.answerer)


async def _group(admin: AdminServices, request: AdminRequest, key: str) -> GapGroup | None:
    """Return the group that a button is about; None if it has gone, which the admin is told."""
    try:
        found = group_of(await asyncio.to_thread(_groups, admin), key)
    except UnreadableError as error:
        admin.send(request.place, line_page(str(error)))
        return None
    if found is None:
        admin.send(request.place, line_page(texts.GAP_GONE))
    return found


def _line(place: int, group: GapGroup) -> str:
    others = "".join(f"\n   {gap.wording}" for gap in group.gaps[1 : 1 + OTHERS])
    more = f"\n   + {len(group.gaps) - 1 - OTHERS}" if len(group.gaps) > 1 + OTHERS else ""
    return f"{place}. {group.head.wording} ({texts.asked(group.times, group.last)}){others}{more}"


def _buttons(key: str, place: int, page: int) -> tuple[TapButton, ...]:
    return (TEACH.labelled(f"{place} {texts.THIS_IS}", key, page), *_closing(key, page, f"{place} "))


def _closing(key: str, page: int, before: str = "") -> tuple[TapButton, ...]:
    return (
        DECLINE.labelled(f"{before}{texts.NOT_COVERED}", key),
        IGNORE.labelled(f"{before}{texts.IGNORE}", key, page),
    )
