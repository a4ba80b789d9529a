"""What `eval` does: it asks a question set, and compares the figures with the bar."""

from pathlib import Path

from bot.answering import Answerer
from bot.evaluation.advice import as_new_sentence
from bot.evaluation.bar import BarError, read_bar
from bot.evaluation.cases import read_cases
from bot.evaluation.figures import figures
from bot.evaluation.own_questions import MOST_AS_NEW, asked_as_new, example_questions, sample
from bot.evaluation.results import evaluate, repeats
from bot.facts.files import FactFile, read_file
from bot.facts.problems import Problem
from bot.plurals import counted
from bot.terminal.figures import show_differing, show_failures, show_figures, show_verdict, with_progress
from bot.terminal.rendering import printable
from bot.terminal.streams import write, write_error

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


def measure_by_own_questions(answerer: Answerer, missing: Path) -> int:
    """Ask the example questions of the base, each as if it were new, since there is no question set at `missing`.

    Print what came of them; return the exit status 0, as the bar is one for question sets.
    """
    of_base = example_questions(answerer.base)
    questions = sample(of_base, MOST_AS_NEW)
    asked = counted(len(questions), "example question")
    why = f"There is no {missing}, so the facts were asked {asked} of their own, each as if its fact did not have it."
    write_error(printable(why))
    results = tuple(with_progress(asked_as_new(answerer, questions), len(questions)))
    found = figures(results)
    show_failures(results)
    show_figures(found)
    write(as_new_sentence(found.questions, len(of_base)))
    return 0
