"""What a reader may look for in the facts that are being served: by what is typed, by name, by short questions."""

import re
from dataclasses import dataclass
from itertools import islice

from bot.answering import Answerer, Status
from bot.answering.follow_ups import PRONOUNS
from bot.facts.model import Fact, FactBase, Name
from bot.language.english import zipf
from bot.language.words import words

TYPED = 256
"""Characters that Telegram takes of what is typed in inline mode; more than that is not looked at."""

COMMON = 5.5
"""Zipf frequency from which a word says little by itself: what is commoner are articles, auxiliaries and the like."""

CONTENT_WORDS = 2
"""Words with a content of their own that a question without a name needs to be understood alone."""

LEANING = PRONOUNS | {"else", "then"}

_NAME = re.compile(r"(?<=[^\W_] )(?:[A-Z]|\d)")
"""A word inside a sentence that begins as names and numbers do."""


@dataclass(slots=True)
class CurrentAnswerer:
    """Holds the current `Answerer`. Read `answerer` once for each update: it may be another the next time."""

    answerer: Answerer


def search(answerer: Answerer, typed: str, most: int) -> tuple[Fact, ...]:
    """Return at most so many facts for what was typed so far, best first; the most useful of all if that is nothing."""
    if not typed.strip():
        return answerer.base.overview[:most]
    answer = answerer.answer(typed)
    if answer.status is Status.UNKNOWN:
        return prefix_matches(answerer.base, typed, most)
    best = [match.fact for match in (*answer.facts, *answer.matches)]
    offered = [suggestion.fact for suggestion in answer.suggestions]
    facts = {fact.id: fact for fact in ([*best, *offered] if answer.facts else [*offered, *best])}
    return tuple(facts.values())[:most]


def prefix_matches(base: FactBase, typed: str, most: int) -> tuple[Fact, ...]:
    """Return at most so many facts that may be about to be asked for: each typed word begins a word of one question."""
    said = dict.fromkeys(re.findall(r"\w+", typed[:TYPED].casefold()))
    if not said:
        return ()
    beginnings = [re.compile(rf"\b{re.escape(word)}") for word in said]
    likely = list(zip(base.facts, base.folded_questions, strict=True))
    for word in said:
        likely = [(fact, text) for fact, text in likely if word in text]
    fitting = (
        fact
        for fact, _ in likely
        if any(all(begins.search(question.casefold()) for begins in beginnings) for question in fact.questions)
    )
    return tuple(islice(fitting, most))


def name_topics(base: FactBase) -> tuple[Name, ...]:
    """Return the names that a fact is about, in the order of the files."""
    return tuple(name for name in base.names if name.id in base.about)


def about(base: FactBase, name_id: str) -> tuple[Fact, ...]:
    """Return the facts about one name."""
    return tuple(base.facts[place] for place in base.about.get(name_id, ()))


def short_wording(fact: Fact, width: int) -> str | None:
    """Return the shortest example question of `fact` that can be read alone; None if none can.

    Of those that fit into `width` characters, and else of all, a sentence goes before a few words like "tower height".
    """

    def length(question: str) -> tuple[bool, bool, int]:
        return len(question) > width, not question.endswith("?"), len(question)

    return min(filter(_stands_alone, fact.questions), key=length, default=None)


def _stands_alone(question: str) -> bool:
    """Tell whether `question` has a name or enough else to say what it is about, and no word that points elsewhere."""
    said = words(question)
    if not LEANING.isdisjoint(said):
        return False
    return bool(_NAME.search(question)) or sum(zipf(word) < COMMON for word in said) >= CONTENT_WORDS
