"""Reads pairs from a Markdown file: a heading is a question, and what stands below it is the answer."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from markdown_it import MarkdownIt

from bot.authoring.pairs.markup import without_markup
from bot.authoring.pairs.model import Pair, PairFile, Question
from bot.facts.problems import Problem

_FRONT_MATTER = re.compile(r"---\n(?:(?!---\n).*\n)*---\n")
"""Settings of a site generator at the top of a page."""

NO_QUESTION = "the heading is no question; write how people ask"


@dataclass(frozen=True, slots=True)
class _Section:
    """A heading of some level, its lines, and the lines below it up to the next heading, all from 0."""

    level: int
    heading: str
    line: int
    body: str


def read_markdown(file: str, text: str) -> PairFile:
    """Return the pairs in `text`.

    A heading above deeper ones, with nothing of its own, is that of a chapter or of the page, and no problem.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    front = _FRONT_MATTER.match(text)
    lines = text.split("\n")
    if front:
        lines[: front[0].count("\n")] = [""] * front[0].count("\n")
    before, sections = _sections(lines)
    title = sections[0].heading if sections and _is_title(sections) else ""
    problems = list[Problem]()
    if before.strip():
        problems.append(Problem(file, _first_line(lines), "", "stands above the first heading; left out"))
    pairs = list[Pair]()
    for number, section in enumerate(sections):
        holds_others = number + 1 < len(sections) and sections[number + 1].level > section.level
        if title and number == 0:
            if section.body:
                message = "what stands below the title answers no question; left out"
                problems.append(Problem(file, section.line, "", message))
        elif section.body or not holds_others:
            checks = [] if section.heading.endswith("?") else [NO_QUESTION]
            question = Question(section.heading, section.line)
            pairs.append(Pair(file, section.line, [question], section.body, checks=checks))
    return PairFile(pairs, problems, title)


def _is_title(sections: list[_Section]) -> bool:
    """Tell whether the first heading is that of the page: above all others, and no question."""
    first, *others = sections
    return bool(others) and all(section.level > first.level for section in others) and not first.heading.endswith("?")


def _first_line(lines: list[str]) -> int:
    return next(number for number, line in enumerate(lines, 1) if line.strip())


def _sections(lines: list[str]) -> tuple[str, list[_Section]]:
    """Return what stands above the first heading, and the sections."""
    headings = list(_headings(lines))
    ends = [start for _, _, start, _ in headings[1:]] + [len(lines)]
    sections = (
        [
            _Section(level, heading, start + 1, "\n".join(lines[below:end]).strip("\n"))
            for (level, heading, start, below), end in zip(headings, ends, strict=True)
        ]
        if headings
        else []
    )
    return "\n".join(lines[: headings[0][2] if headings else None]), sections


def _headings(lines: list[str]) -> Iterator[tuple[int, str, int, int]]:
    """Yield level, text, first line and the line after each heading that is not part of a list or quotation."""
    tokens = MarkdownIt("commonmark").disable("inline").parse("\n".join(lines))
    for opening, content in pairwise(tokens):
        if opening.type == "heading_open" and opening.level == 0 and opening.map:
            start, below = opening.map
            yield int(opening.tag[1:]), without_markup(content.content), start, below
