"""Why an answer is what it is, and what the facts are, on a phone's screen."""

from collections.abc import Iterable, Iterator, Sequence

from bot.answering import Explanation, How, MatchTrace, WordTrace
from bot.evaluation.fares import Fare
from bot.facts.model import Fact, FactBase
from bot.facts.problems import Problem
from bot.telegram.admin import insight_texts as texts
from bot.telegram.admin.gaps_page import turning
from bot.telegram.admin.listing import Page, Section, line_page, listing
from bot.telegram.admin.texts import PROBLEMS, WARNINGS
from bot.telegram.messages.answers import message
from bot.telegram.messages.markup import Span, bold, cut

FACTS = "facts"
"""The verb of taps that turn the pages of the list of facts."""

ON_A_PAGE = 12
STATEMENT_UNITS = 90
WORDS = 8
"""Matched words of a fact that are shown, those that matter most; as many that are unexplained."""

LIGHT = 0.03
"""Weight below which a word explains nothing to an admin either."""


def why_page(explanation: Explanation) -> Page:
    """Status, thresholds, rule, and the best three facts with the words that count."""
    answer = explanation.answer
    spans = [
        bold(f"{answer.status}, confidence {answer.confidence:.2f}"),
        Span(f"\nanswered from {explanation.answered_from:.2f}, unsure from {explanation.unsure_from:.2f}"),
        Span(f"\nbecause {explanation.rule}", yields=True),
    ]
    if answer.understood not in ("", answer.question):
        spans.append(Span(f"\nread as: {answer.understood}", yields=True))
    for number, trace in enumerate(explanation.traces, start=1):
        spans.append(Span(f"\n\n{number}. "))
        spans.append(bold(f"{trace.match.fact.id} {trace.match.score:.2f}"))
        spans.extend(Span(f"\n{line}", yields=True) for line in _trace(trace))
    return Page(message(spans))


def facts_page(base: FactBase, page: int) -> Page:
    """One page of the facts, each under the first name that it is about."""
    named = {name.id: name.name for name in base.names}
    groups: dict[str, list[Fact]] = {name: [] for name in named}
    rest = [fact for fact in base.facts if not fact.about]
    for fact in base.facts:
        if fact.about:
            groups[fact.about[0]].append(fact)
    listed = [(named[name], fact) for name, facts in groups.items() for fact in facts]
    listed += [(texts.WITHOUT_NAME, fact) for fact in rest]
    pages = (len(listed) + ON_A_PAGE - 1) // ON_A_PAGE
    page = min(page, pages - 1)
    shown = listed[page * ON_A_PAGE :][:ON_A_PAGE]
    sections = [
        Section(title, tuple(_fact_line(fact) for name, fact in shown if name == title))
        for title in dict.fromkeys(name for name, _ in shown)
    ]
    return listing(texts.facts_head(len(listed), page, pages), sections, (turning(FACTS, page, pages),), "facts.txt")


def fact_page(fact: Fact, place: str, asked: Sequence[Fare]) -> Page:
    """Everything of one fact, and how its own questions fare."""
    lines = (
        f"“{fact.quote}”",
        f"— {fact.source.title}",
        *((f"note: {fact.note}",) if fact.note else ()),
        *((f"about: {', '.join(fact.about)}",) if fact.about else ()),
        *((f"see: {', '.join(fact.see)}",) if fact.see else ()),
        f"in {place}",
    )
    left = len(fact.questions) - len(asked)
    questions = (*map(_fare, asked), *((f"and {left} more",) if left else ()))
    found = sum(fare.found for fare in asked)
    title = texts.fares(found, len(asked))
    return listing(f"{fact.id}\n\n{fact.statement}", [Section("", lines), Section(title, questions)], (), "fact.txt")


def check_page(problems: Sequence[Problem], *, broken: bool) -> Page:
    """What there is to say about the files as they are now."""
    if not problems:
        return line_page(texts.NO_WARNINGS)
    head, title = (texts.BROKEN_NOW, PROBLEMS) if broken else (texts.warnings(len(problems)), WARNINGS)
    return listing(head, [Section(title, tuple(map(str, problems)))], (), "problems.txt")


def _fact_line(fact: Fact) -> str:
    return f"{fact.id}: {cut(' '.join(fact.statement.split()), STATEMENT_UNITS)}"


def _fare(fare: Fare) -> str:
    answer = fare.answer
    if fare.found:
        return f"✓ {answer.confidence:.2f} {answer.question}"
    first = answer.matches[0].fact.id if answer.matches else "nothing"
    return f"✗ {answer.confidence:.2f} {answer.question}\n   {answer.status}, nearest: {first}"


def _trace(trace: MatchTrace) -> Iterator[str]:
    yield cut(" ".join(trace.match.fact.statement.split()), STATEMENT_UNITS)
    words = sorted(trace.words, key=lambda word: -word.weight)
    if matched := [_matched(word) for word in words if word.matched is not None and word.weight >= LIGHT]:
        yield f"✓ {_joined(matched)}"
    if missed := [word.word for word in words if word.matched is None and word.weight >= LIGHT]:
        yield f"✗ {_joined(missed)}"


def _matched(word: WordTrace) -> str:
    if word.how is How.WORD:
        return word.word
    nearness = f" {word.nearness:.2f}" if word.nearness is not None else ""
    return f"{word.word} = {word.matched} ({word.how}{nearness})"


def _joined(words: Iterable[str]) -> str:
    kept = list(words)
    more = f", + {len(kept) - WORDS}" if len(kept) > WORDS else ""
    return ", ".join(kept[:WORDS]) + more
