"""What only asking shows: facts that nobody would find, and gaps that a fact papers over."""

from collections import Counter
from collections.abc import Iterator

from bot.answering import Answerer, Status
from bot.facts.loading import Loaded
from bot.facts.model import Fact, NotCovered
from bot.facts.problems import Path, Problem, Severity
from bot.facts.references import ParsedFile

TRIED = 10
"""Example questions of one fact that are asked; it bounds the cost for a base with hundreds a fact."""


def review(loaded: Loaded, answerer: Answerer) -> Iterator[Problem]:
    """Warnings about the loaded facts, at most one an entry; `answerer` answers from the same base."""
    if loaded.base is None:
        return
    for fact, (part, path) in zip(loaded.base.facts, _entries(loaded, "facts"), strict=True):
        rival = _rival(fact, answerer)
        if rival is not None:
            message = (
                f"most of these lead to {rival!r} first, so hardly anybody finds this fact; "
                "ask for what sets it apart, or make the two one fact"
            )
            key = "questions" if fact.questions else "statement"
            yield part.problem((*path, key), message, Severity.WARNING)
    for entry, (part, path) in zip(loaded.base.not_covered, _entries(loaded, "not_covered"), strict=True):
        answered = _answered(entry, answerer)
        if answered is not None:
            number, fact = answered
            message = f"is answered with {fact.id!r}; if that is right, delete it here, else tell the two apart"
            yield part.problem((*path, "questions", number), message, Severity.WARNING)


def _entries(loaded: Loaded, key: str) -> Iterator[tuple[ParsedFile, Path]]:
    for part in loaded.parts:
        for path, _ in part.entries(key):
            yield part, path


def _answered(entry: NotCovered, answerer: Answerer) -> tuple[int, Fact] | None:
    """The first question of `entry` that is answered all the same, and the fact that answers it."""
    for number, question in enumerate(entry.questions[:TRIED]):
        answer = answerer.answer(question)
        if answer.status is Status.ANSWERED:
            return number, answer.facts[0].fact
    return None


def _rival(fact: Fact, answerer: Answerer) -> str | None:
    """The id of the fact that most wordings of `fact` lead to instead, if most lead away from it."""
    asked = fact.questions[:TRIED] or (fact.statement,)
    firsts = [matches[0].fact.id for question in asked if (matches := answerer.answer(question).matches)]
    rivals = Counter(found for found in firsts if found != fact.id)
    if rivals.total() * 2 <= len(asked):
        return None
    return rivals.most_common(1)[0][0]
