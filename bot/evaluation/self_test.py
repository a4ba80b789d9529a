"""Asks a base its own example questions, to find the problems that only answering shows.

Every check is a function in `CHECKS`. To add one, write a function that yields problems and put it into the list. What
the files show by themselves is checked in bot/facts/checks.py in the same way.
"""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from bot.answering import Answer, Answerer, Status
from bot.facts.loading import Loaded
from bot.facts.model import Fact, FactBase, NotCovered
from bot.facts.parsed_file import ParsedFile
from bot.facts.problems import Path, Problem, Severity

MAX_QUESTIONS_OF_EACH = 10
"""Example questions of each fact that are asked when all facts are; it bounds the cost for a base with hundreds."""

MAX_QUESTIONS_OF_ONE = 40
"""Those that are asked when one fact is looked at; it bounds the wait."""


@dataclass(frozen=True, slots=True)
class OwnQuestion:
    """One example question of a fact, and what it is answered with."""

    fact: Fact
    answer: Answer

    @property
    def finds_fact(self) -> bool:
        """Whether a reader who asks it gets the fact."""
        return self.answer.status is Status.ANSWERED and self.fact in [match.fact for match in self.answer.facts]


@dataclass(frozen=True, slots=True)
class BaseUnderTest:
    """A base with the files that it was read from, and what answers from it."""

    base: FactBase
    files: tuple[ParsedFile, ...]
    answerer: Answerer

    def entries(self, key: str) -> Iterator[tuple[ParsedFile, Path]]:
        """Yield the file and the path of each entry of the lists at `key`, in the order that they have in the base."""
        for file in self.files:
            for path, _ in file.entries(key):
                yield file, path


def ask_own_questions(fact: Fact, answerer: Answerer, most: int = MAX_QUESTIONS_OF_ONE) -> Iterator[OwnQuestion]:
    """Yield the first example questions of `fact`, at most so many, as `answerer` answers them."""
    for question in fact.questions[:most]:
        yield OwnQuestion(fact, answerer.answer(question))


def self_test(loaded: Loaded, answerer: Answerer) -> Iterator[Problem]:
    """Yield warnings about the loaded facts; `answerer` answers from the same base.

    Nothing where the files have errors, since there is no base then.
    """
    if loaded.base is not None:
        under_test = BaseUnderTest(loaded.base, loaded.parsed_files, answerer)
        for check in CHECKS:
            yield from check(under_test)


def overshadowed_facts(under_test: BaseUnderTest) -> Iterator[Problem]:
    """Yield a warning for each fact most of whose questions lead to another one first."""
    for fact, (file, path) in zip(under_test.base.facts, under_test.entries("facts"), strict=True):
        rival = _rival(fact, under_test.answerer)
        if rival is not None:
            message = (
                f"most of these lead to {rival!r} first, so hardly anybody finds this fact; "
                "ask for what sets it apart, or make the two one fact"
            )
            key = "questions" if fact.questions else "statement"
            yield file.problem((*path, key), message, Severity.WARNING)


def answered_though_not_covered(under_test: BaseUnderTest) -> Iterator[Problem]:
    """Yield a warning for the first question of each entry of `not_covered` that a fact answers."""
    for entry, (file, path) in zip(under_test.base.not_covered, under_test.entries("not_covered"), strict=True):
        answered = _first_answered(entry, under_test.answerer)
        if answered is not None:
            number, fact = answered
            message = f"is answered with {fact.id!r}; if that is right, delete it here, else tell the two apart"
            yield file.problem((*path, "questions", number), message, Severity.WARNING)


def _first_answered(entry: NotCovered, answerer: Answerer) -> tuple[int, Fact] | None:
    """Return the place of the first question of `entry` that is answered, and the fact that answers it."""
    for number, question in enumerate(entry.questions[:MAX_QUESTIONS_OF_EACH]):
        answer = answerer.answer(question)
        if answer.status is Status.ANSWERED:
            return number, answer.facts[0].fact
    return None


def _rival(fact: Fact, answerer: Answerer) -> str | None:
    """Return the id of the fact to which most questions of `fact` lead first; None if most lead to `fact`.

    A fact without questions is asked for by its statement.
    """
    asked = [question.answer for question in ask_own_questions(fact, answerer, MAX_QUESTIONS_OF_EACH)]
    asked = asked or [answerer.answer(fact.statement)]
    firsts = [answer.matches[0].fact.id for answer in asked if answer.matches]
    rivals = Counter(found for found in firsts if found != fact.id)
    if rivals.total() * 2 <= len(asked):
        return None
    return rivals.most_common(1)[0][0]


Check = Callable[[BaseUnderTest], Iterator[Problem]]

CHECKS: tuple[Check, ...] = (
    overshadowed_facts,
    answered_though_not_covered,
)
"""All checks, in the order in which their warnings are given."""
