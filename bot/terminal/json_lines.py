"""Answers as lines of JSON, in the form that `ask --json` promises."""

import json
from typing import Any

from bot.answering import Answer, Explanation, Match
from bot.facts.model import Source
from bot.terminal.rendering import plain
from bot.unprintable import escaped


def json_line(answer: Answer, explanation: Explanation | None = None, *, in_chat: bool = False) -> str:
    """Return `answer` as an object on one line, with the explanation if there is one, and in a chat with its act.

    Unprintable characters are escaped: JSON may hold them, but terminals and line readers are not to get them.
    """
    record = _record(answer) if explanation is None else explained_record(explanation)
    if in_chat:
        record["act"] = answer.act
    return escaped(json.dumps(record, ensure_ascii=False))


def explained_record(explanation: Explanation) -> dict[str, Any]:
    """Return an answer and why it is what it is, as `ask --json --explain` writes it."""
    return _record(explanation.answer) | {"explanation": _explanation(explanation)}


def _record(answer: Answer) -> dict[str, Any]:
    return {
        "question": answer.question,
        "status": answer.status.value,
        "confidence": _figure(answer.confidence),
        "facts": [_replied(match) for match in answer.facts],
        "suggestions": [{"id": each.fact.id, "question": each.question} for each in answer.suggestions],
        "matches": [
            {"id": match.fact.id, "statement": match.fact.statement, "score": _figure(match.score)}
            for match in answer.matches
        ],
        "reply": plain(answer),
    }


def _replied(match: Match) -> dict[str, Any]:
    fact = match.fact
    return {
        "id": fact.id,
        "statement": fact.statement,
        "quote": fact.quote,
        "note": fact.note,
        "score": _figure(match.score),
        "source": _source(fact.source),
    }


def _source(source: Source) -> dict[str, str]:
    known = {
        "title": source.title,
        "publisher": source.publisher,
        "published": source.published.isoformat() if source.published else None,
        "url": source.url,
    }
    return {key: value for key, value in known.items() if value is not None}


def _explanation(explanation: Explanation) -> dict[str, Any]:
    return {
        "answered_from": _figure(explanation.answered_from),
        "unsure_from": _figure(explanation.unsure_from),
        "rule": explanation.rule,
        "understood": explanation.answer.understood,
        "traces": [
            {
                "id": trace.match.fact.id,
                "score": _figure(trace.match.score),
                "words": [
                    {
                        "word": each.word,
                        "matched": each.matched,
                        "how": each.how,
                        "weight": _figure(each.weight),
                        "nearness": None if each.nearness is None else _figure(each.nearness),
                    }
                    for each in trace.words
                ],
            }
            for trace in explanation.traces
        ],
    }


def _figure(value: float) -> float:
    return round(float(value), 4)
