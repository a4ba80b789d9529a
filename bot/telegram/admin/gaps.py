"""Questions that found no answer, in Telegram: listed, taught, declined, ignored."""

import asyncio

from bot.editing.outcomes import Edit
from bot.facts.loading import Loaded
from bot.facts.problems import did_you_mean
from bot.facts.yaml_insertion import with_not_covered, with_question
from bot.gaps import GapGroup
from bot.gaps.grouping import group_of, nearest, open_groups
from bot.gaps.store import GapsUnreadableError
from bot.telegram.admin import insight_texts as texts
from bot.telegram.admin.files import AdminRequest, show
from bot.telegram.admin.gaps_page import gaps_page, key_among, teaching_page
from bot.telegram.admin.listing import line_page
from bot.telegram.admin.services import AdminServices


async def list_gaps(admin: AdminServices, action: AdminRequest) -> None:
    """One page of the gaps."""
    try:
        groups = await asyncio.to_thread(_groups, admin)
    except GapsUnreadableError as error:
        admin.send(action.place, line_page(str(error)))
        return
    kept = admin.services.gaps_days or groups
    page = gaps_page(groups, action.number) if kept else line_page(texts.NO_GAPS_KEPT)
    admin.send(action.place, page, action.into)


async def teach(admin: AdminServices, action: AdminRequest) -> None:
    """Ask which fact answers a group."""
    key, _, page = action.words.partition(":")
    group = await _group(admin, action, key)
    if group is not None:
        facts = await asyncio.to_thread(nearest, group, admin.live.knowledge.answerer)
        number = int(page) if page.isdecimal() and len(page) < 5 else 0
        admin.send(action.place, teaching_page(group, facts, number), action.into)


async def learn(admin: AdminServices, action: AdminRequest) -> None:
    """Propose the wording as a question of a fact; the list with the button stays."""
    key, _, fact = action.words.partition(":")
    await _propose_for(admin, action, key, fact)


def names_a_fact(action: AdminRequest) -> bool:
    """Whether the admin wrote one word in reply to a message about one group."""
    return action.replied_to is not None and bool(key_among(action.replied_to.taps)) and len(action.words.split()) == 1


async def learn_by_id(admin: AdminServices, action: AdminRequest) -> None:
    """The same, for a fact whose id the admin wrote in reply to a message about one group."""
    key = key_among(action.replied_to.taps) if action.replied_to else None
    base = admin.live.knowledge.answerer.base
    if key and action.words in base.by_id:
        await _propose_for(admin, action, key, action.words)
    else:
        admin.send(action.place, line_page(texts.no_fact(action.words, did_you_mean(action.words, base.by_id))))


async def decline(admin: AdminServices, action: AdminRequest) -> None:
    """Propose the wording as a question that the source leaves open, in the file of the nearest fact."""
    group = await _group(admin, action, action.words)
    if group is not None:
        near = await asyncio.to_thread(nearest, group, admin.live.knowledge.answerer)
        words = _wording(group, action.words)
        await _propose(admin, action, near[0].id if near else None, lambda data: with_not_covered(data, words))


async def ignore(admin: AdminServices, action: AdminRequest) -> None:
    """Show a group no more."""
    key, _, page = action.words.partition(":")
    group = await _group(admin, action, key)
    if group is not None:
        admin.insight.gaps.ignore([gap.wording for gap in group.gaps])
        admin.note(action.by.id, f"ignore {group.head.wording!r}")
        await list_gaps(admin, AdminRequest(action.by, action.place, page, action.into))


async def _propose_for(admin: AdminServices, action: AdminRequest, key: str, fact: str) -> None:
    group = await _group(admin, action, key)
    if group is not None:
        await _propose(admin, action, fact, lambda data: with_question(data, fact, _wording(group, key)))


async def _propose(admin: AdminServices, action: AdminRequest, fact: str | None, edit: Edit) -> None:
    """Show what `edit` would do to the file with the fact, or to the first file."""
    admin.show_work(action.place)
    loaded = await asyncio.to_thread(lambda: admin.live.files().parsed())
    file = _file_of(loaded, fact)
    if file is None:
        admin.send(action.place, line_page(texts.BROKEN_NOW if loaded.errors else texts.GAP_GONE))
        return
    show(admin, AdminRequest(action.by, action.place), await asyncio.to_thread(admin.desk.amend, file, edit, action.by))


def _file_of(loaded: Loaded, fact: str | None) -> str | None:
    """The name of the file with the fact; of the first one if none is meant."""
    if loaded.errors:
        return None
    holding = (part.file for part in loaded.parts if fact is None or any(fact == known for _, known in part.fact_ids()))
    return next(holding, None)


def _wording(group: GapGroup, key: str) -> str:
    """What the admin saw above the button, even if another wording heads the group by now."""
    return (group.gap(key) or group.head).wording


def _groups(admin: AdminServices) -> tuple[GapGroup, ...]:
    return open_groups(admin.insight.gaps.gaps(), admin.live.knowledge.answerer)


async def _group(admin: AdminServices, action: AdminRequest, key: str) -> GapGroup | None:
    """The group that a button is about; the admin is told if it has gone."""
    try:
        found = group_of(await asyncio.to_thread(_groups, admin), key)
    except GapsUnreadableError as error:
        admin.send(action.place, line_page(str(error)))
        return None
    if found is None:
        admin.send(action.place, line_page(texts.GAP_GONE))
    return found
