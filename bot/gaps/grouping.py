"""Groups gaps that ask the same in other words, and leaves out those that the facts answer by now."""

import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from itertools import count

from rapidfuzz import fuzz, process

from bot.answering import Answerer, Status
from bot.facts.model import Fact, FactBase
from bot.facts.wordings import folded_wording
from bot.gaps.model import Gap, GapGroup

LIKENESS = 84.0
"""Likeness, of 100, by `token_sort_ratio`, from which two wordings are one group.

Measured on pairs: "who paid for the trip" is 93 to "who payed for the trip" and 76 to "who paid for the meal";
"how old is the mayor" is 81 to "how old is the library". Very short questions that differ by a letter do meet.
"""

NEAREST = 3


def groups(gaps: Iterable[Gap]) -> tuple[GapGroup, ...]:
    """Return the gaps by likeness, the most asked group first; each joins the first group whose head it is like."""
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
    """Return the groups that still want something done.

    A wording that stands in the files was dealt with. So were those like it, if the bot now answers them, or if
    it stands in `not_covered`. A fact that a reader rejected deals with nothing, unless the wording was added to it
    since: `settle_taught` in bot/gaps/teaching.py has the rejection forgotten.
    """
    in_facts, not_covered = _wordings(answerer.base)
    left: list[Gap] = []
    for group in groups(gaps):
        if any(folded_wording(gap.wording) in not_covered for gap in group.gaps):
            continue
        if any(_is_in_facts(gap, in_facts) for gap in group.gaps):
            left.extend(
                gap for gap in group.gaps if not _is_in_facts(gap, in_facts) and not _is_answered(gap, answerer)
            )
        else:
            left.extend(group.gaps)
    order = {gap.key: number for number, gap in enumerate(gaps)}
    return groups(sorted(left, key=lambda gap: order[gap.key]))


def group_of(found: Iterable[GapGroup], key: str) -> GapGroup | None:
    """Return the group with the wording whose key is `key`; None if there is none."""
    return next((group for group in found if group.gap(key)), None)


def nearest(group: GapGroup, answerer: Answerer) -> tuple[Fact, ...]:
    """Return the three facts that come nearest to what the group asks."""
    return tuple(match.fact for match in answerer.answer(group.head.wording).matches[:NEAREST])


def _is_in_facts(gap: Gap, in_facts: Mapping[str, set[str]]) -> bool:
    return bool(in_facts.get(folded_wording(gap.wording), set()) - {gap.rejected})


def _is_answered(gap: Gap, answerer: Answerer) -> bool:
    answer = answerer.answer(gap.wording)
    return answer.status is Status.ANSWERED and answer.facts[0].fact.id != gap.rejected


def _wordings(base: FactBase) -> tuple[Mapping[str, set[str]], set[str]]:
    """Return the ids of the facts by each of their folded questions, and the folded questions under `not_covered`."""
    in_facts: dict[str, set[str]] = {}
    for fact in base.facts:
        for question in fact.questions:
            in_facts.setdefault(folded_wording(question), set()).add(fact.id)
    return in_facts, {folded_wording(question) for entry in base.not_covered for question in entry.questions}


def _readable(wording: str) -> str:
    """Return `wording` as it is compared: without accents, which cost more likeness than they carry meaning."""
    split = unicodedata.normalize("NFKD", folded_wording(wording))
    return "".join(letter for letter in split if not unicodedata.combining(letter))
