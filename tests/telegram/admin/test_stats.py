"""Numbers of the latest days."""

from datetime import date

from bot.answering import Status
from bot.storage.usage_counts import DayCounts
from bot.telegram.admin.stats import stats_page

DAY = date(2024, 5, 6)


def test_a_day_has_its_counts_in_order() -> None:
    days = [DayCounts(DAY, {Status.UNKNOWN: 3, Status.ANSWERED: 1_000})]

    text = stats_page(days, (1, 0), []).reply.plain

    assert "Mon 06 May: 1,003 = 1,000 / 0 / 3" in text
    assert "taken in anew once, broken never" in text
