"""What `check` prints: problems and warnings on standard output, a summary on standard error."""

from collections.abc import Iterator
from pathlib import Path

from bot.evaluation.self_test import self_test
from bot.facts.files import read_file
from bot.facts.loading import Loaded
from bot.facts.problems import Problem, Severity
from bot.facts.quote_check import quotes_not_in
from bot.plurals import counted
from bot.terminal.embed import embedded_answerer
from bot.terminal.rendering import printable
from bot.terminal.streams import write, write_error


def report(loaded: Loaded, article: Path | None, model: str, data: Path) -> int:
    """Print every problem of the loaded files, in the order of files and lines.

    Return the exit status: 1 if one of them is an error, else 0.
    """
    problems = _in_order(loaded, [*loaded.problems, *_quote_problems(loaded, article), *_warnings(loaded, model, data)])
    for problem in problems:
        write(printable(str(problem)))
    errors = sum(problem.severity is Severity.ERROR for problem in problems)
    write_error(_summary(loaded, errors, len(problems) - errors))
    return 1 if errors else 0


def _quote_problems(loaded: Loaded, article: Path | None) -> Iterator[Problem]:
    if article is None:
        return
    match read_file(article):
        case bytes(data):
            yield from quotes_not_in(data.decode("utf-8", errors="replace"), loaded.parsed_files)
        case problem:
            yield problem


def _warnings(loaded: Loaded, model: str, data: Path) -> Iterator[Problem]:
    if loaded.base is not None:
        yield from self_test(loaded, embedded_answerer(loaded.base, model, data))


def _in_order(loaded: Loaded, problems: list[Problem]) -> list[Problem]:
    order = {file.name: number for number, file in enumerate(loaded.files)}
    return sorted(problems, key=lambda problem: (order.get(problem.file, -1), problem.line))


def _summary(loaded: Loaded, errors: int, warnings: int) -> str:
    found = f"{counted(errors, 'error')}, {counted(warnings, 'warning')}"
    if loaded.base is None:
        return found
    questions = sum(len(fact.questions) for fact in loaded.base.facts)
    return f"{counted(len(loaded.base.facts), 'fact')} with {counted(questions, 'question')}: {found}"
