"""Characters that do not belong on a screen, in a log or in a line of text, whoever wrote them."""

import re

UNPRINTABLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
"""Controls and escape sequences but tab and line feed, separators of lines, overrides of the writing direction, and
halves of characters."""


def escaped(text: str) -> str:
    """Return `text` with an escape, as JSON and Python write it, for each such character."""
    return UNPRINTABLE.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def one_line(text: str) -> str:
    """Return `text` on one line, with single spaces and without such characters."""
    return " ".join(UNPRINTABLE.sub(" ", text).split())
