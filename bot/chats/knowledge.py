"""The facts that are being served now: one attribute, replaced in one assignment when the files change."""

import re
from dataclasses import dataclass
from itertools import islice

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


def completions(base: FactBase, typed: str, most: int) -> tuple[Fact, ...]:
    """At most so many facts that may be about to be asked for: each typed word begins a word of one question."""
    words = dict.fromkeys(re.findall(r"\w+", typed[:TYPED].casefold()))
    if not words:
        return ()
    beginnings = [re.compile(rf"\b{re.escape(word)}") for word in words]
    likely = list(zip(base.facts, base.folded_questions, strict=True))
    for word in words:
        likely = [(fact, text) for fact, text in likely if word in text]
    fitting = (
        fact
        for fact, _ in likely
        if any(all(begins.search(question.casefold()) for begins in beginnings) for question in fact.questions)
    )
    return tuple(islice(fitting, most))


def topics(base: FactBase) -> tuple[Name, ...]:
    """The names that a fact is about, in the order of the files."""
    return tuple(name for name in base.names if name.id in base.about)


def about(base: FactBase, name_id: str) -> tuple[Fact, ...]:
    """The facts about one name."""
    return tuple(base.facts[place] for place in base.about.get(name_id, ()))


def wording(fact: Fact) -> str:
    """How a person would ask for `fact`."""
    return fact.questions[0] if fact.questions else fact.statement
