"""The figures of an evaluation on the terminal: a progress bar while it runs, then a table and what failed."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import TypeVar

from rich.console import Console
from rich.progress import track
from rich.table import Column, Table
from rich.text import Text

from bot.answering import Answer
from bot.evaluation.bar import Bar
from bot.evaluation.cases import Case
from bot.evaluation.figures import Figures, Tally
from bot.evaluation.results import Outcome, Repeat, Result
from bot.terminal.rendering import printable
from bot.terminal.streams import write

Evaluated = TypeVar("Evaluated", Result, Repeat)


def with_progress(results: Iterable[Evaluated], count: int) -> Iterable[Evaluated]:
    """Return `results` as they come, with a progress bar on standard error if that is a terminal."""
    console = Console(stderr=True)
    return track(results, "Asking", total=count, console=console, transient=True, disable=not console.is_terminal)


def show_figures(figures: Figures) -> None:
    """Print a table of outcomes: one row for each kind of message, and one for all."""
    table = Table(Column("kind"), *(Column(outcome.value, justify="right") for outcome in Outcome))
    for kind, tally in figures.by_kind.items():
        table.add_row(Text(printable(kind)), *_counts([tally]))
    table.add_section()
    table.add_row("all", *_counts(figures.by_kind.values()), style="bold")
    Console(highlight=False).print(table)


def show_failures(results: Sequence[Result]) -> None:
    """Write what was expected and what came, for each message that failed."""
    for result in results:
        if result.failed:
            write(
                printable(
                    f"{result.outcome} ({result.answer.confidence:.2f}): {result.case.in_chat}\n"
                    f"    expected {_expected(result.case)}; got {_got(result.answer)}"
                )
            )


def show_differing(repeats: Iterable[Repeat]) -> None:
    """Write the two answers of each question that was answered differently after another message."""
    for repeat in repeats:
        if repeat.differs:
            alone, after = _got(repeat.alone), _got(repeat.after)
            write(printable(f"differs: {repeat.case.question}\n    got {alone}; after {repeat.other!r} {after}"))


def show_verdict(figures: Figures, bar: Bar) -> None:
    """Write the rates, each beside its bar."""
    for rate in bar.rates(figures):
        limit = "at least" if rate.is_least else "at most"
        write(f"{rate.name:>9} {rate.share:6.1%} of {rate.count:,} {rate.of} ({limit} {rate.bar:.1%})")


def _counts(tallies: Collection[Tally]) -> Iterator[str]:
    for outcome in Outcome:
        yield str(sum(tally[outcome] for tally in tallies) or "·")


def _expected(case: Case) -> str:
    if case.say is not None:
        return f"the act {case.say}"
    if case.facts:
        return " or ".join(case.facts)
    return f"a statement with {', '.join(case.patterns)}" if case.patterns else "no answer"


def _got(answer: Answer) -> str:
    act = [f"the act {answer.act}"] if answer.act else []
    got = [*act, *(match.fact.id for match in answer.facts)]
    if got:
        return " and ".join(got)
    first = answer.matches[0].fact.id if answer.matches else "nothing"
    return f"no answer (first match: {first})"
