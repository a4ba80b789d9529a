"""Makes statements of sentences: each with its quote, and with names instead of pronouns where that is safe."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import sentencex

from bot.authoring.article import is_heading
from bot.authoring.clauses import Clause, clause_of, words_of
from bot.authoring.grammar import (
    CONJUNCTIONS,
    DAYS,
    DETERMINERS,
    MONTHS,
    PREPOSITIONS,
    PRONOUNS,
    TIME_UNITS,
    is_participle,
    is_plural,
    past_base,
    third_person_base,
)
from bot.authoring.names import FoundName, mentioned
from bot.facts.schema import MAX_STATEMENT

MIN_WORDS = 4
"""Words of a sentence that says something."""

LONGEST_SUBJECT = 6
"""Words of a subject that is put in the place of a pronoun."""

_NUMBERING = re.compile(r"^(?:(?:\d{1,3}\.)*\d{1,3}[.)]?|[-*•\u2013]|[a-z][.)])\s+(?=\S)")
_PIECES = re.compile(r";\s+|,\s(?=(?:and|but)\s)")
RELATIVE_TIME = re.compile(
    rf"\b(?:today|tomorrow|yesterday|tonight|(?:this|last|next)\s(?:{'|'.join(sorted(TIME_UNITS | DAYS | MONTHS))}))\b",
    re.IGNORECASE,
)
_RELATIVE_CLAUSE = re.compile(r",\s(?:where|(?:in|at|on|after|during)\swhich)\s")
_JOINED = re.compile(r"\band\s([a-z]+)\b")
_HAPPENED = re.compile(
    r"(?:in|at|on|during|after|before|for|with)\s((?:the|a|an)\s.{1,80}?)\s(\w+)\s((?:in|at|on|by)\s.{1,80})",
    re.IGNORECASE,
)
_REPORTED = re.compile(r"It\s(?:was\s)?\w+\sthat\s")
_LEANING = re.compile(r"(?:\w++\W++){0,3}?(it|they|them|such(?!\sas))\b", re.IGNORECASE)
"""Near the beginning of a statement, what no earlier word of it can explain."""
_CUT_OUT = "this was cut out of a longer sentence; does it make sense alone?"
_POSSESSIVES = {"his": ("he", "she"), "her": ("he", "she"), "its": ("it",), "their": ("they",)}
_OF_PERSONS = frozenset({"he", "she", "his", "her"})
_TO_RESOLVE = frozenset({"he", "she", "it", "they", *_POSSESSIVES})
_QUOTES = "\"\u201c\u201d\u2018\u2019'"


@dataclass(frozen=True, slots=True)
class Statement:
    """What a fact says, and the words of the source that it rests on.

    `clause` is the main clause of the statement, if it could be told, and `paragraph` the number of its paragraph.
    """

    text: str
    quote: str
    paragraph: int
    clause: Clause | None
    checks: tuple[str, ...] = ()
    of_name: FoundName | None = None
    """The name whose role this tells, and nothing else."""


def sentences_of(paragraphs: Sequence[str]) -> Iterator[tuple[int, str]]:
    """Yield the sentences of the paragraphs, each with the number of its paragraph; headings have none."""
    for number, paragraph in enumerate(paragraphs):
        text = _NUMBERING.sub("", paragraph)
        if is_heading(text):
            continue
        for sentence in sentencex.segment("en", text):
            for piece in _short_enough(sentence.strip()):
                if len(words_of(piece)) >= MIN_WORDS:
                    yield number, piece


def statements_of(sentences: Sequence[tuple[int, str]], names: Sequence[FoundName]) -> Iterator[Statement]:
    """Yield the statements in the sentences, in their order."""
    before: Statement | None = None
    for paragraph, sentence in sentences:
        for piece in _pieces(sentence):
            statement = _statement(piece, paragraph, before, names)
            yield statement
            yield from _within(statement)
            before = statement
        for name in names:
            if name.shown and name.shown in sentence:
                yield _of_role(name, paragraph)


def _of_role(name: FoundName, paragraph: int) -> Statement:
    """Return what the text says somebody is, without a word of its own."""
    role = name.name.role or ""
    if role[0].isupper() and " " not in role:
        text = f"{name.name.name} has the title {role}."
    else:
        bare = role[0].islower() and role.split()[0] not in DETERMINERS
        article = ("an " if role[0] in "aeiou" else "a ") if bare else ""
        text = f"{name.name.name} is {article}{role}."
    return Statement(text, name.shown, paragraph, None, of_name=name)


def _within(statement: Statement) -> Iterator[Statement]:
    """Yield what the clauses within a statement say by themselves."""
    clause = statement.clause
    if clause is None:
        return
    for match in _RELATIVE_CLAUSE.finditer(statement.text):
        inner = statement.text[match.end() :].rstrip(".")
        if inner in statement.quote and _stands_alone(inner):
            text = _as_sentence(inner)
            yield Statement(text, inner, statement.paragraph, clause_of(text), (_CUT_OUT,))
    joined = _second_verb(clause)
    if joined is not None:
        text = _as_sentence(f"{clause.subject} {joined}")
        yield Statement(text, statement.quote, statement.paragraph, clause_of(text), statement.checks)
    happened = _HAPPENED.match(clause.before)
    if happened and clause.before in statement.quote:
        what, participle, where = happened.groups()
        if is_participle(participle):
            verb = "were" if is_plural(words_of(what)[-1].folded) else "was"
            text = _as_sentence(f"{what} {verb} {participle} {where}")
            quote = clause.before[happened.start(1) :]
            yield Statement(text, quote, statement.paragraph, clause_of(text), (_CUT_OUT,))


def _second_verb(clause: Clause) -> str | None:
    """Return the second of two verbs that share the subject, with what follows it: "called for peace"."""
    if clause.auxiliary not in ("did", "does"):
        return None
    for match in _JOINED.finditer(clause.rest):
        word = match[1]
        base = past_base(word) if clause.auxiliary == "did" else third_person_base(word)
        following = words_of(clause.rest[match.end(1) :])
        if base is not None and following and following[0].folded in PREPOSITIONS | DETERMINERS:
            return clause.rest[match.start(1) :]
    return None


def _pieces(sentence: str) -> list[str]:
    """Return the clauses of `sentence` that can stand alone, each as it stands there; the whole if they cannot."""
    found: list[str] = []
    start = 0
    if not any(mark in sentence for mark in '"\u201c\u201d'):
        for boundary in _PIECES.finditer(sentence):
            left, right = sentence[start : boundary.start()], sentence[boundary.end() :]
            if _stands_alone(left) and _stands_alone(right):
                found.append(left)
                start = boundary.end()
    found.append(sentence[start:])
    return found


def _stands_alone(piece: str) -> bool:
    words = words_of(piece)
    if len(words) < MIN_WORDS + 1:
        return False
    if words[0].folded in CONJUNCTIONS:
        piece, words = piece[words[1].start :], words[1:]
    clause = clause_of(piece)
    return (
        clause is not None
        and bool(clause.subject)
        and clause.verb != "must"
        and len(words_of(clause.subject)) <= LONGEST_SUBJECT
    )


def _short_enough(piece: str) -> Iterator[str]:
    """Yield `piece`, cut after a comma or a word where it is longer than a statement may be."""
    limit = MAX_STATEMENT - 100  # what a name may add
    while len(piece) > limit:
        cut = max(piece.rfind(", ", 0, limit), 0) or max(piece.rfind(" ", 0, limit), 0) or limit
        yield piece[: cut + 1].strip()
        piece = piece[cut + 1 :].strip()
    yield piece


def _statement(piece: str, paragraph: int, before: Statement | None, names: Sequence[FoundName]) -> Statement:
    quote = piece.strip()
    words = words_of(quote)
    text = quote[words[1].start :] if words[0].folded in CONJUNCTIONS and len(words) > 1 else quote
    checks: list[str] = []
    reported = _REPORTED.match(text)
    if reported and _stands_alone(text[reported.end() :]):
        checks.append(f"{reported.group().strip()!r} was left out; say who says it")
        text = text[reported.end() :]
    text = _resolved(text, before, names, checks)
    leaning = _LEANING.match(text)
    if leaning and not checks:
        checks.append(f"who or what is {leaning[1]!r}? Write the name")
    relative = RELATIVE_TIME.search(text)
    if relative:
        checks.append(f"{relative.group()!r} counts from the day of the source; write the date")
    if text[0] in _QUOTES or (text[-1:] in '"\u201d' and text.count('"') % 2):
        checks.append("this is speech; say whose it is")
    text = _as_sentence(text)
    return Statement(text, quote, paragraph, clause_of(text), tuple(checks))


def _as_sentence(text: str) -> str:
    """Return `text` with a capital at its beginning and a full stop at its end."""
    text = text.rstrip(" ,;:")
    if text[-1:].isalnum() or text[-1:] in ")%":
        text += "."
    return text[0].upper() + text[1:]


def _resolved(text: str, before: Statement | None, names: Sequence[FoundName], checks: list[str]) -> str:
    """Return `text` with what its first pronoun stands for; `checks` gets what was done, or why it was not."""
    words = words_of(text)
    place = words[0].start if words else 0
    pronoun = words[0] if words else None
    if pronoun is not None and pronoun.folded not in _TO_RESOLVE:
        clause = clause_of(text)
        if clause is None or clause.subject.lower() not in _TO_RESOLVE - set(_POSSESSIVES):
            return text
        place = text.index(clause.subject, len(clause.before))
        pronoun = next(word for word in words if word.start == place)
    if pronoun is None:
        return text
    meant = _antecedent(pronoun.folded, before, names)
    if meant is None:
        checks.append(f"who or what is {pronoun.text!r}? Write the name")
        return text
    if pronoun.folded in _POSSESSIVES:
        meant = f"{meant}'" if meant.endswith("s") else f"{meant}'s"
    checks.append(f"{pronoun.text!r} was taken for {meant!r}; is it?")
    return text[:place] + (meant if place else meant[0].upper() + meant[1:]) + text[pronoun.end :]


def _antecedent(pronoun: str, before: Statement | None, names: Sequence[FoundName]) -> str | None:
    """Return what a pronoun stands for by the statement before; None where several things are likely, or nothing is."""
    if before is None:
        return None
    subject = before.clause.subject if before.clause else ""
    if pronoun in _OF_PERSONS:
        in_subject = mentioned(subject, names)
        people = [name for name in mentioned(before.text, names) if name.is_person]
        if len(in_subject) == 1 and (in_subject[0] in people or not people):
            return in_subject[0].name.name
        return people[0].name.name if len(people) == 1 else None
    words = words_of(subject)
    if not words or len(words) > LONGEST_SUBJECT or any(name.is_person for name in mentioned(subject, names)):
        return None
    if any(word.folded in PRONOUNS or word.folded == "there" for word in words):
        return None
    several = is_plural(words[-1].folded) or " and " in subject
    if several != (pronoun in ("they", "their")):
        return None
    first = words[0]
    rest = subject[first.end :] if first.folded in ("a", "an", "every", "any") else None
    if rest is not None:
        return f"the{rest}"
    return subject if _keeps_capital(first.text, names) else subject[0].lower() + subject[1:]


def _keeps_capital(word: str, names: Sequence[FoundName]) -> bool:
    """Tell whether a word keeps its capital letter within a sentence, since a name has it."""
    return word.isupper() or any(word in form.split() for name in names for form in name.forms)
