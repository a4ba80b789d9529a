"""Gaps in Telegram: the list with its buttons, and the choice of the fact that answers one."""

from collections.abc import Iterable, Sequence

from bot import texts as reader_texts
from bot.facts.model import Fact
from bot.gaps import GapGroup
from bot.telegram.admin import insight_texts as texts
from bot.telegram.admin.callback_data import AdminCallback
from bot.telegram.admin.listing import Page, Section, line_page, listing
from bot.telegram.messages.markup import cut
from bot.telegram.messages.reply import Rows, TapButton

GAPS, TEACH, LEARN, DECLINE, IGNORE = "gaps", "teach", "learn", "decline", "ignore"
"""The verbs of taps; all but the first have a group's key as the first part of their target."""

ON_A_PAGE = 10
OTHERS = 3
"""Further wordings of a group that the list shows."""

LABEL_UNITS = 60


def gaps_page(groups: Sequence[GapGroup], page: int) -> Page:
    """One page of the groups, with three buttons each."""
    if not groups:
        return line_page(texts.NO_GAPS)
    pages = (len(groups) + ON_A_PAGE - 1) // ON_A_PAGE
    page = min(page, pages - 1)
    shown = list(enumerate(groups, start=1))[page * ON_A_PAGE :][:ON_A_PAGE]
    lines = tuple(_line(number, group) for number, group in shown)
    rows = tuple(_buttons(group.head.key, number, page) for number, group in shown)
    return listing(
        texts.gaps_head(len(groups), page, pages), [Section("", lines)], (*rows, turning(GAPS, page, pages)), "gaps.txt"
    )


def teaching_page(group: GapGroup, nearest: Sequence[Fact], page: int) -> Page:
    """Which fact answers the group: the nearest to tap, any other by its id in a reply."""
    key = group.head.key
    head = f"{group.head.wording}\n{texts.asked(group.times, group.last)}\n\n{texts.WHICH_FACT}"
    facts = tuple(f"{fact.id}: {fact.statement}" for fact in nearest)
    others = tuple(gap.wording for gap in group.gaps[1:])
    rows: Rows = (
        *((TapButton(cut(fact.id, LABEL_UNITS), AdminCallback(LEARN, f"{key}:{fact.id}").data),) for fact in nearest),
        _closing(key, page),
        (TapButton(texts.ALL_GAPS, AdminCallback(GAPS, str(page)).data),),
    )
    sections = [
        Section(texts.NEAREST, facts),
        Section(texts.OFFERED, group.offered),
        Section(texts.REJECTED, group.rejected),
        Section(texts.ALSO_ASKED, others),
    ]
    return listing(head, sections, rows, "wordings.txt")


def key_among(taps: Iterable[AdminCallback]) -> str | None:
    """The key of the one group that the buttons of a message are about."""
    keys = {tap.target.partition(":")[0] for tap in taps if tap.verb in (TEACH, LEARN, DECLINE, IGNORE)}
    return keys.pop() if len(keys) == 1 else None


def turning(verb: str, page: int, pages: int) -> tuple[TapButton, ...]:
    """The buttons that turn the page."""
    earlier = (TapButton(reader_texts.EARLIER, AdminCallback(verb, str(page - 1)).data),) if page else ()
    later = (TapButton(reader_texts.LATER, AdminCallback(verb, str(page + 1)).data),) if page + 1 < pages else ()
    return (*earlier, *later)


def _line(number: int, group: GapGroup) -> str:
    others = "".join(f"\n   {gap.wording}" for gap in group.gaps[1 : 1 + OTHERS])
    more = f"\n   + {len(group.gaps) - 1 - OTHERS}" if len(group.gaps) > 1 + OTHERS else ""
    return f"{number}. {group.head.wording} ({texts.asked(group.times, group.last)}){others}{more}"


def _buttons(key: str, number: int, page: int) -> tuple[TapButton, ...]:
    teach = TapButton(f"{number} {texts.THIS_IS}", AdminCallback(TEACH, f"{key}:{page}").data)
    return (teach, *_closing(key, page, f"{number} "))


def _closing(key: str, page: int, before: str = "") -> tuple[TapButton, ...]:
    return (
        TapButton(f"{before}{texts.NOT_COVERED}", AdminCallback(DECLINE, key).data),
        TapButton(f"{before}{texts.IGNORE}", AdminCallback(IGNORE, f"{key}:{page}").data),
    )
