"""/gaps: questions that found no answer, listed, taught, declined, ignored."""

import asyncio
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from bot.chats.conversations import SentMessage
from bot.facts.model import Fact
from bot.facts.problems import did_you_mean
from bot.facts.yaml_insertion import with_not_covered, with_question
from bot.gaps import GapGroup, HowOften
from bot.gaps.grouping import group_of, nearest, open_groups
from bot.gaps.store import FILE
from bot.sqlite_files import files_set_aside
from bot.storage.sqlite_writer import UnreadableError
from bot.telegram.admin import texts
from bot.telegram.admin.actions import AdminButton, AdminRequest, Logged
from bot.telegram.admin.adding import add_for
from bot.telegram.admin.callback_data import AdminCallback
from bot.telegram.admin.gap_view import FIRST, ON_A_PAGE, GapsView, ShownGaps, shown_gaps
from bot.telegram.admin.listing import Page, Section, line_page, listing
from bot.telegram.admin.proposing import file_of, parsed, propose_edit, propose_for
from bot.telegram.admin.services import AdminServices
from bot.telegram.messages.markup import cut
from bot.telegram.messages.paging import turning
from bot.telegram.messages.reply import Rows, TapButton

OTHERS = 3
"""Further wordings of the chosen group that the list shows."""

LINE_UNITS = 28
"""UTF-16 code units of a question in the list: with its number and count that is a line of a phone 400 pixels wide."""

LABEL_UNITS = 60

IN_A_ROW = 5
"""Buttons with numbers in a row: a finger hits them, and ten are two rows."""


async def list_gaps(admin: AdminServices, request: AdminRequest) -> None:
    """Send one page of the gaps."""
    await _list(admin, request, GapsView.parse(request.words))


GAPS = AdminButton("gaps", "place:often:gap", list_gaps, Logged.NOTHING)


async def teach(admin: AdminServices, request: AdminRequest) -> None:
    """Ask which fact answers a group."""
    group = await _group(admin, request, request.about)
    if group is not None:
        facts = await asyncio.to_thread(nearest, group, admin.answerer)
        admin.send(request.place, teaching_page(group, facts, GapsView.parse(request.detail)), request.into)


TEACH = AdminButton("teach", "gap:place:often", teach, Logged.NOTHING)


async def learn(admin: AdminServices, request: AdminRequest) -> None:
    """Propose the wording as a question of a fact."""
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


async def new_fact(admin: AdminServices, request: AdminRequest) -> None:
    """Begin a new fact, of which the wording is the first question."""
    group = await _group(admin, request, request.about)
    if group is not None:
        _keep_on_screen(admin, request, GapsView.parse(request.detail))
        await add_for(admin, request, _wording(group, request.about))


NEW_FACT = AdminButton("new", "gap:place:often", new_fact, Logged.NOTHING)


async def decline(admin: AdminServices, request: AdminRequest) -> None:
    """Propose the wording as a question that the source leaves open, in the file of the nearest fact."""
    group = await _group(admin, request, request.about)
    if group is not None:
        _keep_on_screen(admin, request, GapsView.parse(request.detail))
        near = await asyncio.to_thread(nearest, group, admin.answerer)
        words = _wording(group, request.about)
        loaded = await parsed(admin, request)
        if loaded is not None:
            file = file_of(loaded, near[0].id) if near else None
            edit = partial(with_not_covered, wording=words)
            await propose_edit(admin, request, file or loaded.parsed_files[0].name, edit)


DECLINE = AdminButton("decline", "gap:place:often", decline, Logged.OUTCOME)


async def ignore(admin: AdminServices, request: AdminRequest) -> None:
    """Take a group off the list, for good."""
    group = await _group(admin, request, request.about)
    if group is not None:
        await _ignored(admin, request, [group])
        await _list(admin, request, GapsView.parse(request.detail))


IGNORE = AdminButton("ignore", "gap:place:often", ignore, Logged.OUTCOME)


async def ask_ignore_all(admin: AdminServices, request: AdminRequest) -> None:
    """Ask whether all groups of a page are to be ignored."""
    shown = await _seen(admin, request)
    if shown is not None:
        admin.send(request.place, ignoring_page(shown), request.into)


ASK_IGNORE_ALL = AdminButton("ask-ignore", "page:place:often", ask_ignore_all, Logged.NOTHING)


async def ignore_all(admin: AdminServices, request: AdminRequest) -> None:
    """Take all groups of a page off the list, for good."""
    shown = await _seen(admin, request)
    if shown is None:
        await asyncio.to_thread(admin.note, request.by.id, "ignore a page of questions: not the same any more")
        return
    await _ignored(admin, request, shown.page.items)
    await _list(admin, request, GapsView(shown.page.start, shown.often))


IGNORE_ALL = AdminButton("ignore-all", "page:place:often", ignore_all, Logged.OUTCOME)

_ABOUT_A_GAP = frozenset(button.verb for button in (TEACH, LEARN, NEW_FACT, DECLINE, IGNORE))


def names_a_fact(request: AdminRequest) -> bool:
    """Return whether the admin wrote one word in reply to a message about one group."""
    replied_to = request.replied_to
    return replied_to is not None and bool(key_among(replied_to.callbacks)) and len(request.words.split()) == 1


def key_among(callbacks: Iterable[AdminCallback]) -> str | None:
    """Return the key of the one group that the buttons of a message are about; None if they are about none or more."""
    keys = {callback.target.partition(":")[0] for callback in callbacks if callback.verb in _ABOUT_A_GAP}
    return keys.pop() if len(keys) == 1 else None


def gaps_page(groups: Sequence[GapGroup], view: GapsView, head: str = "", lost: Sequence[Path] = ()) -> Page:
    """Return one page of the groups, a line for each, and all about the chosen one, with its buttons.

    `head` is a sentence that stands above it; `lost` are databases whose gaps are not among them.
    """
    notes = Section("", tuple(texts.set_aside(file.name) for file in lost))
    if not groups:
        return listing(texts.NO_GAPS, [notes], (), "gaps.txt")
    shown = shown_gaps(groups, view)
    page, chosen = shown.page, shown.chosen
    lines = [_line(place, group, shown.place) for place, group in enumerate(page.items, start=page.start)]
    others = [gap.wording for gap in chosen.gaps[1 : 1 + OTHERS]]
    more = [f"+ {len(chosen.gaps) - 1 - OTHERS}"] if len(chosen.gaps) > 1 + OTHERS else []
    sections = [
        Section("", tuple(lines if len(lines) > 1 else ())),
        Section(f"{shown.place + 1}. {chosen.head.wording}", (texts.asked(chosen.times, chosen.last), *others, *more)),
        notes,
    ]
    rows: Rows = (
        *_number_rows(shown),
        _chosen_row(shown),
        turning(page, lambda label, number: GAPS.labelled(label, number * ON_A_PAGE, shown.often, "")),
        _filter_row(groups, shown.often),
        (ASK_IGNORE_ALL.labelled(texts.IGNORE_ALL, shown.checksum, page.start, shown.often),) if len(lines) > 1 else (),
    )
    counted = texts.gaps_head(shown.total, page.number, page.pages, shown.often)
    return listing(f"{head}\n\n{counted}" if head else counted, sections, rows, "gaps.txt")


def ignoring_page(shown: ShownGaps) -> Page:
    """Return the question whether all groups of a page are to be ignored, with each of their wordings."""
    wordings = tuple(gap.wording for group in shown.page.items for gap in group.gaps)
    rows: Rows = (
        (
            IGNORE_ALL.labelled(texts.IGNORE, shown.checksum, shown.page.start, shown.often),
            GAPS.labelled(texts.KEEP, shown.page.start, shown.often, ""),
        ),
    )
    return listing(texts.ignore_all(len(shown.page.items)), [Section("", wordings)], rows, "gaps.txt")


def teaching_page(group: GapGroup, nearest: Sequence[Fact], view: GapsView) -> Page:
    """Return the question which fact answers the group: the nearest to tap, any other by its id in a reply.

    `view` is what of the list the buttons lead back to.
    """
    key = group.head.key
    head = f"{group.head.wording}\n{texts.asked(group.times, group.last)}\n\n{texts.WHICH_FACT}"
    facts = tuple(f"{fact.id}: {fact.statement}" for fact in nearest)
    near = {fact.id for fact in nearest}
    others = tuple(gap.wording for gap in group.gaps[1:])
    rows: Rows = (
        *((LEARN.labelled(cut(fact.id, LABEL_UNITS), key, fact.id),) for fact in nearest),
        (NEW_FACT.labelled(texts.NEW_FACT, key, view.place, view.often),),
        _closing(key, view),
        (GAPS.labelled(texts.ALL_GAPS, view.place, view.often, key),),
    )
    sections = [
        Section(texts.NEAREST, facts),
        Section(texts.OFFERED, tuple(fact for fact in group.offered if fact not in near)),
        Section(texts.REJECTED, group.rejected),
        Section(texts.ALSO_ASKED, others),
    ]
    return listing(head, sections, rows, "wordings.txt")


async def _propose_question(admin: AdminServices, request: AdminRequest, key: str, fact: str) -> None:
    group = await _group(admin, request, key)
    if group is not None:
        _keep_on_screen(admin, request, FIRST)
        await propose_for(admin, request, fact, lambda data: with_question(data, fact, _wording(group, key)))


def _keep_on_screen(admin: AdminServices, request: AdminRequest, view: GapsView) -> None:
    """Have the message with the button, or the one that was replied to, show `view` of the list after a change."""
    above = SentMessage(request.replied_to.message) if request.replied_to else request.into
    admin.redraws.put(request.place.chat, partial(_list, admin, replace(request, into=above), view))


def _wording(group: GapGroup, key: str) -> str:
    """Return what the admin saw above the button, even if another wording heads the group by now."""
    return (group.gap(key) or group.head).wording


def _groups(admin: AdminServices) -> tuple[GapGroup, ...]:
    return open_groups(admin.gaps.gaps(), admin.answerer)


async def _list(admin: AdminServices, request: AdminRequest, view: GapsView, head: str = "") -> None:
    """Send what `view` shows of the list, or edit it into the message with the button; a change draws it again."""
    groups = await _groups_or_told(admin, request)
    if groups is not None:
        request = replace(request, into=request.into or SentMessage(), replied_to=None)
        _keep_on_screen(admin, request, view)
        kept = admin.services.gaps_days or groups
        lost = await asyncio.to_thread(files_set_aside, admin.data, FILE)
        page = gaps_page(groups, view, head, lost) if kept else line_page(texts.NO_GAPS_KEPT)
        admin.send(request.place, page, request.into)


async def _groups_or_told(admin: AdminServices, request: AdminRequest) -> tuple[GapGroup, ...] | None:
    """Return the groups; None if they cannot be read, which the admin is told."""
    try:
        return await asyncio.to_thread(_groups, admin)
    except UnreadableError as error:
        admin.send(request.place, line_page(str(error)))
        return None


async def _group(admin: AdminServices, request: AdminRequest, key: str) -> GapGroup | None:
    """Return the group that a button is about; None if it has gone, which the admin is told."""
    groups = await _groups_or_told(admin, request)
    if groups is None:
        return None
    found = group_of(groups, key)
    if found is None:
        admin.send(request.place, line_page(texts.GAP_GONE))
    return found


async def _seen(admin: AdminServices, request: AdminRequest) -> ShownGaps | None:
    """Return the page that a button is about; None if it has other groups by now, which the admin is shown."""
    groups = await _groups_or_told(admin, request)
    view = GapsView.parse(request.detail)
    if groups is None:
        return None
    shown = shown_gaps(groups, view) if groups else None
    if shown is None or shown.checksum != request.about:
        admin.send(request.place, gaps_page(groups, view, texts.LIST_MOVED), request.into)
        return None
    return shown


async def _ignored(admin: AdminServices, request: AdminRequest, groups: Sequence[GapGroup]) -> None:
    """Ignore every wording of `groups`, and log it."""
    admin.gaps.ignore([gap.wording for group in groups for gap in group.gaps])
    await asyncio.to_thread(
        admin.note, request.by.id, f"ignore {', '.join(repr(group.head.wording) for group in groups)}"
    )


def _line(place: int, group: GapGroup, chosen: int) -> str:
    mark = f"{texts.CHOSEN} " if place == chosen else ""
    return f"{mark}{place + 1}. {cut(group.head.wording, LINE_UNITS)} ({group.times:,})"


def _number_rows(shown: ShownGaps) -> Iterator[tuple[TapButton, ...]]:
    """Yield the buttons that choose a group of the page; none if it has only one."""
    buttons = [
        GAPS.labelled(
            f"{texts.CHOSEN} {place + 1}" if place == shown.place else str(place + 1),
            place,
            shown.often,
            group.head.key,
        )
        for place, group in enumerate(shown.page.items, start=shown.page.start)
    ]
    if len(buttons) > 1:
        yield from (tuple(buttons[start : start + IN_A_ROW]) for start in range(0, len(buttons), IN_A_ROW))


def _chosen_row(shown: ShownGaps) -> tuple[TapButton, ...]:
    """Return what can be done with the chosen group."""
    key = shown.chosen.head.key
    return (
        TEACH.labelled(texts.THIS_IS, key, shown.place, shown.often),
        NEW_FACT.labelled(texts.NEW_FACT, key, shown.place, shown.often),
        *_closing(key, shown.view),
    )


def _filter_row(groups: Sequence[GapGroup], often: HowOften) -> tuple[TapButton, ...]:
    """Return the buttons that show only what was asked so often, where the list has more than a page."""
    if len(groups) <= ON_A_PAGE:
        return ()
    counts = {each: sum(1 for group in groups if each.takes(group.times)) for each in HowOften}
    return tuple(
        GAPS.labelled(texts.asked_so_often(each, count, chosen=each is often), 0, each, "")
        for each, count in counts.items()
        if count and (each is HowOften.ALL or count < len(groups))
    )


def _closing(key: str, view: GapsView) -> tuple[TapButton, ...]:
    return (
        DECLINE.labelled(texts.NOT_COVERED, key, view.place, view.often),
        IGNORE.labelled(texts.IGNORE, key, view.place, view.often),
    )
