"""What the project aims at in speed, and whether a run of the bench shows it."""

from collections.abc import Iterator
from dataclasses import dataclass

from tools.bench.answers import TALKSBOT
from tools.bench.markdown import memory, time
from tools.bench.reloading import ONE_FACT
from tools.bench.results import Results
from tools.bench.speed import Cost
from tools.bench.spread import Spread, spread
from tools.bench.traffic import Traffic

LARGE = 10_000
"""Facts of the base on which the aims for large ones are tried."""

MOST_RATIO, MOST_P99 = 2.0, 40.0
"""Times the forward passes that a question needs; milliseconds for 99 of 100 questions."""

LEAST_RATE = 150.0
"""Questions a second for one process."""

MOST_RELOAD, MOST_WAIT = 2.0, 50.0
"""Seconds until a change is served; milliseconds that a question waits for the event loop meanwhile."""

MOST_FIRST, MOST_LATER = 6.0, 1.2
"""Seconds to the first answer by meaning: when nothing is embedded, and when all is."""

MOST_PROPOSAL = {100: 1.0, 1_000: 5.0}
"""Seconds until an admin sees what a change does, by the number of facts."""

MOST_MEMORY, MOST_MEMORY_OF_LARGE = 350e6, 900e6


@dataclass(frozen=True, slots=True)
class Aim:
    """One aim, what was measured, and whether that is enough."""

    words: str
    measured: str
    met: bool


def aims(results: Results) -> Iterator[Aim]:
    """Yield each aim that this run can tell of."""
    of_talksbot = [cost for cost in (*results.here, *results.made) if cost.program == TALKSBOT]
    measured = [cost for cost in of_talksbot if cost.facts in (results.facts, LARGE)]
    yield from _a_question(results, measured)
    rate = results.traffic[0].rate.middle
    yield Aim(f"One process answers {LEAST_RATE:.0f} questions a second", f"{rate:.0f}", rate >= LEAST_RATE)
    yield from _a_start(results)
    yield from _a_save(results)
    yield from _a_proposal(results)
    yield from _memory(results, measured)


def _a_question(results: Results, measured: list[Cost]) -> Iterator[Aim]:
    for each in results.forward:
        ratio = each.ratio.middle
        yield Aim(
            f"{each.facts:,} facts: Matcher.match takes at most {MOST_RATIO:.0f} times as long as the forward passes "
            "of the texts that it embeds, which are part of it",
            f"{ratio:.2f}: {time(each.match.middle)} beside {time(each.needed.middle)}",
            ratio <= MOST_RATIO,
        )
    for cost in measured:
        p99 = cost.p99 / 1e3
        words = f"{cost.facts:,} facts: p99 of a question that is asked for the first time is under {MOST_P99:.0f} ms"
        yield Aim(words, f"{p99:.1f} ms", p99 < MOST_P99)


def _a_start(results: Results) -> Iterator[Aim]:
    start = results.starting
    firsts = (("`ask`", start.terminal.first), ("`run`", start.by_meaning))
    laters = (("`ask`", start.terminal.later), ("`run`", start.telegram.later))
    for command, taken in firsts:
        words = f"The first start, which embeds the facts: {command} answers by meaning within {MOST_FIRST:.0f} s"
        yield Aim(words, f"{taken.middle:.1f} s", taken.middle <= MOST_FIRST)
    for command, taken in laters:
        words = f"Later starts: {command} answers by meaning within {MOST_LATER} s"
        yield Aim(words, f"{taken.middle:.2f} s", taken.middle <= MOST_LATER)


def _a_save(results: Results) -> Iterator[Aim]:
    for reload in results.reloads:
        if (reload.program, reload.change, reload.facts) == (TALKSBOT, ONE_FACT, LARGE):
            served = (reload.by_meaning or reload.served).middle
            words = f"A save that changes one of {LARGE:,} facts is served by meaning within {MOST_RELOAD:.0f} s"
            yield Aim(words, f"{served:.1f} s", served <= MOST_RELOAD)
            wait = reload.longest_wait.most
            words = f"No question waits more than {MOST_WAIT:.0f} ms for the event loop meanwhile"
            yield Aim(words, f"{wait:.0f} ms", wait <= MOST_WAIT)


def _a_proposal(results: Results) -> Iterator[Aim]:
    for each in results.proposals:
        most = MOST_PROPOSAL.get(each.facts)
        if most is not None:
            later = each.later.middle
            words = f"{each.facts:,} facts: what a change does is shown within {most:.0f} s"
            yield Aim(words, f"{later:.2f} s; {each.first:.2f} s after a start", later <= most)


def _memory(results: Results, measured: list[Cost]) -> Iterator[Aim]:
    bot = results.traffic[0].memory
    words = f"The whole bot with the {results.facts} facts of the project takes at most {memory(int(MOST_MEMORY))}"
    yield Aim(words, memory(bot), bot <= MOST_MEMORY)
    for cost in measured:
        if cost.facts == LARGE:
            process, most = cost.built.process, memory(int(MOST_MEMORY_OF_LARGE))
            words = f"A process that matches with {LARGE:,} facts takes at most {most}"
            yield Aim(words, memory(process), process <= MOST_MEMORY_OF_LARGE)


def fastest_echo(results: Results) -> Traffic:
    """Return the echo bot that deals with most updates a second."""
    return max((each for each in results.traffic if each.is_echo), key=lambda echo: echo.rate.middle)


def of_echo(results: Results) -> Spread:
    """Return the rate of talksbot over that of the fastest echo bot, round by round."""
    rounds = zip(results.traffic[0].bursts, fastest_echo(results).bursts, strict=True)
    return spread(own.rate / echo.rate for own, echo in rounds)
