"""The bar that the figures of a question set must reach."""

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field, TypeAdapter

from bot.evaluation.figures import Tally


@dataclass(frozen=True, slots=True)
class Bar:
    """The least share of right answers, and the greatest of wrong and of false ones, that will do."""

    right: float = 0.85
    wrong: float = 0.05
    false: float = 0.06

    def shortfalls(self, total: Tally) -> tuple[str, ...]:
        """Each figure that does not reach the bar, in words."""
        found = []
        if total.answerable and total.right < self.right:
            found.append(f"right is {total.right:.1%}, below {self.right:.1%}")
        if total.answerable and total.wrong > self.wrong:
            found.append(f"wrong is {total.wrong:.1%}, above {self.wrong:.1%}")
        if total.unanswerable and total.false > self.false:
            found.append(f"false is {total.false:.1%}, above {self.false:.1%}")
        return tuple(found)


class BarError(Exception):
    """A bar that cannot be read; the text says where and why."""


_RATES = TypeAdapter(dict[Literal["right", "wrong", "false"], Annotated[float, Field(ge=0, le=1)]])


def read_bar(pyproject: Path) -> Bar:
    """The bar under [tool.talksbot.eval] of `pyproject`, or the usual one where that says nothing."""
    try:
        tables = tomllib.loads(pyproject.read_text("utf-8")) if pyproject.is_file() else {}
        rates = tables.get("tool", {}).get("talksbot", {}).get("eval", {})
        return Bar(**_RATES.validate_python(rates))
    except (OSError, ValueError) as error:
        message = f"{pyproject}: [tool.talksbot.eval] takes right, wrong and false, each between 0 and 1"
        raise BarError(message) from error
