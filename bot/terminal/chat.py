"""What `chat` does: questions, follow-ups, picked suggestions and `:why`, on a terminal or in a pipe."""

import sys
from collections.abc import Iterable, Iterator
from contextlib import suppress

from bot import texts
from bot.answering import Answerer
from bot.chats.conversations import Asked
from bot.chats.turns import Before, answer_after, explain_after, unknown_command
from bot.terminal.answers import show
from bot.terminal.explanations import explained
from bot.terminal.json_lines import json_line
from bot.terminal.rendering import plain
from bot.terminal.streams import on_terminal, write

PROMPT = "> "

COMMAND = "/"
"""What a command begins with in Telegram; there are none in the terminal."""


def chat(answerer: Answerer) -> None:
    """Answer each line until the input ends or a line is `:quit`."""
    asked: Asked | None = None
    before = Before()
    if on_terminal():
        write(f"{texts.chat_welcome(answerer.base.voice)}\n")
    for line in _lines():
        if line == ":quit":
            return
        if line == ":why":
            write(
                explained(explain_after(answerer, asked.question, asked.before)) if asked else texts.NOTHING_TO_EXPLAIN
            )
        elif line.startswith((":", COMMAND)):
            write(f"{plain(unknown_command(line))} {texts.CHAT_COMMANDS}")
        else:
            asked, answer = Asked(line, before), answer_after(answerer, line, before)
            before = before.and_then(answer)
            show(answer)
        write()


def chat_as_json(answerer: Answerer, lines: Iterable[str]) -> None:
    """Write a JSON object for each message; all are of one chat until an empty line begins another."""
    before = Before()
    for line in map(str.strip, lines):
        if line:
            answer = unknown_command(line) if line.startswith(COMMAND) else answer_after(answerer, line, before)
            write(json_line(answer, in_chat=True))
            before = before.and_then(answer)
        else:
            before = Before()


def _lines() -> Iterator[str]:
    """Yield the lines that are typed or piped in, without empty ones; Ctrl-D and Ctrl-C end them."""
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
