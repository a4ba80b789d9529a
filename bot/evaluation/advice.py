"""Advises how a base as a whole would answer better, by asking its own questions.

What is wrong at one place of a file is a problem (bot/facts/checks.py, bot/evaluation/self_test.py); this is about what
works, but not as well as it could.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.answering import Answerer
from bot.evaluation.figures import Tally, figures
from bot.evaluation.own_questions import (
    MOST_AS_NEW,
    asked_as_new,
    asked_as_they_stand,
    example_questions,
    sample,
)
from bot.evaluation.results import Outcome, Result
from bot.facts.model import Fact, FactBase
from bot.language.english import zipf
from bot.language.words import stem, words
from bot.plurals import counted

TELLING = 3
"""Words of each of two facts that are named to tell them apart."""

COMMON_ZIPF = 5.5
"""Zipf frequency from which a word tells no two facts apart: "who" and "about" have more, "later" and "price" less."""


@dataclass(frozen=True, slots=True)
class AdvicePart:
    """What could be better in one way: a title that says what to do, and a line for each place."""

    title: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Advice:
    """What is said of a base as a whole: how it would do, and what would make it better, most helpful first."""

    head: tuple[str, ...]
    parts: tuple[AdvicePart, ...]


def advice(answerer: Answerer) -> Advice:
    """Return the advice on the base that `answerer` answers from; of a large base a sample of questions is asked."""
    base = answerer.base
    questions = sample(example_questions(base), MOST_AS_NEW)
    as_new = tuple(asked_as_new(answerer, questions))
    parts = (
        AdvicePart("Hard to find: give these facts more ways to ask", tuple(_hard_to_find(base, as_new))),
        AdvicePart("Taken for each other: ask with the words that tell them apart", tuple(_mixed_up(base, as_new))),
        AdvicePart(
            "These questions lead to another fact: reword them, or make the two facts one",
            tuple(_elsewhere(asked_as_they_stand(answerer, questions))),
        ),
        AdvicePart("Names without other forms: list under 'also' what else they are called", tuple(_bare_names(base))),
        AdvicePart("Nothing is said to be not covered", tuple(_nothing_not_covered(base))),
    )
    head = (_questions_of_each(base), *_how_it_would_do(base, as_new))
    return Advice(head, tuple(part for part in parts if part.lines))


def as_new_sentence(tally: Tally, of: int) -> str:
    """Return how often example questions that were asked as if they were new find their fact; there are `of` in all."""
    asked = tally.answerable
    which = counted(asked, "example question") if asked == of else f"{asked:,} of {counted(of, 'example question')}"
    found = tally[Outcome.RIGHT]
    verb = "finds its fact" if found == 1 else "find their fact"
    return f"Of {which} asked as if they were new, {found:,} {verb}: {tally.right:.0%}."


def _questions_of_each(base: FactBase) -> str:
    of_each = [len(fact.questions) for fact in base.facts]
    without = of_each.count(0)
    least = f"; {counted(without, 'fact')} {'has' if without == 1 else 'have'} none" if without else ""
    mean = sum(of_each) / len(of_each)
    return f"{counted(len(of_each), 'fact')}, {mean:.1f} example questions each{least}."


def _how_it_would_do(base: FactBase, as_new: Sequence[Result]) -> Iterator[str]:
    if as_new:
        tally = figures(as_new).questions
        yield as_new_sentence(tally, len(example_questions(base)))
        declined = tally[Outcome.UNSURE] + tally[Outcome.UNKNOWN]
        yield f"{tally[Outcome.WRONG]:,} would get another fact, {declined:,} no answer."


def _hard_to_find(base: FactBase, as_new: Sequence[Result]) -> Iterator[str]:
    asked = Counter(result.case.facts[0] for result in as_new)
    found = Counter(result.case.facts[0] for result in as_new if result.outcome is Outcome.RIGHT)
    for fact in base.facts:
        if not fact.questions:
            yield f"{fact.id}: no example question"
    for fact_id in sorted(asked, key=lambda each: (found[each] / asked[each], -asked[each])):
        if 2 * found[fact_id] < asked[fact_id]:
            yield f"{fact_id}: {found[fact_id]} of {asked[fact_id]}"


def _mixed_up(base: FactBase, as_new: Sequence[Result]) -> Iterator[str]:
    pairs: Counter[tuple[str, ...]] = Counter()
    for result in as_new:
        matches = result.answer.facts or result.answer.matches
        if result.outcome is not Outcome.RIGHT and matches and matches[0].fact.id not in result.case.facts:
            pairs[tuple(sorted((*result.case.facts, matches[0].fact.id)))] += 1
    for (one, other), times in pairs.most_common():
        first, second = base.by_id[one], base.by_id[other]
        often = f" ({times} questions)" if times > 1 else ""
        yield f"{one} and {other}{often}: {_telling(first, second)}; {_telling(second, first)}"


def _telling(fact: Fact, other: Fact) -> str:
    """Return the words that `fact` has and `other` has not, those of its statement first."""
    seen = {stem(word) for text in _texts(other) for word in words(text)}
    telling = []
    for word in (word for text in _texts(fact) for word in words(text)):
        if word.isalpha() and stem(word) not in seen and zipf(word) < COMMON_ZIPF:
            telling.append(word)
        seen.add(stem(word))
    named = ", ".join(f"“{word}”" for word in telling[:TELLING])
    return f"{named or 'no word'} only in {fact.id}"


def _texts(fact: Fact) -> tuple[str, ...]:
    return (fact.statement, *fact.questions, fact.quote)


def _elsewhere(as_they_stand: Sequence[Result]) -> Iterator[str]:
    for result in as_they_stand:
        if result.outcome is not Outcome.RIGHT and result.answer.matches:
            first = result.answer.matches[0].fact.id
            if first not in result.case.facts:
                yield f"{result.case.facts[0]}: “{result.case.question}” leads to {first}"


def _bare_names(base: FactBase) -> Iterator[str]:
    bare = [name.name for name in base.names if not name.also]
    if bare:
        yield ", ".join(bare)


def _nothing_not_covered(base: FactBase) -> Iterator[str]:
    if not base.not_covered:
        yield (
            "List under not_covered what readers will ask and the source does not say: "
            "then the bot tells it from what it knows, and dares to answer more."
        )
