"""The part of the report on what a question costs."""

from collections.abc import Iterator
from itertools import groupby

from tools.bench.markdown import factor, figures, memory, table, time, times
from tools.bench.results import Results
from tools.bench.speed import GROWS_FROM, LONGEST_BUILD, LONGEST_QUESTION, Cost, growth


def speed(results: Results) -> Iterator[str]:
    """Yield the time and the memory that each program takes."""
    yield "## Speed"
    yield (
        "Of talksbot it is all of matching and deciding that is timed, of the others the search for the nearest "
        "example. Each question is asked for the first time, which the median and p99 are of, and at once *again*. The "
        "factor is over talksbot's median in the same round. The index is built from embeddings that are on disk. "
        "Memory is what it adds to the process."
    )
    yield f"### On the {results.facts} facts of the project"
    yield table(_COST_HEAD, map(_cost_row, results.here))
    yield "### On made bases"
    yield (
        "Drawn by a seed from a list of English words, each as often as in life; six questions a fact, names, synonyms "
        "and subjects that are not covered. What goes by meaning is left out on the largest, which take long to "
        "embed. A program is left out where, to go by the size before, its index would "
        f"take more than {LONGEST_BUILD:.0f} seconds or a question more than {LONGEST_QUESTION:.0f}; a slow one is "
        "asked fewer questions."
    )
    for facts, of_size in groupby(sorted(results.made, key=lambda cost: cost.facts), lambda cost: cost.facts):
        yield f"{facts:,} facts:"
        yield table(_COST_HEAD, map(_cost_row, of_size))
    exponents = [
        (program, f"{exponent:.2f}")
        for program, of_program in groupby(results.made, lambda cost: cost.program)
        if (exponent := growth(list(of_program))) is not None
    ]
    if exponents:
        yield (
            f"How the median grows: the exponent of the number of facts, from {GROWS_FROM:,} on, by a straight line "
            "through the logarithms. 1 is in proportion."
        )
        yield table(["", "exponent"], exponents)
    yield "### Embedding"
    yield "To embed a base of which nothing is on disk, with all processors, and to make it ready:"
    rows = ((f"{each.facts:,} facts", f"{each.texts:,}", time(each.seconds * 1e6)) for each in results.embedded)
    yield table(["", "texts", "time"], rows)


_COST_HEAD = ("", "median", "p99", "again", "factor", "index", "memory", "questions")


def _cost_row(cost: Cost) -> tuple[str, ...]:
    ratio = cost.ratio
    return (
        cost.program,
        times(cost.median),
        time(cost.p99),
        time(cost.again.middle),
        f"{factor(ratio.middle)} ({factor(ratio.least)} to {factor(ratio.most)})" if ratio else "-",
        time(cost.built.seconds * 1e6),
        memory(cost.built.memory),
        f"{cost.asked:,}",
    )


def forward(results: Results) -> Iterator[str]:
    """Yield what of the time is the network's."""
    yield "### Beside the network itself"
    yield (
        "*Question alone* is the model's forward pass of the text of a question, one question after the other. Of a "
        "question that is asked for the first time, talksbot embeds the text, the text in the words of the base if "
        "that differs, and each word that it has not embedded lately: *texts needed* is the time of these forward "
        "passes, taken inside Matcher.match, and *Matcher.match* is all of it, of a message taken as one question. The "
        "ratio is Matcher.match over texts needed, question by question; the last column is Matcher.match over "
        "question alone."
    )
    rows = (
        (
            f"{each.facts:,} facts, {each.asked:,} questions",
            times(each.alone),
            times(each.needed),
            times(each.match),
            figures(each.ratio),
            figures(each.over_alone),
        )
        for each in results.forward
    )
    yield table(["", "question alone", "texts needed", "Matcher.match", "ratio", "over question alone"], rows)
