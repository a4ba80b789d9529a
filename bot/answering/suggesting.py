"""What to offer next to an answer: where to go on, what may have been meant, what there is to ask about."""

from collections import Counter
from collections.abc import Iterable

from bot.answering.model import Suggestion
from bot.facts.model import Fact, FactBase

MAX_SUGGESTIONS = 3


def suggestion(fact: Fact) -> Suggestion:
    """`fact` with the first of its example questions, or its statement if it has none."""
    return Suggestion(fact, fact.questions[0] if fact.questions else fact.statement)


def next_questions(base: FactBase, answered: Iterable[Fact]) -> tuple[Suggestion, ...]:
    """What to ask after `answered`: the facts that these point to, then those that are about the same names."""
    given = tuple(answered)
    pointed = [base.by_id[id] for fact in given for id in fact.see]
    about = {name for fact in given for name in fact.about}
    neighbours = sorted(base.facts, key=lambda fact: -len(about.intersection(fact.about)))
    related = [fact for fact in neighbours if about.intersection(fact.about)]
    distinct = dict.fromkeys(fact.id for fact in (*pointed, *related))
    ids = [id for id in distinct if id not in {fact.id for fact in given}]
    return tuple(suggestion(base.by_id[id]) for id in ids[:MAX_SUGGESTIONS])


def topics(base: FactBase, count: int = MAX_SUGGESTIONS) -> tuple[Suggestion, ...]:
    """The `count` facts that most others point to: what a newcomer would do well to ask first."""
    pointed_at = Counter(id for fact in base.facts for id in fact.see)
    ranked = sorted(base.facts, key=lambda fact: -pointed_at[fact.id])
    return tuple(suggestion(fact) for fact in ranked[:count])
