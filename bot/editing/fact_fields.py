"""The fields of a fact as an admin fills them in: what each may hold, checked at once, and what can be found for it."""

from collections.abc import Collection, Iterable
from enum import StrEnum

from bot.authoring.ids import unused_id
from bot.facts.model import FactBase, Name
from bot.facts.problems import did_you_mean
from bot.facts.quote_check import folded, nearest_passage
from bot.facts.schema import MAX_QUOTE, MAX_STATEMENT, MAX_WORDING
from bot.facts.wordings import folded_wording
from bot.language.english import zipf
from bot.language.words import stem, words
from bot.matching.names import outermost_names
from bot.matching.vocabulary import AnalyzedText, Vocabulary, phrases
from bot.unprintable import one_line

ID_WORDS = 4
"""Words of an id that is made from a statement, those that are rarest in English: enough to tell what it is about."""

_QUOTATION_MARKS = "\"'\N{LEFT DOUBLE QUOTATION MARK}\N{RIGHT DOUBLE QUOTATION MARK}"


class Field(StrEnum):
    """A field of a fact that can be changed by itself, named as its key in the file."""

    STATEMENT = "statement"
    QUOTE = "quote"
    NOTE = "note"
    QUESTIONS = "questions"
    ABOUT = "about"
    SEE = "see"

    @property
    def is_list(self) -> bool:
        """Whether it holds several things, of which one is added or taken out at a time."""
        return self in (Field.QUESTIONS, Field.ABOUT, Field.SEE)


class FieldError(Exception):
    """A value that a field cannot take; the text is a sentence on why.

    `nearest` is the passage of the source that comes nearest to a quote that is not in it.
    """

    def __init__(self, message: str, nearest: str | None = None) -> None:
        super().__init__(message)
        self.nearest = nearest


def checked_statement(text: str) -> str:
    """Return `text` as a statement; raises `FieldError`."""
    found = _checked(text, MAX_STATEMENT, "statement")
    if found.endswith("?"):
        raise FieldError("That is a question; a statement says what is so. To ask me something, write /ask before it.")
    return found


def checked_quote(text: str, source: str | None) -> str:
    """Return `text` as a quote, which must be in `source` word for word if there is one; raises `FieldError`.

    Quotation marks around a quote are left out where only the rest is in the source.
    """
    found = _checked(text, MAX_QUOTE, "quote")
    if source is None:
        return found
    inside = folded(source)
    for quote in (found, found.strip(_QUOTATION_MARKS).strip()):
        if quote and folded(quote) in inside:
            return quote
    nearest = nearest_passage(folded(found), inside)
    usable = nearest if nearest and len(nearest) <= MAX_QUOTE else None
    raise FieldError("That is not in the source word for word.", usable)


def checked_note(text: str) -> str:
    """Return `text` as a note; raises `FieldError`."""
    return _checked(text, MAX_STATEMENT, "note")


def checked_question(text: str) -> str:
    """Return `text` as a question; raises `FieldError`."""
    return _checked(text, MAX_WORDING, "question")


def checked_name(text: str, names: Iterable[Name]) -> str:
    """Return the id of the name that `text` is the id or a form of; raises `FieldError` if there is none or several."""
    wanted = folded_wording(text)
    forms = [(name.id, form) for name in names for form in (name.id, name.name, *name.also)]
    found = dict.fromkeys(name for name, form in forms if folded_wording(form) == wanted)
    if len(found) == 1:
        return next(iter(found))
    if found:
        raise FieldError(f"Several names are called that; write one of the ids {', '.join(found)}.")
    hint = did_you_mean(one_line(text), [form for _, form in forms])
    raise FieldError(f"No name is called {one_line(text)!r:.60}{hint or '; names are added in the file.'}")


def checked_reference(text: str, fact: str, base: FactBase) -> str:
    """Return the id of another fact that `text` is, for `see` of the fact `fact`; raises `FieldError`."""
    wanted = one_line(text)
    if wanted == fact:
        raise FieldError("A fact cannot refer to itself.")
    if wanted not in base.by_id:
        hint = did_you_mean(wanted, base.by_id)
        raise FieldError(f"No fact has the id {wanted!r:.60}{hint or '; /facts lists them.'}")
    return wanted


def names_in(statement: str, base: FactBase) -> tuple[str, ...]:
    """Return the ids of the names that `statement` has; a form that several names share says nothing."""
    stems = [stem(word) for word in words(statement)]
    concepts = tuple(Vocabulary((), phrases(base)).concepts(stems))
    names = outermost_names(AnalyzedText(statement, (), concepts, ""))
    spans = [(name.start, name.end) for name in names]
    return tuple(dict.fromkeys(name.key for name in names if spans.count((name.start, name.end)) == 1))


def id_for(statement: str, taken: Collection[str]) -> str:
    """Return an id that none of `taken` is, of the words of `statement` that say most."""
    found = list(dict.fromkeys(words(statement)))
    telling = sorted(found, key=zipf)[:ID_WORDS]
    return unused_id(" ".join(word for word in found if word in telling), set(taken))


def _checked(text: str, most: int, what: str) -> str:
    found = one_line(text)
    if not found:
        raise FieldError("There is no word in it.")
    if len(found) > most:
        raise FieldError(f"That has {len(found):,} characters, and a {what} has {most:,} at most; please shorten it.")
    return found
