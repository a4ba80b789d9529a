"""The figures of an evaluation on the terminal: a progress bar while it runs, then a table and what failed."""

from collections.abc import Iterable, Iterator, Sequence

from rich.console import Console
from rich.progress import track
from rich.table import Column, Table
from rich.text import Text

from bot.evaluation.bar import Bar
from bot.evaluation.cases import Case
from bot.evaluation.figures import Figures, Outcome, Result, Tally
from bot.replies.terminal import printable
from bot.terminal.streams import write


def with_progress(results: Iterable[Result], count: int) -> Iterable[Result]:
    """`results` as they come, with a bar on standard error if that is a terminal."""
    console = Console(stderr=True)
    return track(results, "Asking", total=count, console=console, transient=True, disable=not console.is_terminal)


def show_figures(figures: Figures) -> None:
    """One row for each kind of question, and one for all."""
    table = Table(Column("kind"), *(Column(outcome.value, justify="right") for outcome in Outcome))
    for kind, tally in figures.by_kind.items():
        table.add_row(Text(printable(kind)), *_counts(tally))
    table.add_section()
    table.add_row("all", *_counts(figures.total), style="bold")
    Console(highlight=False).print(table)


def show_failures(results: Sequence[Result]) -> None:
    """What was expected and what came, for each question that failed."""
    for result in results:
        if result.failed:
            write(
                printable(
                    f"{result.outcome} ({result.answer.confidence:.2f}): {result.case.question}\n"
                    f"    expected {_expected(result.case)}; got {_got(result)}"
                )
            )


def show_verdict(total: Tally, bar: Bar) -> None:
    """The rates of all questions, each beside its bar."""
    write(f"right {total.right:6.1%} of {total.answerable:,} answerable (at least {bar.right:.1%})")
    write(f"wrong {total.wrong:6.1%} of {total.answerable:,} answerable (at most {bar.wrong:.1%})")
    write(f"false {total.false:6.1%} of {total.unanswerable:,} unanswerable (at most {bar.false:.1%})")


def _counts(tally: Tally) -> Iterator[str]:
    for outcome in Outcome:
        yield str(tally[outcome] or "·")


def _expected(case: Case) -> str:
    if case.facts:
        return " or ".join(case.facts)
    return f"a statement with {', '.join(case.patterns)}" if case.patterns else "no answer"


def _got(result: Result) -> str:
    replied = [match.fact.id for match in result.answer.facts]
    if replied:
        return " and ".join(replied)
    first = result.answer.matches[0].fact.id if result.answer.matches else "nothing"
    return f"no answer (first match: {first})"
