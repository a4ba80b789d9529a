"""All figures of one run as a page of Markdown. Nothing stands there that the run has not shown."""

from collections.abc import Iterator

from tools.bench.aims import LARGE, aims
from tools.bench.markdown import memory, table, time
from tools.bench.report_answers import answers, lazy, older, outcomes
from tools.bench.report_bot import proposals, reloads, start, traffic
from tools.bench.report_costs import forward, speed
from tools.bench.results import Results


def report(results: Results) -> str:
    """Return the whole page."""
    sections = (_head, _glance, _aims, lazy, answers, older, speed, forward, reloads, proposals, traffic, start)
    return "\n\n".join(paragraph for section in sections for paragraph in section(results)) + "\n"


def _head(results: Results) -> Iterator[str]:
    machine = results.machine
    yield "# Figures"
    versions = ", ".join(f"{name} {version}" for name, version in machine.versions)
    yield (
        f"Measured by `make bench` on {machine.day}, at commit {machine.commit}, on {machine.cores} cores "
        f"({machine.processor}) with {machine.memory / 1e9:.0f} GB, {machine.system}, {machine.python}; {versions}."
    )
    yield (
        "A figure with two others behind it was measured several times: it is the median, and they are the least and "
        "the greatest. What is compared was measured by turns in the same run."
    )
    if results.absent:
        yield f"Left out, for it is not installed: {', '.join(results.absent)}."
    yield "![How often answers are right, wrong and false, and what a question costs as the base grows](bench.svg)"


def comparison(results: Results) -> str:
    """Return the table that says most: how each program answers, and what a question costs it."""
    here = {cost.program: cost for cost in results.here}
    large = {cost.program: cost for cost in results.made if cost.facts == LARGE}
    lazy = {each.name: each for each in results.lazy.together}
    rows = []
    for each in results.answers:
        far, elsewhere = large.get(each.name), lazy.get(each.name)
        costs = (time(here[each.name].median.middle), time(far.median.middle) if far else "-")
        rows.append((each.name, outcomes(each), outcomes(elsewhere) if elsewhere else "-", *costs))
    head = (
        "right / wrong / false",
        "the talks",
        f"{len(results.lazy.bases)} lazy bases",
        f"at {results.facts} facts",
        f"at {LARGE:,} facts",
    )
    return table(head, rows)


def load(results: Results) -> str:
    """Say in a sentence what the whole bot bears."""
    bot = results.traffic[0]
    return (
        f"A question costs {bot.cpu.middle:.1f} ms of processor time; alone, matching and deciding take "
        f"{time(results.here[0].median.middle)} of it. {bot.rate.middle:.0f} a second are answered if Telegram lets "
        f"them, and the process takes {memory(bot.memory)}."
    )


def _glance(results: Results) -> Iterator[str]:
    yield "## At a glance"
    yield comparison(results)
    yield (
        "The talks are the acceptance questions on the facts of the project, by which the bot was made; the lazy bases "
        "are on subjects that its constants were not fitted on. What a question costs is the median of questions that "
        "are asked for the first time."
    )
    yield load(results)


def _aims(results: Results) -> Iterator[str]:
    yield "## Aims"
    rows = [(aim.words, aim.measured, "met" if aim.met else "**not met**") for aim in aims(results)]
    yield table(["aim", "measured", ""], rows)
