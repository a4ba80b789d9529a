"""/stats: how many questions on which day, and what became of the files."""

import asyncio
from collections.abc import Iterator, Sequence

from bot.answering import Status
from bot.facts.history import Version
from bot.storage.sqlite_writer import UnreadableError
from bot.storage.usage_counts import DayCounts, Rating
from bot.telegram.admin import texts
from bot.telegram.admin.actions import AdminRequest
from bot.telegram.admin.listing import Page, Section, listing
from bot.telegram.admin.services import AdminServices

DAYS = 14
"""Days that are shown: two weeks are a screen."""

VERSIONS = 5


async def stats(admin: AdminServices, request: AdminRequest) -> None:
    """Send how much is asked, and what became of the files."""
    days: Sequence[DayCounts] | UnreadableError
    try:
        days = await asyncio.to_thread(admin.counts.latest, DAYS)
    except UnreadableError as error:
        days = error
    versions = await asyncio.to_thread(admin.editor.versions)
    admin.send(request.place, stats_page(days, (admin.served.reloads, admin.served.failures), versions))


def stats_page(
    days: Sequence[DayCounts] | UnreadableError, reloads: tuple[int, int], versions: Sequence[Version]
) -> Page:
    """Return the days, the newest first, or why they cannot be read; what became of the files; the latest versions."""
    if isinstance(days, UnreadableError):
        head, days = texts.not_counted(str(days)), ()
    else:
        head = texts.asked_lately(sum(day.total for day in days), len(days)) if days else texts.NOTHING_ASKED
    sections = [
        Section(texts.BY_DAY, tuple(map(_day, days))),
        Section(texts.RATINGS, tuple(_ratings(days))),
        Section(texts.RELOADS, (texts.reloads(*reloads), *map(texts.version, versions[:VERSIONS]))),
    ]
    return listing(head, sections, (), "stats.txt")


def _ratings(days: Sequence[DayCounts]) -> Iterator[str]:
    liked, not_meant = (sum(day.by_rating.get(rating, 0) for day in days) for rating in Rating)
    if liked + not_meant:
        yield texts.rated(liked, liked + not_meant)


def _day(day: DayCounts) -> str:
    counts = [day.by_status.get(status, 0) for status in (Status.ANSWERED, Status.UNSURE, Status.UNKNOWN)]
    return f"{day.day:%a %d %b}: {day.total:,} = {' / '.join(f'{count:,}' for count in counts)}"
