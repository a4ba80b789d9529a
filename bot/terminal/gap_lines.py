"""Gaps as lines of text: to read in a terminal, or to paste into a fact file."""

from collections.abc import Iterable, Iterator, Sequence

from bot.facts.model import Fact
from bot.facts.yaml_scalars import quoted
from bot.gaps import GapGroup
from bot.plurals import often
from bot.terminal.rendering import printable

PASTED_AT = " " * 6
"""The indentation of an item of `questions` in a fact file that is indented by two."""

Nearest = tuple[Fact, ...]


def gap_lines(groups: Sequence[tuple[GapGroup, Nearest]]) -> Iterator[str]:
    """Yield the lines of one paragraph a group: how often, when last, the wordings, and the nearest facts."""
    for number, (group, nearest) in enumerate(groups, start=1):
        if number > 1:
            yield ""
        yield printable(f"{number}. {group.head.wording}  ({asked(group)})")
        yield from (printable(f"   {gap.wording}  ({gap.times})") for gap in group.gaps[1:])
        yield from (printable(f"   -> {fact.id}: {_one_line(fact.statement)}") for fact in nearest)


def gap_yaml(groups: Iterable[tuple[GapGroup, Nearest]]) -> Iterator[str]:
    """Yield the wordings as items of `questions` in YAML, below comments that name the nearest facts."""
    for group, nearest in groups:
        near = ", ".join(fact.id for fact in nearest) or "nothing near"
        yield printable(f"{PASTED_AT}# {asked(group)}; {near}")
        yield from (f"{PASTED_AT}- {quoted(gap.wording)}" for gap in group.gaps)


def asked(group: GapGroup) -> str:
    """Return how often and when last a group was asked."""
    return f"asked {often(group.times)}, last on {group.last.isoformat()}"


def _one_line(text: str) -> str:
    return " ".join(text.split())
