"""The conversation of `chat`: questions, follow-ups, picked suggestions and `:why`, on a terminal or in a pipe."""

import sys
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass

from bot.answering import Answer, Answerer, Suggestion
from bot.chats.knowledge import chosen
from bot.replies import texts
from bot.replies.explaining import explained
from bot.replies.records import json_line
from bot.terminal.answers import show
from bot.terminal.streams import on_terminal, write

PROMPT = "> "


@dataclass(frozen=True, slots=True)
class Turn:
    """One question and its answer; `before` is the answer that a follow-up would lean on."""

    answer: Answer
    before: Answer | None

    @property
    def leant_on(self) -> Answer | None:
        """The answer that the next message may be about."""
        return self.answer if self.answer.can_be_leant_on else self.before


def chat(answerer: Answerer) -> None:
    """Answers each line until the input ends or says `:quit`."""
    turn: Turn | None = None
    if on_terminal():
        write(f"{texts.CHAT_WELCOME}\n")
    for line in _lines():
        if line == ":quit":
            return
        if line == ":why":
            write(explained(answerer.explain(turn.answer.question, turn.before)) if turn else texts.NOTHING_TO_EXPLAIN)
        elif line.startswith(":"):
            write(texts.CHAT_COMMANDS)
        else:
            turn = _next(answerer, line, turn)
            show(turn.answer)
        write()


def chat_as_json(answerer: Answerer, lines: Iterable[str]) -> None:
    """Write an object for each message; all are of one chat until an empty line begins another."""
    turn: Turn | None = None
    for line in map(str.strip, lines):
        turn = _next(answerer, line, turn) if line else None
        if turn is not None:
            write(json_line(turn.answer, in_chat=True))


def _next(answerer: Answerer, line: str, turn: Turn | None) -> Turn:
    before = turn.leant_on if turn else None
    picked = _picked(line, turn.answer if turn else None)
    return Turn(_chosen(answerer, picked) if picked else answerer.answer(line, before), before)


def _picked(line: str, answer: Answer | None) -> Suggestion | None:
    """The suggestion whose number is `line`, if there is one."""
    suggestions = answer.suggestions if answer else ()
    numbered = {str(number): suggestion for number, suggestion in enumerate(suggestions, start=1)}
    return numbered.get(line)


def _chosen(answerer: Answerer, suggestion: Suggestion) -> Answer:
    """The suggested fact, whatever else its question might lead to."""
    answer = answerer.answer(suggestion.question)
    if answer.facts and answer.facts[0].fact == suggestion.fact:
        return answer
    return chosen(answerer.base, suggestion.fact, suggestion.question)


def _lines() -> Iterator[str]:
    """What is typed or piped in, without empty lines; Ctrl-D and Ctrl-C end it."""
    if not on_terminal():
        yield from filter(None, map(str.strip, sys.stdin))
        return
    with suppress(ImportError):
        import readline  # noqa: F401 - gives `input` its history
    while True:
        try:
            line = input(PROMPT).strip()
        except (EOFError, KeyboardInterrupt):
            write()
            return
        if line:
            yield line
