"""The steps in which an admin makes a fact: a value for each state of the dialogue, and what leads to the next."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from bot.editing.fact_fields import FieldError, checked_question, checked_quote, checked_statement, id_for, names_in
from bot.editing.source_passages import nearest_sentences
from bot.facts.model import Fact, FactBase, Source
from bot.facts.wordings import folded_wording

MOST_QUESTIONS = 10
"""Questions that a fact gets while it is made; /edit adds more."""

PASSAGES = 3
"""Sentences of the source that are offered at a time: with their buttons, what fits on a phone."""

FILES = 10
"""Files that are offered at a time."""

MOST_DIGITS = 2
"""Of a number that picks one of the choices."""


class Step(StrEnum):
    """What the admin is asked for, in this order."""

    STATEMENT = "statement"
    FILE = "file"
    QUOTE = "quote"
    QUESTIONS = "questions"


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A fact file to which a fact may be added: its name and what its facts are taken from."""

    name: str
    source: Source

    @property
    def label(self) -> str:
        """What an admin chooses the file by."""
        return f"{self.source.title} ({self.name})"


@dataclass(frozen=True, slots=True)
class FactForm:
    """A fact that is being made, of one of `files`.

    `passages` are the sentences of the source to choose the quote from, of which page `page` is shown. `complaint` is
    what was wrong with the last input. `before` is the state to which Back leads.
    """

    files: tuple[SourceFile, ...]
    file: SourceFile | None = None
    statement: str = ""
    quote: str = ""
    questions: tuple[str, ...] = ()
    passages: tuple[str, ...] = ()
    page: int = 0
    complaint: str = ""
    before: "FactForm | None" = None

    @property
    def steps(self) -> tuple[Step, ...]:
        """All steps of this form: there is no choice of one file."""
        return tuple(step for step in Step if step is not Step.FILE or len(self.files) > 1)

    @property
    def step(self) -> Step:
        """What is asked for now."""
        if not self.statement:
            return Step.STATEMENT
        if self.file is None:
            return Step.FILE
        return Step.QUESTIONS if self.quote else Step.QUOTE

    @property
    def choices(self) -> tuple[str, ...]:
        """The texts that a number picks, from 1: the files or passages of the page that is shown."""
        return self._options[self.page * self._shown :][: self._shown]

    @property
    def has_more_choices(self) -> bool:
        """Whether there are choices on other pages."""
        return len(self._options) > self._shown

    @property
    def next_page(self) -> int:
        """The page after the one that is shown, or the first one after the last."""
        later = self.page + 1
        return later if later * self._shown < len(self._options) else 0

    @property
    def is_complete(self) -> bool:
        """Whether it can become a fact: it is asked for by one question at least."""
        return self.step is Step.QUESTIONS and bool(self.questions)

    @property
    def _options(self) -> tuple[str, ...]:
        match self.step:
            case Step.FILE:
                return tuple(file.label for file in self.files)
            case Step.QUOTE:
                return self.passages
            case _:
                return ()

    @property
    def _shown(self) -> int:
        return FILES if self.step is Step.FILE else PASSAGES


def begun(files: Sequence[SourceFile], question: str = "") -> FactForm:
    """Return the first step; `question` is one that the fact is to answer, if there is one already."""
    form = FactForm(tuple(files), files[0] if len(files) == 1 else None)
    try:
        return replace(form, questions=(checked_question(question),)) if question else form
    except FieldError:
        return form


def answered(form: FactForm, text: str, source: str | None) -> FactForm:
    """Return the step after an admin wrote `text`, or the same one with a complaint.

    `source` is the text in which the quotes of the file stand; None if there is none, or no file yet.
    """
    number = int(text) if text.isascii() and text.isdecimal() and len(text) <= MOST_DIGITS else 0
    said = form.choices[number - 1] if 1 <= number <= len(form.choices) else text
    try:
        match form.step:
            case Step.STATEMENT:
                after = replace(form, statement=checked_statement(said))
            case Step.FILE:
                after = replace(form, file=_file(form, said))
            case Step.QUOTE:
                after = replace(form, quote=checked_quote(said, source))
            case Step.QUESTIONS:
                after = replace(form, questions=_questions(form, said))
    except FieldError as error:
        if error.nearest is None:
            return replace(form, complaint=str(error))
        passages = tuple(dict.fromkeys([error.nearest, *form.passages]))
        return replace(form, complaint=f"{error} Number 1 comes nearest.", passages=passages, page=0)
    return replace(after, page=0, complaint="", before=replace(form, complaint=""))


def with_passages(form: FactForm, source: str) -> FactForm:
    """Return the form with the sentences of `source` to choose the quote from, nearest to the statement first."""
    return replace(form, passages=nearest_sentences(form.statement, source))


def turned(form: FactForm) -> FactForm:
    """Return the same step with the choices of the next page."""
    return replace(form, page=form.next_page, complaint="")


def back(form: FactForm) -> FactForm:
    """Return the step before; the first one is its own."""
    return form.before or replace(form, complaint="")


def fact_of(form: FactForm, base: FactBase) -> Fact:
    """Return the fact that a complete form makes, with an id that is new in `base` and its names from there."""
    if form.file is None or not form.is_complete:
        raise ValueError(f"the form is still at {form.step}")
    return Fact(
        id=id_for(form.statement, base.by_id),
        statement=form.statement,
        quote=form.quote,
        source=form.file.source,
        questions=form.questions,
        about=names_in(form.statement, base),
    )


def _file(form: FactForm, name: str) -> SourceFile:
    found = next((file for file in form.files if name in (file.label, file.name, file.source.title)), None)
    if found is None:
        raise FieldError("I have no file of that name; please tap one.")
    return found


def _questions(form: FactForm, text: str) -> tuple[str, ...]:
    """Return the questions with those in the lines of `text`; one that is there already is not added twice."""
    kept = {folded_wording(question): question for question in form.questions}
    for question in [checked_question(line) for line in text.splitlines() if line.strip()]:
        kept.setdefault(folded_wording(question), question)
    if len(kept) > MOST_QUESTIONS:
        raise FieldError(f"{MOST_QUESTIONS} questions are enough to begin with; /edit adds more later.")
    if len(kept) == len(form.questions):
        raise FieldError("I have that one already.")
    return tuple(kept.values())
