"""All figures of one run as a page of Markdown. Nothing stands there that the run has not shown."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from math import sqrt

from bot.evaluation.figures import Tally
from tests.bench.aims import LARGE, aims, fastest_echo, of_echo
from tests.bench.answers import Performance
from tests.bench.markdown import factor, figures, memory, share, table, time, times
from tests.bench.results import Results
from tests.bench.speed import GROWS_FROM, LONGEST_BUILD, LONGEST_QUESTION, Cost, growth
from tests.bench.starting import Imports
from tests.bench.traffic import TELEGRAM_TAKES


def report(results: Results) -> str:
    """The whole page."""
    sections = (_head, _glance, _aims, _answers, _elsewhere, _speed, _reloads, _traffic, _start)
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
        yield f"Left out, for it is not installed (`make neural`): {', '.join(results.absent)}."
    yield "![How often answers are right, wrong and false, and what a question costs as the base grows](bench.svg)"


def comparison(results: Results) -> str:
    """The table that says most: how each program answers, and what a question costs it."""
    here = {cost.program: cost for cost in results.here}
    large = {cost.program: cost for cost in results.made if cost.facts == LARGE}
    rows = []
    for each in results.answers:
        total, far = each.total, large.get(each.name)
        shares = map(share, (total.right, total.wrong, total.false, each.first))
        costs = (time(here[each.name].median.middle), time(far.median.middle) if far else "-")
        rows.append((each.name, *shares, *costs))
    head = ("", "right", "wrong", "false", "first", f"at {results.facts} facts", f"at {LARGE:,} facts")
    return table(head, rows)


def load(results: Results) -> str:
    """What the whole bot bears, in a sentence."""
    bot = results.traffic[0]
    return (
        f"A question costs {bot.cpu.middle:.1f} ms of one processor core, of which matching and deciding take "
        f"{time(results.here[0].median.middle)}; {bot.rate.middle:.0f} a second are answered if Telegram lets them, "
        f"and the process takes {memory(bot.memory)}."
    )


def _glance(results: Results) -> Iterator[str]:
    yield "## At a glance"
    yield comparison(results)
    yield load(results)


def _aims(results: Results) -> Iterator[str]:
    yield "## Aims"
    rows = [(aim.words, aim.measured, "met" if aim.met else "**not met**") for aim in aims(results)]
    yield table(["aim", "measured", ""], rows)


def _answers(results: Results) -> Iterator[str]:
    total = results.answers[0].total
    yield "## Answers"
    yield (
        f"The {len(results.cases)} acceptance questions on the {results.facts} facts of the project, counted as "
        f"`make eval` does: right and wrong are shares of the {total.answerable} questions that a fact answers, false "
        f"of the {total.unanswerable} others. talksbot has the thresholds that it has on any base. Every other program "
        "answers with the fact of the nearest example question. It has the threshold at which it makes fewest mistakes "
        "on these very questions, and the statements and the subjects that are not covered where they help it."
    )
    yield (
        "Without a threshold: *first* is how often a right fact comes first, *AUROC* the chance that the program is "
        "surer of a question that a fact answers than of another. *As careful* is the share answered right with a "
        "threshold at which it gives no more false answers than talksbot. "
        f"With so many questions a share like talksbot's has a standard error of {_error(total):.1%}."
    )
    yield _performances(results.answers)
    yield "By kind: right / wrong, or false where no fact answers."
    kinds = list(dict.fromkeys(case.kind for case in results.cases))
    rows = ([each.name, *(_of_kind(each.of_kind(kind, results.cases)) for kind in kinds)] for each in results.answers)
    yield table(["", *(kind.replace("_", " ") for kind in kinds)], rows)


def _elsewhere(results: Results) -> Iterator[str]:
    total = results.elsewhere[0].total
    yield "### Other subjects"
    yield (
        f"The {total.answerable + total.unanswerable:,} questions on the bases in `tests/bases`. The constants of "
        "talksbot were fitted on these bases (`make calibrate` shows how they carry over to one that was left out); "
        "every other program has its best threshold on each of them. The last three columns are means over the bases. "
        "Programs that take long are left out."
    )
    yield _performances(results.elsewhere)


def _performances(performances: Sequence[Performance]) -> str:
    rows = []
    for each in performances:
        total = each.total
        shares = (total.right, total.wrong, total.false, each.first)
        rows.append([each.name, *map(share, shares), f"{each.auroc:.3f}", share(each.as_careful)])
    return table(["", "right", "wrong", "false", "first", "AUROC", "as careful"], rows)


def _of_kind(tally: Tally) -> str:
    return f"{tally.right:.0%} / {tally.wrong:.0%}" if tally.answerable else f"{tally.false:.0%}"


def _error(tally: Tally) -> float:
    return sqrt(tally.right * (1 - tally.right) / max(1, tally.answerable))


def _speed(results: Results) -> Iterator[str]:
    yield "## Speed"
    yield (
        "Of talksbot it is all of matching and deciding that is timed, of the others the search for the nearest "
        "example. The factor is over talksbot's median in the same round. Memory is what the index adds to the process."
    )
    yield f"### On the {results.facts} facts of the project"
    yield table(_COST_HEAD, map(_cost_row, results.here))
    yield "### On made bases"
    yield (
        "Drawn by a seed from a list of English words, each as often as in life; six questions a fact, names, synonyms "
        "and subjects that are not covered. A program is left out where, to go by the size before, its index would "
        f"take more than {LONGEST_BUILD:.0f} seconds or a question more than {LONGEST_QUESTION:.0f}; a slow one is "
        "asked fewer questions."
    )
    for facts, of_size in groupby(sorted(results.made, key=lambda cost: cost.facts), lambda cost: cost.facts):
        yield f"{facts:,} facts:"
        yield table(_COST_HEAD, map(_cost_row, of_size))
    exponents = [
        (program, f"{exponent:.2f}")
        for program, of_program in groupby(results.made, lambda cost: cost.program)
        if (exponent := growth(list(of_program))) is not None
    ]
    if exponents:
        yield (
            f"How the median grows: the exponent of the number of facts, from {GROWS_FROM:,} on, by a straight line "
            "through the logarithms. 1 is in proportion."
        )
        yield table(["", "exponent"], exponents)


_COST_HEAD = ("", "median", "p99", "factor", "index", "memory", "questions")


def _cost_row(cost: Cost) -> tuple[str, ...]:
    ratio = cost.ratio
    return (
        cost.program,
        times(cost.median),
        time(cost.p99),
        f"{factor(ratio.middle)} ({factor(ratio.least)} to {factor(ratio.most)})",
        time(cost.built.seconds * 1e6),
        memory(cost.built.memory),
        f"{cost.asked:,}",
    )


def _reloads(results: Results) -> Iterator[str]:
    yield "## Reload"
    yield (
        "The files change on disk and are read in a thread, while the event loop answers a question every 20 ms. "
        "*Done* is when the version is kept, too."
    )
    rows = (
        (
            f"{each.facts:,} facts, {each.change}",
            times(each.served * 1e6),
            times(each.done * 1e6),
            times(each.longest_wait * 1e3),
            time(each.usual_wait * 1e3),
        )
        for each in results.reloads
    )
    yield table(["", "served", "done", "longest wait of a question", "median wait"], rows)


def _traffic(results: Results) -> Iterator[str]:
    yield "## The whole bot"
    yield (
        "Each bot as a process, over HTTP on the same machine, against the tests' stand-in for Telegram and without "
        "the pace that Telegram wants. The echo bot is that of python-telegram-bot's examples; it handles one update "
        "after the other, or several at once. In a burst all updates come in one moment, and a hundred are fetched by "
        f"one call; in a stream {TELEGRAM_TAKES} come a second, as many as Telegram lets a bot answer, each by itself. "
        "From update to reply it is in the stream. The stand-in's processor time, of bursts, is that of its process, "
        "with who writes to it."
    )
    rows = (
        (
            each.bot,
            figures(each.rate),
            figures(each.cpu),
            figures(each.cpu_in_stream),
            figures(each.stand_in),
            times(each.median * 1e3),
            time(each.p99 * 1e3),
            memory(each.memory),
        )
        for each in results.traffic
    )
    head = (
        "updates a second",
        "ms of processor",
        "in a stream",
        "ms of the stand-in",
        "update to reply",
        "p99",
        "memory",
    )
    yield table(["", *head], rows)
    ratio = of_echo(results)
    yield (
        f"talksbot deals with {ratio.middle:.2f} ({ratio.least:.2f} to {ratio.most:.2f}) times the updates of "
        f"{fastest_echo(results).bot}."
    )


def _start(results: Results) -> Iterator[str]:
    start = results.starting
    yield "## Start to first answer"
    yield table(
        ["", "time"],
        [
            ("`python -m bot ask`", times(start.terminal * 1e6)),
            ("`python -m bot run`, to a question that waits", times(start.telegram * 1e6)),
            ("of that: Python itself", times(start.python * 1e6)),
            ("reading the facts", times(start.reading * 1e3)),
            ("building the index", times(start.index * 1e3)),
            ("imports, for the terminal", _imports(start.terminal_imports)),
            ("imports, for Telegram", _imports(start.telegram_imports)),
        ],
    )


def _imports(imports: Imports) -> str:
    parts = ", ".join(f"{name} {time(spent * 1e3)}" for name, spent in imports.packages)
    return f"{time(imports.total * 1e3)} ({parts})"
