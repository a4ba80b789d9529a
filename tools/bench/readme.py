"""The figures in the documents: those of the latest report, put there by the run that wrote it."""

END = "\n<!-- end of figures -->"


def with_figures(document: str, name: str, figures: str) -> str:
    """Return `document` with `figures` between the marks that bear `name`; raises `ValueError` if it has none."""
    before, begin, rest = document.partition(f"<!-- figures: {name} -->\n")
    _, end, after = rest.partition(END)
    if not (begin and end):
        raise ValueError(f"the document has no place for the figures {name!r}")
    return before + begin + figures + end + after
