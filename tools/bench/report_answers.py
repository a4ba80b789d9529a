"""The part of the report on what the programs answer."""

from collections.abc import Iterator, Sequence
from math import sqrt

from bot.evaluation.figures import Tally
from tools.bench.answers import Performance
from tools.bench.markdown import share, table
from tools.bench.results import Results


def lazy(results: Results) -> Iterator[str]:
    """Yield how programs do on the lazy bases."""
    lazy, total = results.lazy, results.lazy.together[0].total
    yield "## Answers on lazy bases"
    yield (
        f"The {total.answerable + total.unanswerable:,} questions on the {len(lazy.bases)} bases in `tests/bases` that "
        "have an article beside them: on each somebody wrote two or so example questions a fact and little else, and "
        "somebody else, who saw only the article, what is asked. talksbot has constants that were fitted on the other "
        f"{results.fitted_on} bases, and the threshold that it has on any such base. Every other program answers with "
        "the fact of the nearest example question. It has on each base the threshold at which it makes fewest mistakes "
        "on these very questions, and the statements and the subjects that are not covered where they help it. "
        "Programs that take long are left out."
    )
    yield _EXPLAINED
    yield _performances(lazy.together)
    yield "By base: right / wrong / false."
    rows = ([name, *map(outcomes, of_base)] for name, *of_base in zip(lazy.bases, *lazy.programs, strict=True))
    yield table(["", *(each.name for each in lazy.together)], rows)


def answers(results: Results) -> Iterator[str]:
    """Yield how programs do on the facts of the project."""
    total = results.answers[0].total
    yield "## Answers on the talks"
    yield (
        f"The {len(results.cases)} acceptance questions on the {results.facts} facts of the project, counted as "
        f"`make eval` does: {total.answerable} that a fact answers and {total.unanswerable} others. talksbot has the "
        "constants that it ships with; the other programs are helped as above. With so many questions a share like "
        f"talksbot's has a standard error of {_error(total):.1%}."
    )
    yield _performances(results.answers)
    yield "By kind: right / wrong, or false where no fact answers."
    kinds = list(dict.fromkeys(case.kind for case in results.cases))
    rows = ([each.name, *(_of_kind(each.of_kind(kind, results.cases)) for kind in kinds)] for each in results.answers)
    yield table(["", *(kind.replace("_", " ") for kind in kinds)], rows)


def older(results: Results) -> Iterator[str]:
    """Yield how programs do on the other bases."""
    programs = results.older.together
    total = programs[0].total
    yield "## Answers on the older bases"
    yield (
        f"The {total.answerable + total.unanswerable:,} questions on the {len(results.older.bases)} other bases in "
        "`tests/bases`, whose authors took more pains. talksbot has the constants that it ships with, which were "
        "fitted on these bases among others; the other programs are helped as above."
    )
    yield _performances(programs)


_EXPLAINED = (
    "Right and wrong are shares of the questions that a fact answers, false of the others. Without a threshold: "
    "*first* is how often a right fact comes first, *AUROC* the chance that the program is surer of a question that a "
    "fact answers than of another. *As careful* is the share answered right with a threshold at which it gives no more "
    "false answers than talksbot. Where there are several bases, these three are means over them."
)


def _performances(performances: Sequence[Performance]) -> str:
    rows = []
    for each in performances:
        total = each.total
        shares = (total.right, total.wrong, total.false, each.first)
        rows.append([each.name, *map(share, shares), f"{each.auroc:.3f}", share(each.as_careful)])
    return table(["", "right", "wrong", "false", "first", "AUROC", "as careful"], rows)


def outcomes(performance: Performance) -> str:
    """Return right, wrong and false in short."""
    total = performance.total
    return " / ".join(f"{value:.0%}" for value in (total.right, total.wrong, total.false))


def _of_kind(tally: Tally) -> str:
    return f"{tally.right:.0%} / {tally.wrong:.0%}" if tally.answerable else f"{tally.false:.0%}"


def _error(tally: Tally) -> float:
    return sqrt(tally.right * (1 - tally.right) / max(1, tally.answerable))
