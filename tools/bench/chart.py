"""The report's chart: how each program does on the lazy bases, and what a question costs it as the base grows.

The colours are of middling lightness, so that one picture reads well on a light page and on a dark one.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape
from itertools import groupby
from math import ceil, floor, log10

from tools.bench.answers import TALKSBOT, WORDS_ALONE, Performance
from tools.bench.speed import Cost

WIDTH, HEIGHT, TOP, BOTTOM = 880, 440, 64, 392
TEXT, LINE, OURS = "#768390", "#8b949e", "#2f81f7"

SHARES = (("right", OURS), ("wrong", "#db6d28"), ("false", "#8957e5"))
"""What the bars are, in colours that people who see few colours tell apart too."""

_OWN = {TALKSBOT: 3.0, WORDS_ALONE: 2.0}
"""What is talksbot, and the width of its line."""

BARS_LEFT, BARS_WIDTH = 172, 180
LINES_LEFT, LINES_RIGHT = 480, 716
LABEL_HEIGHT = 15


def chart(performances: Sequence[Performance], costs: Sequence[Cost]) -> str:
    """Return the picture as SVG; `costs` are in the order of the programs, and of the bases for each."""
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" height="{HEIGHT}"',
            f'  font-family="-apple-system, Segoe UI, Helvetica, Arial, sans-serif" font-size="12" fill="{TEXT}">',
            "<title>How often answers are right, wrong and false, and what a question costs as the base grows</title>",
            *_bars(performances),
            *_lines(costs),
            "</svg>\n",
        ]
    )


def _bars(performances: Sequence[Performance]) -> Iterator[str]:
    yield _text(0, 18, "What becomes of questions on new subjects", size=14, bold=True)
    for number, (share, colour) in enumerate(SHARES):
        yield _bar(number * 60, 32, 10, 10, colour)
        yield _text(number * 60 + 15, 41, share)
    row = (BOTTOM - TOP) / len(performances)
    height = min(12.0, row / 4)
    for number, performance in enumerate(performances):
        middle = TOP + (number + 0.5) * row
        yield _text(BARS_LEFT - 10, middle + 4, performance.name, anchor="end", bold=performance.name in _OWN)
        for place, (share, colour) in enumerate(SHARES):
            value, top = getattr(performance.total, share), middle + (place - 1.5) * height
            yield _bar(BARS_LEFT, top, max(1.0, value * BARS_WIDTH), height - 1, colour)
            yield _text(BARS_LEFT + value * BARS_WIDTH + 5, top + height - 2, f"{value:.0%}", size=10)


def _lines(costs: Sequence[Cost]) -> Iterator[str]:
    yield _text(LINES_LEFT - 52, 18, "What a question costs, by the facts there are", size=14, bold=True)
    across = _Scale.over([cost.facts for cost in costs], LINES_LEFT, LINES_RIGHT)
    up = _Scale.over([cost.median.middle for cost in costs], BOTTOM, TOP)
    for power in up.powers:
        yield f'<path d="M{LINES_LEFT} {up.at(power):.1f}H{LINES_RIGHT}" stroke="{LINE}" stroke-opacity="0.25"/>'
        yield _text(LINES_LEFT - 8, up.at(power) + 4, _time(power), anchor="end", size=10)
    for power in across.powers:
        yield _text(across.at(power), BOTTOM + 20, f"{power:,.0f}", anchor="middle", size=10)
    ends: list[tuple[float, float, str]] = []
    for program, of_program in groupby(costs, lambda cost: cost.program):
        points = [(across.at(cost.facts), up.at(cost.median.middle)) for cost in of_program]
        path = "L".join(f"{x:.1f} {y:.1f}" for x, y in points)
        colour, width = (OURS, _OWN[program]) if program in _OWN else (LINE, 1.5)
        yield f'<path d="M{path}" fill="none" stroke="{colour}" stroke-width="{width}"/>'
        x, y = points[-1]
        yield f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{width + 0.5}" fill="{colour}"/>'
        ends.append((y, x, program))
    lowest = float("-inf")
    for y, x, program in sorted(ends):
        lowest = max(y, lowest + LABEL_HEIGHT)
        yield _text(x + 10, lowest + 4, program, bold=program in _OWN)


@dataclass(frozen=True, slots=True)
class _Scale:
    """A logarithmic scale between two places of the picture."""

    least: float
    most: float
    start: float
    end: float

    @classmethod
    def over(cls, values: Sequence[float], start: float, end: float) -> "_Scale":
        return cls(min(values), max(max(values), 2 * min(values)), start, end)

    @property
    def powers(self) -> list[float]:
        """The powers of ten on it."""
        return [10.0**power for power in range(ceil(log10(self.least)), floor(log10(self.most)) + 1)]

    def at(self, value: float) -> float:
        return self.start + (self.end - self.start) * log10(value / self.least) / log10(self.most / self.least)


def _time(microseconds: float) -> str:
    if microseconds < 1e3:
        return f"{microseconds:.0f} µs"
    return f"{microseconds / 1e3:.0f} ms" if microseconds < 1e6 else f"{microseconds / 1e6:.0f} s"


def _bar(left: float, top: float, width: float, height: float, colour: str) -> str:
    return f'<rect x="{left:.1f}" y="{top:.1f}" width="{width:.1f}" height="{height:.1f}" fill="{colour}"/>'


def _text(x: float, y: float, words: str, *, anchor: str = "start", size: int = 12, bold: bool = False) -> str:
    weight = ' font-weight="600"' if bold else ""
    return f'<text x="{x:.1f}" y="{y:.1f}" font-size="{size}" text-anchor="{anchor}"{weight}>{escape(words)}</text>'
