"""The bar that the figures of a question set must reach."""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Annotated

from pydantic import Field, TypeAdapter

from bot.evaluation.figures import Figures


@dataclass(frozen=True, slots=True)
class Rate:
    """One figure beside its bar: the share of `count` messages, which `of` describes, that ended in one way."""

    name: str
    share: float
    count: int
    of: str
    bar: float
    is_least: bool

    @property
    def shortfall(self) -> str | None:
        """A sentence that says that it does not reach the bar; None if it does."""
        if self.share < self.bar if self.is_least else self.share > self.bar:
            return f"{self.name} is {self.share:.1%}, {'below' if self.is_least else 'above'} {self.bar:.1%}"
        return None


@dataclass(frozen=True, slots=True)
class Bar:
    """The shares in [0, 1] that the figures must reach.

    `right` is the least of the answerable questions that are answered right, `wrong` the most of them that are answered
    with another fact, and `false` the most of the unanswerable that are answered. `follow_up` is the least of the
    follow-ups that are answered right, `chatter` the most of what asks nothing that is answered with a fact, and
    `differs` the most of the questions that are answered otherwise if they are asked after another one.
    """

    right: float = 0.85
    wrong: float = 0.05
    false: float = 0.06
    follow_up: float = 0.75
    chatter: float = 0.02
    differs: float = 0.01

    def rates(self, figures: Figures) -> Iterator[Rate]:
        """Yield each figure beside its bar, without those that no message of the set counts for."""
        questions, follow_ups, chatter = figures.questions, figures.follow_ups, figures.chatter
        answerable, unanswerable = questions.answerable, questions.unanswerable
        for rate in (
            Rate("right", questions.right, answerable, "answerable", self.right, is_least=True),
            Rate("wrong", questions.wrong, answerable, "answerable", self.wrong, is_least=False),
            Rate("false", questions.false, unanswerable, "unanswerable", self.false, is_least=False),
            Rate("follow_up", follow_ups.right, follow_ups.answerable, "follow-ups", self.follow_up, is_least=True),
            Rate("chatter", chatter.false, chatter.unanswerable, "that ask nothing", self.chatter, is_least=False),
            Rate("differs", figures.differs, figures.repeated, "asked twice", self.differs, is_least=False),
        ):
            if rate.count:
                yield rate

    def shortfalls(self, figures: Figures) -> tuple[str, ...]:
        """Return a sentence for each figure that does not reach the bar."""
        return tuple(filter(None, (rate.shortfall for rate in self.rates(figures))))


class BarError(Exception):
    """A bar that cannot be read; the text says where and why."""


_KEYS = tuple(field.name for field in fields(Bar))
_RATES = TypeAdapter(dict[str, Annotated[float, Field(ge=0, le=1)]])


def read_bar(pyproject: Path) -> Bar:
    """Return the bar under [tool.talksbot.eval] of `pyproject`, or the usual one where that says nothing.

    Raises `BarError`.
    """
    try:
        tables = tomllib.loads(pyproject.read_text("utf-8")) if pyproject.is_file() else {}
        rates = tables.get("tool", {}).get("talksbot", {}).get("eval", {})
        return Bar(**_RATES.validate_python(rates))
    except (OSError, TypeError, ValueError) as error:
        *others, last = _KEYS
        message = f"{pyproject}: [tool.talksbot.eval] takes {', '.join(others)} and {last}, each between 0 and 1"
        raise BarError(message) from error
