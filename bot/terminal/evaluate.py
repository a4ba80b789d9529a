"""What `eval` does: it asks a question set, and compares the figures with the bar."""

from pathlib import Path

from bot.answering import Answerer
from bot.evaluation.bar import BarError, read_bar
from bot.evaluation.cases import read_cases
from bot.evaluation.figures import figures
from bot.evaluation.results import evaluate, repeats
from bot.facts.files import FactFile, read_file
from bot.facts.problems import Problem
from bot.terminal.figures import show_differing, show_failures, show_figures, show_verdict, with_progress
from bot.terminal.streams import write_error

PYPROJECT = Path("pyproject.toml")


def measure(answerer: Answerer, questions: Path) -> int:
    """Ask the questions in the file `questions`, and print what came of them.

    A question that stands alone is asked twice: alone, and after another message. Return the exit status: 1 if the file
    has problems or a figure falls short of the bar, else 0.
    """
    data = read_file(questions)
    if isinstance(data, Problem):
        write_error(data)
        return 1
    cases, problems = read_cases(FactFile(str(questions), data), answerer.base.by_id)
    for problem in problems:
        write_error(problem)
    if problems:
        return 1
    try:
        bar = read_bar(PYPROJECT)
    except BarError as error:
        write_error(error)
        return 1
    results = tuple(with_progress(evaluate(answerer, cases), len(cases)))
    repeated = tuple(with_progress(repeats(answerer, results), sum(case.stands_alone for case in cases)))
    found = figures(results, repeated)
    show_failures(results)
    show_differing(repeated)
    show_figures(found)
    show_verdict(found, bar)
    shortfalls = bar.shortfalls(found)
    for shortfall in shortfalls:
        write_error(shortfall)
    return 1 if shortfalls else 0
