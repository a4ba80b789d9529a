"""Asks a base its own example questions, to find the problems that only answering shows.

Every check is a function in `CHECKS`. To add one, write a function that yields problems and put it into the list. What
the files show by themselves is checked in bot/facts/checks.py in the same way.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

from bot.answering import Answer, Answerer, Status
from bot.evaluation.own_questions import answers_as_they_stand, sample
from bot.facts.loading import Loaded
from bot.facts.model import Fact, FactBase, NotCovered
from bot.facts.parsed_file import ParsedFile
from bot.facts.problems import Path, Problem, Severity

MAX_QUESTIONS_OF_EACH = 10
"""Example questions of each fact that are asked when all facts are; it bounds the cost for a base with hundreds."""

MOST_ASKED = 2_000
"""Questions of facts, and as many that are not covered, that are asked of a large base, evenly spread over it."""

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


Asked = TypeVar("Asked", Fact, NotCovered)


@dataclass(frozen=True, slots=True)
class Selection:
    """The facts and the entries of `not_covered` whose questions are asked."""

    facts: Sequence[Fact] = ()
    not_covered: Sequence[NotCovered] = ()


@dataclass(frozen=True, slots=True)
class BaseUnderTest:
    """A base with the files that it was read from, what answers from it, and what of it is asked."""

    base: FactBase
    files: tuple[ParsedFile, ...]
    answerer: Answerer
    selection: Selection

    def entries(self, key: str) -> Iterator[tuple[ParsedFile, Path]]:
        """Yield the file and the path of each entry of the lists at `key`, in the order that they have in the base."""
        for file in self.files:
            for path, _ in file.entries(key):
                yield file, path


def ask_own_questions(fact: Fact, answerer: Answerer, most: int = MAX_QUESTIONS_OF_ONE) -> Iterator[OwnQuestion]:
    """Yield the first example questions of `fact`, at most so many, as `answerer` answers them."""
    for answer in answerer.answers(fact.questions[:most]):
        yield OwnQuestion(fact, answer)


def self_test(loaded: Loaded, answerer: Answerer, selection: Selection | None = None) -> Iterator[Problem]:
    """Yield warnings about the loaded facts; `answerer` answers from the same base.

    Asked is what is in `selection`, or else all of it, of a large base a part. Nothing where the files have errors,
    since there is no base then.
    """
    if loaded.base is not None:
        asked = selection or selected(loaded.base, MOST_ASKED)
        under_test = BaseUnderTest(loaded.base, loaded.parsed_files, answerer, asked)
        for check in CHECKS:
            yield from check(under_test)


def selected(base: FactBase, most: int, first: Selection = Selection()) -> Selection:
    """Return what of `base` to ask, with at most so many questions of each sort.

    That is what `first` has, in this order as far as it goes, and then others evenly spread.
    """
    return Selection(_some(base.facts, most, first.facts), _some(base.not_covered, most, first.not_covered))


def _some(items: Sequence[Asked], most: int, first: Sequence[Asked]) -> Sequence[Asked]:
    of_each = max((min(len(item.questions), MAX_QUESTIONS_OF_EACH) for item in items), default=1)
    return sample(items, max(1, most // max(of_each, 1)), first)


def overshadowed_facts(under_test: BaseUnderTest) -> Iterator[Problem]:
    """Yield a warning for each fact most of whose questions lead to another one first."""
    rivals = _rivals(under_test.selection.facts, under_test.answerer)
    for fact, (file, path) in zip(under_test.base.facts, under_test.entries("facts"), strict=True):
        if rivals.get(fact.id) is not None:
            message = (
                f"most of these lead to {rivals[fact.id]!r} first, so hardly anybody finds this fact; "
                "ask for what sets it apart, or make the two one fact"
            )
            key = "questions" if fact.questions else "statement"
            yield file.problem((*path, key), message, Severity.WARNING)


def answered_though_not_covered(under_test: BaseUnderTest) -> Iterator[Problem]:
    """Yield a warning for the first question of each entry of `not_covered` that a fact answers."""
    chosen = {*under_test.selection.not_covered}
    asked = [
        (number, place, question)
        for number, entry in enumerate(under_test.base.not_covered)
        if entry in chosen
        for place, question in enumerate(entry.questions[:MAX_QUESTIONS_OF_EACH])
    ]
    answers = answers_as_they_stand(under_test.answerer, [question for _, _, question in asked])
    answered: dict[int, tuple[int, Fact]] = {}
    for (number, place, _), answer in zip(asked, answers, strict=True):
        if answer.status is Status.ANSWERED:
            answered.setdefault(number, (place, answer.facts[0].fact))
    for number, (file, path) in enumerate(under_test.entries("not_covered")):
        if number in answered:
            place, fact = answered[number]
            message = f"is answered with {fact.id!r}; if that is right, delete it here, else tell the two apart"
            yield file.problem((*path, "questions", place), message, Severity.WARNING)


def _rivals(facts: Sequence[Fact], answerer: Answerer) -> dict[str, str | None]:
    """Return for the id of each of `facts` the id of the fact to which most of its questions lead first.

    None if most lead to the fact itself. A fact without questions is asked for by its statement.
    """
    asked = [
        (fact.id, question)
        for fact in facts
        for question in fact.questions[:MAX_QUESTIONS_OF_EACH] or (fact.statement,)
    ]
    firsts: dict[str, list[str | None]] = {fact.id: [] for fact in facts}
    answers = answers_as_they_stand(answerer, [question for _, question in asked])
    for (fact_id, _), answer in zip(asked, answers, strict=True):
        firsts[fact_id].append(answer.matches[0].fact.id if answer.matches else None)
    return {fact_id: _rival(fact_id, found) for fact_id, found in firsts.items()}


def _rival(fact: str, firsts: Sequence[str | None]) -> str | None:
    rivals = Counter(first for first in firsts if first is not None and first != fact)
    return rivals.most_common(1)[0][0] if rivals.total() * 2 > len(firsts) else None


Check = Callable[[BaseUnderTest], Iterator[Problem]]

CHECKS: tuple[Check, ...] = (
    overshadowed_facts,
    answered_though_not_covered,
)
"""All checks, in the order in which their warnings are given."""
