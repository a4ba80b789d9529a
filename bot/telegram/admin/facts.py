"""/facts and /fact: what the facts are, on a phone's screen."""

import asyncio
from collections.abc import Iterator, Sequence

from bot.evaluation.self_test import OwnQuestion, ask_own_questions
from bot.facts.model import Fact, FactBase
from bot.facts.problems import did_you_mean
from bot.telegram.admin import texts
from bot.telegram.admin.actions import AdminButton, AdminRequest, Logged
from bot.telegram.admin.listing import STATEMENT_UNITS, Page, Section, line_page, listing
from bot.telegram.admin.services import AdminServices
from bot.telegram.messages.markup import cut
from bot.telegram.messages.paging import page_of, turning

ON_A_PAGE = 12


async def list_facts(admin: AdminServices, request: AdminRequest) -> None:
    """Send one page of the facts."""
    admin.send(request.place, facts_page(admin.answerer.base, request.number), request.into)


FACTS = AdminButton("facts", "page", list_facts, Logged.NOTHING)


async def fact(admin: AdminServices, request: AdminRequest) -> None:
    """Send everything of one fact; for an id that no fact has, the nearest one."""
    answerer = admin.answerer
    found = answerer.base.by_id.get(request.words)
    if found is not None:
        asked = await asyncio.to_thread(lambda: tuple(ask_own_questions(found, answerer)))
        place = await asyncio.to_thread(_place, admin, found.id)
        admin.send(request.place, fact_page(found, place, asked))
    elif request.words:
        hint = did_you_mean(request.words, answerer.base.by_id)
        admin.send(request.place, line_page(texts.no_fact(request.words, hint)))
    else:
        admin.send(request.place, line_page(texts.FACT_USAGE))


def facts_page(base: FactBase, number: int) -> Page:
    """Return one page of the facts, each under the first name that it is about."""
    named = {name.id: name.name for name in base.names}
    groups: dict[str, list[Fact]] = {name: [] for name in named}
    rest = [fact for fact in base.facts if not fact.about]
    for fact in base.facts:
        if fact.about:
            groups[fact.about[0]].append(fact)
    listed = [(named[name], fact) for name, facts in groups.items() for fact in facts]
    listed += [(texts.WITHOUT_NAME, fact) for fact in rest]
    page = page_of(listed, number, ON_A_PAGE)
    sections = [
        Section(title, tuple(_fact_line(fact) for name, fact in page.items if name == title))
        for title in dict.fromkeys(name for name, _ in page.items)
    ]
    head = texts.facts_head(len(listed), page.number, page.pages)
    return listing(head, sections, (turning(page, FACTS.labelled),), "facts.txt")


def fact_page(fact: Fact, place: str, asked: Sequence[OwnQuestion]) -> Page:
    """Return everything of one fact, with the file and line `place`, and which of its own questions find it."""
    lines = (*fact_lines(fact), f"in {place}")
    left = len(fact.questions) - len(asked)
    questions = (*map(_own_question, asked), *((f"and {left} more",) if left else ()))
    found = sum(question.finds_fact for question in asked)
    title = texts.own_questions(found, len(asked))
    return listing(f"{fact.id}\n\n{fact.statement}", [Section("", lines), Section(title, questions)], (), "fact.txt")


def fact_lines(fact: Fact) -> Iterator[str]:
    """Yield what a fact says beside its statement and its questions, a line each."""
    yield f"“{fact.quote}”"
    yield f"— {fact.source.title}"
    yield from (f"note: {fact.note}",) if fact.note else ()
    yield from (f"about: {', '.join(fact.about)}",) if fact.about else ()
    yield from (f"see: {', '.join(fact.see)}",) if fact.see else ()


def _fact_line(fact: Fact) -> str:
    return f"{fact.id}: {cut(' '.join(fact.statement.split()), STATEMENT_UNITS)}"


def _own_question(question: OwnQuestion) -> str:
    answer = question.answer
    if question.finds_fact:
        return f"✓ {answer.confidence:.2f} {answer.question}"
    first = answer.matches[0].fact.id if answer.matches else "nothing"
    return f"✗ {answer.confidence:.2f} {answer.question}\n   {answer.status}, nearest: {first}"


def _place(admin: AdminServices, fact_id: str) -> str:
    """Return the file and line of a fact, as the files are now."""
    for file in admin.served.files().parsed().parsed_files:
        for path, known in file.fact_ids():
            if known == fact_id:
                return file.place(path)
    return "no file any more"
