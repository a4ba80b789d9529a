"""Puts gaps together that ask the same in other words, and leaves out what the facts have learned since."""

import unicodedata
from collections.abc import Iterable, Sequence
from itertools import count

from rapidfuzz import fuzz, process

from bot.answering import Answerer, Status
from bot.facts.model import Fact, FactBase
from bot.gaps.model import Gap, GapGroup, folded

LIKENESS = 84.0
"""Of 100, by `token_sort_ratio`, from which two wordings are one group.

Measured on pairs: "who paid for the trip" is 93 to "who payed for the trip" and 76 to "who paid for the meal";
"how old is the mayor" is 81 to "how old is the library". Very short questions that differ by a letter do meet.
"""

NEAREST = 3


def groups(gaps: Iterable[Gap]) -> tuple[GapGroup, ...]:
    """The gaps by likeness, the most asked group first. Each joins the first group whose head it is like."""
    heads: dict[int, str] = {}
    members: dict[int, list[Gap]] = {}
    numbers = count()
    for gap in gaps:
        read = _readable(gap.wording)
        found = process.extractOne(read, heads, scorer=fuzz.token_sort_ratio, score_cutoff=LIKENESS)
        number = found[2] if found else next(numbers)
        heads.setdefault(number, read)
        members.setdefault(number, []).append(gap)
    grouped = [GapGroup(tuple(gaps)) for gaps in members.values()]
    return tuple(sorted(grouped, key=lambda group: (-group.times, -group.last.toordinal())))


def open_groups(gaps: Sequence[Gap], answerer: Answerer) -> tuple[GapGroup, ...]:
    """The groups that still want something done.

    A wording that stands in the files was dealt with. So were those like it, if the bot now answers them, or if
    it stands in `not_covered`.
    """
    answered, declined = _wordings(answerer.base)
    left: list[Gap] = []
    for group in groups(gaps):
        known = {folded(gap.wording) for gap in group.gaps}
        if known & declined:
            continue
        if known & answered:
            left.extend(gap for gap in group.gaps if not _is_answered(gap, answerer, answered))
        else:
            left.extend(group.gaps)
    order = {gap.key: number for number, gap in enumerate(gaps)}
    return groups(sorted(left, key=lambda gap: order[gap.key]))


def group_of(found: Iterable[GapGroup], key: str) -> GapGroup | None:
    """The group with the wording whose key is `key`."""
    return next((group for group in found if any(gap.key == key for gap in group.gaps)), None)


def nearest(group: GapGroup, answerer: Answerer) -> tuple[Fact, ...]:
    """The three facts that come nearest to what the group asks."""
    return tuple(match.fact for match in answerer.answer(group.head.wording).matches[:NEAREST])


def _is_answered(gap: Gap, answerer: Answerer, answered: set[str]) -> bool:
    return folded(gap.wording) in answered or answerer.answer(gap.wording).status is Status.ANSWERED


def _wordings(base: FactBase) -> tuple[set[str], set[str]]:
    """What stands under the facts and under `not_covered`."""
    answered = {folded(question) for fact in base.facts for question in fact.questions}
    return answered, {folded(question) for entry in base.not_covered for question in entry.questions}


def _readable(wording: str) -> str:
    """`wording` as it is compared: without accents, which cost more likeness than they carry meaning."""
    split = unicodedata.normalize("NFKD", folded(wording))
    return "".join(letter for letter in split if not unicodedata.combining(letter))
