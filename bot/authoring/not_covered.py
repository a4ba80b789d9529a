"""Proposes what readers will ask and a text does not say, by the kinds of thing that it speaks of."""

import re
from collections.abc import Iterator, Sequence

from bot.authoring.clauses import words_of
from bot.authoring.grammar import DAYS, MONTHS
from bot.authoring.names import FoundName, mentioned
from bot.authoring.new_file import Draft
from bot.authoring.questions import Kind, asked_of, kinds_in
from bot.authoring.statements import RELATIVE_TIME, Statement
from bot.facts.model import NotCovered

MOST_OF_KIND = 6
"""Proposals of one kind: more would only say again what kind it is."""

_AGE = re.compile(r"\b(?:aged?|years?\sold|year-old|born)\b|,\s\d{1,3},")
_MONEY = re.compile(r"[$€£¥]|\b(?:euros?|dollars?|pounds?|free of charge|prices?|costs?|fees?)\b", re.IGNORECASE)
_ADDRESS = re.compile(r"@|https?:|www\.|\+\d\d|\b\d{3,}[\s-]\d{3,}\b")
_ORDINAL = re.compile(r"\b\d{1,3}(?:st|nd|rd|th)\s$")


def not_covered(statements: Sequence[Statement], names: Sequence[FoundName]) -> Iterator[Draft[NotCovered]]:
    """Yield questions that the text does not seem to answer, each kind with the reason to look at it."""
    text = "\n".join(statement.text for statement in statements)
    whole = [statement for statement in statements if statement.of_name is None]
    people = [name for name in names if name.is_person]
    for questions, check in (
        (_dates(whole, names), "the text has no date for it, as far as could be told; is that so?"),
        (_times(whole, names), "the text does not say when, as far as could be told; is that so?"),
        (_next(whole, names), "the text counts these; does it tell of the next?"),
        (
            [] if _AGE.search(text) else [f"How old is {name.name.name}?" for name in people],
            "the text gives no age; is that so?",
        ),
        (
            [] if _MONEY.search(text) else ["How much does it cost?", "Who pays for it?"],
            "the text names no price; is that so?",
        ),
        (
            [] if _ADDRESS.search(text) else ["How can I get in touch?"],
            "the text has no address or number; is that so?",
        ),
    ):
        some = tuple(dict.fromkeys(filter(None, questions)))[:MOST_OF_KIND]
        if some:
            yield Draft(NotCovered(some), (check,))


def _dates(statements: Sequence[Statement], names: Sequence[FoundName]) -> Iterator[str]:
    """Yield a question for the date of what the text only gives a day of the week for, or "this week"."""
    for statement in statements:
        words = {word.folded for word in words_of(statement.text)}
        if (words & DAYS or RELATIVE_TIME.search(statement.text)) and not words & MONTHS and _happened(statement):
            yield asked_of(statement, "on what date", names)


def _times(statements: Sequence[Statement], names: Sequence[FoundName]) -> Iterator[str]:
    for statement in statements:
        if (
            _happened(statement)
            and not kinds_in(statement, names) & {Kind.TIME, Kind.DURATION}
            and not RELATIVE_TIME.search(statement.text)
        ):
            yield asked_of(statement, "when", names)


def _happened(statement: Statement) -> bool:
    """Tell whether the statement is of something that happened."""
    return (
        statement.clause is not None
        and statement.clause.auxiliary in ("did", "was", "were")
        and bool(statement.clause.base or statement.clause.rest)
    )


def _next(statements: Sequence[Statement], names: Sequence[FoundName]) -> Iterator[str]:
    for statement in statements:
        for name in mentioned(statement.text, names):
            if _ORDINAL.search(statement.text[: statement.text.find(name.name.name)]):
                yield f"When is the next {name.name.name}?"
                yield f"Where will the next {name.name.name} take place?"
