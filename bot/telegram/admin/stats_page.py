"""Numbers: how many questions on which day, and what became of the files."""

from collections.abc import Sequence

from bot.answering import Status
from bot.facts.history import Version
from bot.storage.usage_counts import DayCounts
from bot.telegram.admin import insight_texts as texts
from bot.telegram.admin.listing import Page, Section, listing
from bot.telegram.admin.texts import version as version_line

VERSIONS = 5


def stats_page(days: Sequence[DayCounts], reloads: tuple[int, int], versions: Sequence[Version]) -> Page:
    """The days, the newest first; how often the files were taken in or broken; the latest versions."""
    sections = [
        Section(texts.BY_DAY, tuple(map(_day, days))),
        Section(texts.RELOADS, (texts.reloads(*reloads), *map(version_line, versions[:VERSIONS]))),
    ]
    asked = sum(day.total for day in days)
    head = texts.asked_lately(asked, len(days)) if days else texts.NOTHING_ASKED
    return listing(head, sections, (), "stats.txt")


def _day(day: DayCounts) -> str:
    counts = [day.by_status.get(status, 0) for status in (Status.ANSWERED, Status.UNSURE, Status.UNKNOWN)]
    return f"{day.day:%a %d %b}: {day.total:,} = {' / '.join(f'{count:,}' for count in counts)}"
