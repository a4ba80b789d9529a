"""Suggestions beside an answer: what to ask next, what may have been meant, what there is to ask about."""

from collections import Counter
from collections.abc import Iterable

from bot.answering.model import Answer, Match, Status, Suggestion
from bot.facts.model import Fact, FactBase

MAX_SUGGESTIONS = 3


def wording(fact: Fact) -> str:
    """Return how a person would ask for `fact`: its first example question, or its statement if it has none."""
    return fact.questions[0] if fact.questions else fact.statement


def suggestion(fact: Fact) -> Suggestion:
    """Return `fact` as a suggestion, with its wording."""
    return Suggestion(fact, wording(fact))


def next_questions(base: FactBase, answered: Iterable[Fact]) -> tuple[Suggestion, ...]:
    """Return at most three facts to ask for next: those under `see` of `answered`, then those that share most names."""
    given = {fact.id: fact for fact in answered}
    offered = {see: base.by_id[see] for fact in given.values() for see in fact.see if see not in given}
    if len(offered) < MAX_SUGGESTIONS:
        about = {name for fact in given.values() for name in fact.about}
        shared = Counter(number for name in about for number in base.about[name])
        for number in sorted(shared, key=lambda number: (-shared[number], number)):
            if base.facts[number].id not in given:
                offered.setdefault(base.facts[number].id, base.facts[number])
    return tuple(map(suggestion, list(offered.values())[:MAX_SUGGESTIONS]))


def chosen(base: FactBase, fact: Fact, question: str) -> Answer:
    """Return the answer that is `fact`, for a person who picked it by `question`, which is said above it."""
    match = Match(fact, 1.0)
    return Answer(
        question,
        Status.ANSWERED,
        1.0,
        facts=(match,),
        suggestions=next_questions(base, [fact]),
        matches=(match,),
        about=question if question in fact.questions else None,
        understood=question,
    )


def starter_questions(base: FactBase, count: int = MAX_SUGGESTIONS) -> tuple[Suggestion, ...]:
    """Return the `count` facts to which the `see` of most others leads, for a newcomer to begin with."""
    pointed_at = Counter(see for fact in base.facts for see in fact.see)
    ranked = sorted(base.facts, key=lambda fact: -pointed_at[fact.id])
    return tuple(suggestion(fact) for fact in ranked[:count])
