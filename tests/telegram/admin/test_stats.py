"""Numbers of the latest days."""

import sqlite3
from datetime import date
from pathlib import Path

from bot.answering import Status
from bot.storage.sqlite_writer import UnreadableError
from bot.storage.usage_counts import DayCounts, Rating
from bot.telegram.admin.stats import stats_page

DAY = date(2024, 5, 6)


def test_a_day_has_its_counts_in_order() -> None:
    days = [DayCounts(DAY, {Status.UNKNOWN: 3, Status.ANSWERED: 1_000})]

    text = stats_page(days, (1, 0), []).reply.plain

    assert "Mon 06 May: 1,003 = 1,000 / 0 / 3" in text
    assert "taken in anew once, broken never" in text


def test_the_share_of_answers_that_readers_liked_is_shown() -> None:
    days = [
        DayCounts(DAY, {Status.ANSWERED: 9}, {Rating.LIKED: 5, Rating.NOT_MEANT: 2}),
        DayCounts(DAY, {}, {Rating.LIKED: 1}),
    ]

    assert "\N{THUMBS UP SIGN} 6 of 8 (75%); the others were not what they meant." in plain(days)
    assert "\N{THUMBS UP SIGN}" not in plain([DayCounts(DAY, {Status.ANSWERED: 9})])


def plain(days: list[DayCounts]) -> str:
    return stats_page(days, (1, 0), []).reply.plain


def test_counts_that_cannot_be_read_are_not_nobody() -> None:
    text = stats_page(UnreadableError(Path("counts.sqlite3"), sqlite3.OperationalError("no")), (1, 0), []).reply.plain

    assert text.startswith("How much was asked is not known: counts.sqlite3 cannot be read (no).")
    assert "Nobody" not in text
    assert "taken in anew once" in text
