"""Answers on standard output: coloured on a terminal, plain in a pipe, JSON if asked for."""

import sys
from collections.abc import Iterable
from dataclasses import dataclass

from bot.answering import Answer, Answerer
from bot.terminal.explanations import explained
from bot.terminal.json_lines import json_line
from bot.terminal.rendering import one_line, plain, styled
from bot.terminal.streams import write


@dataclass(frozen=True, slots=True)
class OutputFormat:
    """How answers are to be written: as JSON or as text, with an explanation or without."""

    as_json: bool = False
    with_explanation: bool = False


def show(answer: Answer) -> None:
    """Write the reply, in colours if standard output is a terminal."""
    if not sys.stdout.isatty():
        write(plain(answer))
        return
    from rich.console import Console

    Console(highlight=False).print(styled(answer))


def ask(answerer: Answerer, question: str, output_format: OutputFormat) -> None:
    """Write the answer to one question."""
    answer = answerer.answer(question)
    if output_format.as_json:
        write(_json(answerer, answer, output_format))
        return
    show(answer)
    _explain(answerer, answer, output_format)


def ask_each(answerer: Answerer, questions: Iterable[str], output_format: OutputFormat) -> None:
    """Write the answer to each question as soon as it is read, on one line and without regard to those before."""
    for question in questions:
        answer = answerer.answer(question.strip())
        write(_json(answerer, answer, output_format) if output_format.as_json else one_line(answer))
        if not output_format.as_json:
            _explain(answerer, answer, output_format)


def _json(answerer: Answerer, answer: Answer, output_format: OutputFormat) -> str:
    return json_line(answer, answerer.explain(answer.question) if output_format.with_explanation else None)


def _explain(answerer: Answerer, answer: Answer, output_format: OutputFormat) -> None:
    if output_format.with_explanation:
        write(f"\n{explained(answerer.explain(answer.question))}\n")
