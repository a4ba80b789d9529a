"""Figures and tables as Markdown has them."""

from collections.abc import Iterable, Sequence

from tools.bench.spread import Spread


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a table whose first column is words, and whose others are figures."""
    rule = ["---", *["---:"] * (len(head) - 1)]
    return "\n".join(f"| {' | '.join(row)} |" for row in (head, rule, *rows))


def share(value: float) -> str:
    """Return a share of one as per cent."""
    return f"{value:.1%}"


def time(microseconds: float) -> str:
    """Return a time in the unit in which it is short, with three figures at most."""
    for unit, size in (("µs", 1.0), ("ms", 1e3)):
        if microseconds < 999.5 * size:
            return f"{_three(microseconds / size)} {unit}"
    return f"{_three(microseconds / 1e6)} s"


def times(measured: Spread) -> str:
    """Return the middle of some times, and how far they went."""
    return f"{time(measured.middle)} ({time(measured.least)} to {time(measured.most)})"


def memory(size: int) -> str:
    """Return bytes as megabytes."""
    return f"{size / 1e6:,.0f} MB"


def factor(value: float) -> str:
    """Return how many times as much something is."""
    return f"{value:,.0f}" if value >= 9.95 else f"{value:.2g}"


def figures(measured: Spread) -> str:
    """Return the middle of some figures, and how far they went."""
    return f"{_three(measured.middle)} ({_three(measured.least)} to {_three(measured.most)})"


def _three(value: float) -> str:
    return f"{value:,.0f}" if value >= 99.95 else f"{value:.1f}" if value >= 9.995 else f"{value:.2f}"
