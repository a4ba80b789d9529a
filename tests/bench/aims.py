"""What the project aims at in speed, and whether a run of the bench shows it."""

import math
from collections.abc import Iterator
from dataclasses import dataclass

from tests.bench.answers import TALKSBOT
from tests.bench.results import Results
from tests.bench.spread import Spread, spread
from tests.bench.traffic import TELEGRAM_TAKES, Traffic

LARGE = 10_000
"""Facts of the base on which the aims for large ones are tried."""

MOST_OF_UPDATE, LEAST_OF_ECHO, TIMES_LIMIT = 0.1, 0.85, 10
MOST_P99, MOST_RELOAD, MOST_WAIT = 10.0, 2.0, 50.0
"""Milliseconds for 99 of 100 questions; seconds for a reload; milliseconds that a question waits meanwhile."""


@dataclass(frozen=True, slots=True)
class Aim:
    """One aim, what was measured, and whether that is enough."""

    words: str
    measured: str
    met: bool


def aims(results: Results) -> Iterator[Aim]:
    """Each aim that this run can tell of."""
    echo = fastest_echo(results)
    answering = results.here[0].median.middle / 1e3
    for circumstances, spent in (("that comes by itself", echo.cpu_in_stream), ("of a burst", echo.cpu)):
        part = answering / spent.middle if spent.middle else math.inf
        yield Aim(
            f"Matching and deciding costs less than a tenth of what python-telegram-bot spends on an update "
            f"{circumstances}",
            f"{part:.0%}: {answering:.2f} ms beside the {spent.middle:.2f} ms of processor time of {echo.bot}",
            part < MOST_OF_UPDATE,
        )
    for cost in results.made:
        if (cost.program, cost.facts) == (TALKSBOT, LARGE):
            p99 = cost.p99 / 1e3
            yield Aim(f"At {LARGE:,} facts p99 of a question is under 10 ms", f"{p99:.1f} ms", p99 < MOST_P99)
    for reload in results.reloads:
        if reload.facts == LARGE:
            served, wait = reload.served.middle, reload.longest_wait.most
            words = f"{LARGE:,} facts, {reload.change}: served within two seconds"
            yield Aim(words, f"{served:.1f} s", served < MOST_RELOAD)
            words = f"{LARGE:,} facts, {reload.change}: no question waits more than 50 ms meanwhile"
            yield Aim(words, f"{wait:.0f} ms", wait < MOST_WAIT)
    share = of_echo(results)
    yield Aim(
        "The whole bot deals with at least 85 % of the updates that an echo bot does",
        f"{share.middle:.0%} ({share.least:.0%} to {share.most:.0%}) of {echo.bot}",
        share.middle >= LEAST_OF_ECHO,
    )
    rate, limit = results.traffic[0].rate.middle, TIMES_LIMIT * TELEGRAM_TAKES
    yield Aim(f"It deals with {limit} updates a second, ten times what Telegram takes", f"{rate:.0f}", rate >= limit)


def fastest_echo(results: Results) -> Traffic:
    """The echo bot that deals with most updates a second."""
    return max(results.traffic[1:], key=lambda echo: echo.rate.middle)


def of_echo(results: Results) -> Spread:
    """The rate of talksbot over that of the fastest echo bot, round by round."""
    rounds = zip(results.traffic[0].bursts, fastest_echo(results).bursts, strict=True)
    return spread(own.rate / echo.rate for own, echo in rounds)
