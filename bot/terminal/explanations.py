"""Explanations as text: which words matched what, which did not, and which rule decided."""

from collections.abc import Iterator

from bot.answering import Explanation, MatchTrace, WordTrace
from bot.terminal.rendering import printable

WIDEST = 24
"""Columns of the widest word; a longer one moves the rest of its row to the right."""


def explained(explanation: Explanation) -> str:
    """Return an explanation of an answer as lines of plain text."""
    return printable("\n".join(_lines(explanation)))


def _lines(explanation: Explanation) -> Iterator[str]:
    answer = explanation.answer
    yield (
        f"{answer.status} with confidence {answer.confidence:.2f} "
        f"(answered from {explanation.answered_from:.2f}, unsure from {explanation.unsure_from:.2f})"
    )
    yield f"because {explanation.rule}"
    for number, trace in enumerate(explanation.traces, start=1):
        yield ""
        yield from _trace(number, trace)


def _trace(number: int, trace: MatchTrace) -> Iterator[str]:
    fact = trace.match.fact
    yield f"{number}. {fact.id} ({trace.match.score:.2f}): {' '.join(fact.statement.split())}"
    width = min(max((len(word.word) for word in trace.words), default=0), WIDEST)
    for word in trace.words:
        yield f"   {word.weight:5.2f}  {word.word:{width}}  {_meaning(word)}"


def _meaning(word: WordTrace) -> str:
    if word.matched is None:
        return "stands for nothing"
    nearness = f", {word.nearness:.2f} near" if word.nearness is not None else ""
    return f"stands for {word.matched!r} ({word.how}{nearness})"
