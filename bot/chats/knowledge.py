"""The facts that are being served now: one attribute, replaced in one assignment when the files change."""

import re
from dataclasses import dataclass

from bot.answering import Answer, Answerer, Match, Status
from bot.answering.suggesting import next_questions
from bot.facts.model import Fact, FactBase, Name

TYPED = 256
"""Characters that Telegram takes of what is typed in inline mode; more than that is not looked at."""


@dataclass(slots=True)
class Knowledge:
    """Holds the current `Answerer`. Read `answerer` once for each update: it may be another the next time."""

    answerer: Answerer


def chosen(base: FactBase, fact: Fact, question: str) -> Answer:
    """The answer that is `fact`, for a person who picked it by `question`."""
    match = Match(fact, 1.0)
    return Answer(
        question,
        Status.ANSWERED,
        1.0,
        facts=(match,),
        suggestions=next_questions(base, [fact]),
        matches=(match,),
        understood=question,
    )


def overview(base: FactBase, most: int) -> tuple[Fact, ...]:
    """At most so many facts to begin with: first the one that leads to most others, then what leads to the rest."""
    ahead = {fact.id: _ahead(base, fact) for fact in base.facts}
    seen: set[str] = set()
    left = sorted(base.facts, key=lambda fact: -len(fact.about))
    picked: list[Fact] = []
    while left and len(picked) < most:
        best = max(left, key=lambda fact: len(ahead[fact.id] - seen))
        left.remove(best)
        picked.append(best)
        seen |= ahead[best.id]
    return tuple(picked)


def _ahead(base: FactBase, fact: Fact) -> set[str]:
    """The facts that are one or two taps away from `fact`, and itself."""
    near = {fact.id, *fact.see}
    return near.union(*(base.by_id[step].see for step in fact.see))


def completions(base: FactBase, typed: str) -> tuple[Fact, ...]:
    """The facts in one of whose questions each typed word begins a word: what a person may be about to ask."""
    typed_words = dict.fromkeys(re.findall(r"\w+", typed[:TYPED].casefold()))
    beginnings = [re.compile(rf"\b{re.escape(word)}") for word in typed_words]
    return tuple(
        fact
        for fact in base.facts
        if beginnings
        and any(all(begins.search(question.casefold()) for begins in beginnings) for question in fact.questions)
    )


def topics(base: FactBase) -> tuple[Name, ...]:
    """The names that a fact is about, in the order of the files."""
    return tuple(name for name in base.names if name.id in base.about)


def about(base: FactBase, name_id: str) -> tuple[Fact, ...]:
    """The facts about one name."""
    return tuple(base.facts[place] for place in base.about.get(name_id, ()))


def wording(fact: Fact) -> str:
    """How a person would ask for `fact`."""
    return fact.questions[0] if fact.questions else fact.statement
