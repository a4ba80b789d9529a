"""/why: the reasons of an answer, on a phone's screen."""

import asyncio
from collections.abc import Iterable, Iterator

from bot.answering import Explanation, How, MatchTrace, WordTrace
from bot.chats.spans import Span, bold
from bot.chats.turns import explain_after
from bot.telegram.admin import texts
from bot.telegram.admin.actions import AdminRequest
from bot.telegram.admin.listing import STATEMENT_UNITS, Page, line_page
from bot.telegram.admin.services import AdminServices
from bot.telegram.messages.answers import message
from bot.telegram.messages.markup import cut

WORDS = 8
"""Matched words of a fact that are shown, those that matter most; as many that are unexplained."""

LIGHT = 0.03
"""Weight below which a word explains nothing to an admin either."""


async def why(admin: AdminServices, request: AdminRequest) -> None:
    """Explain the answer to a question, or the question or answer that the admin replied to."""
    answerer = admin.answerer
    question = request.words or (request.replied_to.question if request.replied_to else "")
    if question:
        admin.send(request.place, why_page(await asyncio.to_thread(answerer.explain, question)))
    elif request.replied_to is None:
        admin.send(request.place, line_page(texts.WHY_USAGE))
    else:
        asked = admin.services.dialogue.asked_by_answer(request.place.chat, request.replied_to.message)
        if asked is None:
            admin.send(request.place, line_page(texts.WHY_FORGOTTEN))
            return
        explanation = await asyncio.to_thread(explain_after, answerer, asked.question, asked.before)
        admin.send(request.place, why_page(explanation))


def why_page(explanation: Explanation) -> Page:
    """Return status, thresholds, rule, and the best facts with the words that count."""
    answer = explanation.answer
    spans = [
        bold(f"{answer.status}, confidence {answer.confidence:.2f}"),
        Span(f"\nanswered from {explanation.answered_from:.2f}, unsure from {explanation.unsure_from:.2f}"),
        Span(f"\nbecause {explanation.rule}", shortenable=True),
    ]
    if answer.understood not in ("", answer.question):
        spans.append(Span(f"\nread as: {answer.understood}", shortenable=True))
    for number, trace in enumerate(explanation.traces, start=1):
        spans.append(Span(f"\n\n{number}. "))
        spans.append(bold(f"{trace.match.fact.id} {trace.match.score:.2f}"))
        spans.extend(Span(f"\n{line}", shortenable=True) for line in _trace(trace))
    return Page(message(spans))


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
