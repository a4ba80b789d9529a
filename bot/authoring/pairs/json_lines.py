"""Reads pairs from JSON lines: an object a line, with `question` or a list at `questions`, and `answer`."""

import json
from collections.abc import Sequence

from bot.authoring.pairs.model import Pair, PairFile, Question
from bot.facts.problems import Problem

_USED = ("question", "questions", "answer")


def read_json_lines(file: str, text: str) -> PairFile:
    """Return the pairs in `text`; a line that is something else is a problem."""
    pairs, problems, unused = list[Pair](), list[Problem](), dict[str, None]()
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        record = _record(line)
        questions = _questions(record)
        answer = record.get("answer")
        if questions is None or not isinstance(answer, str):
            message = 'is not a pair; write each on one line, as {"question": "…", "answer": "…"}'
            problems.append(Problem(file, number, "", message))
            continue
        unused |= dict.fromkeys(key for key in record if key not in _USED)
        pairs.append(Pair(file, number, [Question(question, number) for question in questions], answer))
    return PairFile(pairs, problems, unused=tuple(unused))


def _record(line: str) -> dict[str, object]:
    """Return the object in `line`; an empty one if it has none."""
    try:
        record = json.loads(line)
    except (ValueError, RecursionError):
        return {}
    return record if isinstance(record, dict) else {}


def _questions(record: dict[str, object]) -> Sequence[str] | None:
    """Return the ways to ask in `record`, under either key; None if they are not text."""
    found = list[str]()
    for key in _USED[:2]:
        value = record.get(key, [])
        for text in value if isinstance(value, list) else [value]:
            if not isinstance(text, str):
                return None
            found.append(text)
    return found or None
