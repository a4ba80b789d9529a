"""Tells of text that YAML leaves out or cuts in two without a word.

Comments after a value are common and right, and so are lists in brackets. So each rule leaves alone what people write
on purpose:

- A comment is one that has two spaces before it, as style guides ask for, or stands behind the end of a sentence with a
  space after its "#". Text is what has one space before the "#" and none after it ("room #12") in any value that is no
  id; in a sentence, also what is cut in its middle ("room # 12 of the town hall").
- A line of its own is a comment, unless it is indented like the rest of the text before it, that text is no whole
  sentence, and no space follows its "#".
- A comma cuts a question in two if both halves stand in one line, and only the second ends like a question, or the
  first begins with a capital letter and the second with a small one. A list without either sign looks like its author's
  wish. A comma between two digits is one in a number.
- A word behind "&" or "!" is never meant to go: fact files have no use for anchors and tags.
"""

import re
from dataclasses import dataclass
from enum import Enum

from bot.facts.yaml_scalars import quoted

SENTENCES = frozenset({"statement", "quote", "note", "reply", "questions"})
"""Keys of the fact file that hold whole sentences."""

NO_TEXT = frozenset({"version", "id", "about", "see", "published", "url", "text"})
"""Keys that hold ids, dates, numbers and addresses."""

SHOWN = 80
"""Characters of a text that a warning repeats."""

_LINE_END = re.compile("[\r\n\x85\u2028\u2029]")
_COMMENT_LINE = re.compile("[\r\n] *#[^ \t#\r\n]")
_NEXT_LINE = re.compile("[ \t]*(?:\r\n|[\r\n])( *)(?=#[^ \t#\r\n])")
_MARKS = "?!."
_CLOSED = re.compile(r"[?!.:\u2026][\"')\]\u2019\u201d]?$")
"""The end of a sentence, or of the words before a list."""


class Trap(Enum):
    """What YAML makes of a part of a text."""

    COMMENT = "a comment"
    LINE = "a line of comment"
    ANCHOR = "the name of a value"
    TAG = "a tag"
    COMMA = "the end of an item"


@dataclass(frozen=True, slots=True)
class Swallowed:
    """Text beside a value that YAML has `lost`, and the value that it `kept`; for a comma the two parts of the text.

    `between` is what stood between the two.
    """

    trap: Trap
    kept: str
    lost: str
    between: str = " "


def comment_at(text: str, position: int) -> str:
    """Return the comment that follows a value which ends at `position`, with one space before it; empty if none."""
    return _to_line_end(text, position + 1) if text.startswith((" #", "\t#"), position) else ""


def has_comment_lines(text: str) -> bool:
    """Tell whether any line of `text` can be what `comment_below` looks for."""
    return bool(_COMMENT_LINE.search(text))


def comment_below(text: str, position: int, column: int) -> str:
    """Return the comment in the line below a value which ends at `position`, if it is indented more than `column`."""
    found = _NEXT_LINE.match(text, position)
    return _to_line_end(text, found.end()) if found and len(found[1]) > column else ""


def _to_line_end(text: str, position: int) -> str:
    found = _LINE_END.search(text, position)
    return text[position : found.start() if found else len(text)].rstrip()


def is_cut_question(first: str, second: str, between: str) -> bool:
    """Tell whether a comma `between` two plain items of one line looks like one within a question."""
    if not first or not second or first[-1] in _MARKS:
        return False
    if between == "," and first[-1].isdigit() and second[0].isdigit():
        return True
    return second[-1] in _MARKS or (first[0].isupper() and second[0].islower())


def warning(swallowed: Swallowed, key: str) -> str:
    """Return what to say of it in the value of `key`, or in a list there, with the quotes to set.

    It is empty if it is what its author is likely to have meant.
    """
    kept, lost = swallowed.kept, swallowed.lost
    whole = f"{kept}{swallowed.between}{lost}"
    if key in NO_TEXT:
        return ""
    match swallowed.trap:
        case Trap.COMMENT if _is_comment(kept, lost, sentence=key in SENTENCES):
            return ""
        case Trap.LINE if _CLOSED.search(kept[-2:]):
            return ""
        case Trap.COMMENT | Trap.LINE as trap:
            otherwise = "two spaces before a comment" if trap is Trap.COMMENT else "a space after the # of a comment"
            return (
                f"ends before {lost!r:.40}, which YAML takes for a comment; put quotes around the text: "
                f"{_in_quotes(whole.strip())}, or {otherwise}"
            )
        case Trap.COMMA:
            return (
                f"is cut in two by its comma: {kept!r:.60} and {lost!r:.60}; if it is one question, put quotes around "
                f"it: {_in_quotes(whole)}"
            )
        case Trap.ANCHOR | Trap.TAG:
            return (
                f"loses {lost!r:.40} at its beginning, which YAML takes for {swallowed.trap.value}; put quotes around "
                f"the text: {_in_quotes(f'{lost} {kept}'.strip())}"
            )
        case _:
            return ""


def _is_comment(kept: str, comment: str, *, sentence: bool) -> bool:
    spaced = comment[1:2] in ("", " ", "\t", "#")
    return spaced and (not sentence or bool(_CLOSED.search(kept[-2:])))


def _in_quotes(text: str) -> str:
    half = SHOWN // 2
    return quoted(text if len(text) <= SHOWN else f"{text[:half]}…{text[-half:]}", plain=False)
