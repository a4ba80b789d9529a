"""What `check` prints: problems and warnings on standard output, a summary and advice on standard error."""

from collections.abc import Iterator
from pathlib import Path

from bot.evaluation.advice import Advice, advice
from bot.evaluation.self_test import self_test
from bot.facts.files import read_file
from bot.facts.loading import Loaded
from bot.facts.problems import Problem, Severity
from bot.facts.quote_check import quotes_not_in
from bot.plurals import counted
from bot.terminal.embed import embedded_answerer
from bot.terminal.rendering import printable
from bot.terminal.streams import write, write_error

MOST_LINES = 20
"""Lines of each part of the advice: whoever has mended so many asks again."""


def report(loaded: Loaded, article: Path | None, model: str, data: Path) -> int:
    """Print every problem of the loaded files, in the order of files and lines.

    Return the exit status: 1 if one of them is an error, else 0.
    """
    answerer = None if loaded.base is None else embedded_answerer(loaded.base, model, data)
    warnings = self_test(loaded, answerer) if answerer else ()
    problems = _in_order(loaded, [*loaded.problems, *_quote_problems(loaded, article), *warnings])
    for problem in problems:
        write(printable(str(problem)))
    errors = sum(problem.severity is Severity.ERROR for problem in problems)
    write_error(_summary(loaded, errors, len(problems) - errors))
    if answerer is not None:
        _write_advice(advice(answerer))
    return 1 if errors else 0


def _quote_problems(loaded: Loaded, article: Path | None) -> Iterator[Problem]:
    if article is None:
        return
    match read_file(article):
        case bytes(data):
            yield from quotes_not_in(data.decode("utf-8", errors="replace"), loaded.parsed_files)
        case problem:
            yield problem


def _write_advice(found: Advice) -> None:
    for line in ("", *found.head):
        write_error(printable(line))
    for part in found.parts:
        left = len(part.lines) - MOST_LINES
        more = (f"… and {left:,} more",) if left > 0 else ()
        write_error(printable(f"\n{part.title}"))
        for line in (*part.lines[:MOST_LINES], *more):
            write_error(printable(f"  {line}"))


def _in_order(loaded: Loaded, problems: list[Problem]) -> list[Problem]:
    order = {file.name: number for number, file in enumerate(loaded.files)}
    return sorted(problems, key=lambda problem: (order.get(problem.file, -1), problem.line))


def _summary(loaded: Loaded, errors: int, warnings: int) -> str:
    found = f"{counted(errors, 'error')}, {counted(warnings, 'warning')}"
    if loaded.base is None:
        return found
    questions = sum(len(fact.questions) for fact in loaded.base.facts)
    return f"{counted(len(loaded.base.facts), 'fact')} with {counted(questions, 'question')}: {found}"
