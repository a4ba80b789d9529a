"""The figures in the README: those of the latest report, put there by the run that wrote it."""

from collections.abc import Mapping

END = "\n<!-- end of figures -->"


def with_figures(readme: str, figures: Mapping[str, str]) -> str:
    """Return `readme` with each of `figures` between the marks that bear its name."""
    for name, text in figures.items():
        before, begin, rest = readme.partition(_begin(name))
        _, end, after = rest.partition(END)
        if not (begin and end):
            raise ValueError(f"the README has no place for the figures {name!r}")
        readme = before + begin + text + end + after
    return readme


def figures_in(readme: str, name: str) -> str:
    """Return what stands in `readme` between the marks for `name`."""
    return readme.partition(_begin(name))[2].partition(END)[0]


def _begin(name: str) -> str:
    return f"<!-- figures: {name} -->\n"
