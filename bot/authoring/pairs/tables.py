"""Reads pairs from a table with the columns question and answer: CSV, or TSV as question answering services write it.

Microsoft's custom question answering and the QnA Maker before it write a row for each question, with the answer
repeated and line breaks as "\\n". Those rows have one number, `QnaId`, to which `Prompts` refer.
"""

import csv
import io
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from bot.authoring.pairs.model import Pair, PairFile, PairFileError, Question
from bot.facts.problems import Problem, first_of
from bot.plurals import counted

_SEPARATORS = "\t,;"
"""What stands between the cells: Excel writes semicolons where the comma is the decimal sign."""

_QUESTION = ("question", "questions")
_ANSWER = ("answer", "answers")
_USED = {*_QUESTION, *_ANSWER, "qnaid", "prompts", "iscontextonly"}
_EMPTY = {"", "[]"}

IN_CONTEXT = "this was asked only after another question; say in the statement what it is about"


@dataclass(frozen=True, slots=True)
class _Row:
    line: int
    cells: Sequence[str]


@dataclass(frozen=True, slots=True)
class _Table:
    """The rows of a file, and the place of each column by its folded name."""

    file: str
    columns: Mapping[str, int]
    rows: Sequence[_Row]

    def cell(self, row: _Row, *names: str) -> str:
        """Return what `row` has in the first column with one of these names; "" if there is none."""
        return next((row.cells[self.columns[name]].strip() for name in names if name in self.columns), "")


def read_table(file: str, text: str) -> PairFile:
    """Return the pairs in `text`; raises `PairFileError` if its rows cannot be told from each other."""
    table = _table(file, text)
    escaped = "qnaid" in table.columns or "metadata" in table.columns
    pairs, problems = list[Pair](), list[Problem]()
    for row in table.rows:
        question, answer = table.cell(row, *_QUESTION), table.cell(row, *_ANSWER)
        try:
            next_keys = _next_keys(table.cell(row, "prompts"))
        except ValueError:
            next_keys = ()
            problems.append(Problem(file, row.line, "", "the prompts are not the JSON that they should be; left out"))
        pairs.append(
            Pair(
                file,
                row.line,
                [Question(question, row.line)],
                answer.replace("\\n", "\n") if escaped else answer,
                table.cell(row, "qnaid"),
                next_keys,
                [IN_CONTEXT] if table.cell(row, "iscontextonly").lower() == "true" else [],
            )
        )
    url = _url({table.cell(row, "source") for row in table.rows})
    return PairFile(pairs, problems, url=url, unused=tuple(_unused(table, _USED | {"source"} if url else _USED)))


def _table(file: str, text: str) -> _Table:
    separator = _separator(text)
    if not separator:
        message = "has no columns question and answer; give the columns these names in its first line"
        raise PairFileError(Problem(file, 1, "", message))
    try:
        head, *rows = _rows(file, text, separator)
    except PairFileError:
        # A tab is never part of a cell, so that some programs write quotation marks as they are.
        if separator != "\t":
            raise
        head, *rows = _rows(file, text, separator, csv.QUOTE_NONE)
        unclosed = [row for row in rows if any(cell.startswith('"') and cell.count('"') % 2 for cell in row.cells)]
        if unclosed:
            raise PairFileError(*first_of(_unclosed(file, row.line) for row in unclosed)) from None
    columns: dict[str, int] = {}
    for place, name in enumerate(head.cells):
        columns.setdefault(name.strip().lower(), place)
    ragged = [row for row in rows if len(row.cells) != len(head.cells)]
    if ragged:
        raise PairFileError(*first_of(_ragged(file, row, len(head.cells)) for row in ragged))
    return _Table(file, columns, rows)


def _ragged(file: str, row: _Row, columns: int) -> Problem:
    found = f"has {counted(len(row.cells), 'cell')} and the first line {columns}"
    message = f"{found}; a cell with the separator in it needs quotation marks around it"
    return Problem(file, row.line, "", message)


def _separator(text: str) -> str:
    """Return what separates the names of the columns in the first line; "" if it does not have them."""
    first = next((line for line in io.StringIO(text) if line.strip()), "")
    for separator in _SEPARATORS:
        names = {name.strip().strip('"').lower() for name in first.split(separator)}
        if names.intersection(_QUESTION) and names.intersection(_ANSWER):
            return separator
    return ""


def _rows(file: str, text: str, separator: str, quoting: Literal[0, 3] = csv.QUOTE_MINIMAL) -> list[_Row]:
    """Return the rows that are not blank; raises `PairFileError` if quotation marks do not fit together."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, quoting=quoting, strict=True)
    rows, line = list[_Row](), 1
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                rows.append(_Row(line, cells))
            line = reader.line_num + 1
    except csv.Error:
        raise PairFileError(_unclosed(file, line)) from None
    return rows


def _unclosed(file: str, line: int) -> Problem:
    message = "a quotation mark in the row that begins here is not closed; close it, or double it within a text"
    return Problem(file, line, "", message)


def _next_keys(prompts: str) -> Sequence[str]:
    """Return the numbers to which `prompts` refer; raises `ValueError` if they are not as Microsoft writes them."""
    if not prompts:
        return ()
    try:
        return tuple(str(prompt["qnaId"]) for prompt in json.loads(prompts) if prompt.get("qnaId"))
    except (AttributeError, KeyError, TypeError, RecursionError) as error:
        raise ValueError from error


def _url(sources: set[str]) -> str:
    """Return the web page that all rows were taken from; "" if there is no such page."""
    [*found] = sources
    return found[0] if len(found) == 1 and found[0].startswith(("https://", "http://")) else ""


def _unused(table: _Table, used: set[str]) -> Iterator[str]:
    for name in table.columns:
        if name not in used and any(table.cell(row, name) not in _EMPTY for row in table.rows):
            yield name
