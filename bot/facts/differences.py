"""The differences between two fact bases as an admin thinks of them: facts, names and synonyms, not lines."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, fields
from enum import StrEnum

from bot.facts.model import Fact, FactBase, Name, Source, Voice
from bot.gc_pause import collector_paused
from bot.plurals import counted


class ChangeKind(StrEnum):
    """The part of a fact base that a change touches."""

    FACT = "fact"
    TEXT = "words"
    """The statement, quote or note of a fact that stays."""
    LOOKUP = "leads"
    """The questions, names and references by which a fact that stays is found."""
    NAME = "name"
    SYNONYMS = "synonyms"
    NOT_COVERED = "not covered"
    SOURCE = "source"
    VOICE = "voice"


_BY_THEIR_NAME = (ChangeKind.SYNONYMS, ChangeKind.NOT_COVERED, ChangeKind.SOURCE, ChangeKind.VOICE)
"""Kinds that the line about a difference names without a number."""


@dataclass(frozen=True, slots=True)
class Change:
    """One change of `subject`, as "a-fact: quote": `before` is None for what is new, `after` for what is gone."""

    kind: ChangeKind
    subject: str
    before: str | None
    after: str | None


@dataclass(frozen=True, slots=True)
class Difference:
    """All changes from one fact base to another: facts first, as they follow in the files."""

    changes: tuple[Change, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.changes)

    def __str__(self) -> str:
        """Return the difference in a line."""
        return ", ".join(_counts(self.changes)) or "nothing but comments and layout"


@collector_paused()  # two large bases may differ in a quarter of a million things
def difference(before: FactBase, after: FactBase) -> Difference:
    """Return all changes from `before` to `after`."""
    return Difference(
        (
            *_facts(before, after),
            *_names(before, after),
            *_listed(ChangeKind.SYNONYMS, map(", ".join, before.synonyms), map(", ".join, after.synonyms)),
            *_listed(ChangeKind.NOT_COVERED, _not_covered(before), _not_covered(after)),
            *_listed(ChangeKind.SOURCE, map(_source, before.sources), map(_source, after.sources)),
            *_voice(before.voice, after.voice),
        )
    )


def _facts(before: FactBase, after: FactBase) -> Iterator[Change]:
    for fact in after.facts:
        if fact.id not in before.by_id:
            yield Change(ChangeKind.FACT, fact.id, None, fact.statement)
    for fact in before.facts:
        if fact.id not in after.by_id:
            yield Change(ChangeKind.FACT, fact.id, fact.statement, None)
    for fact in after.facts:
        if fact.id in before.by_id:
            yield from _fact(before.by_id[fact.id], fact)


def _fact(before: Fact, after: Fact) -> Iterator[Change]:
    for word in ("statement", "quote", "note"):
        old, new = getattr(before, word), getattr(after, word)
        if old != new:
            yield Change(ChangeKind.TEXT, f"{after.id}: {word}", old, new)
    for lead in ("questions", "about", "see"):
        yield from _listed(ChangeKind.LOOKUP, getattr(before, lead), getattr(after, lead), f"{after.id}: {lead}")


def _names(before: FactBase, after: FactBase) -> Iterator[Change]:
    old = {name.id: _name(name) for name in before.names}
    new = {name.id: _name(name) for name in after.names}
    for name in dict.fromkeys([*new, *old]):
        if old.get(name) != new.get(name):
            yield Change(ChangeKind.NAME, name, old.get(name), new.get(name))


def _name(name: Name) -> str:
    known = [name.name, *([name.role] if name.role else [])]
    return f"{', '.join(known)} (also {', '.join(name.also)})" if name.also else ", ".join(known)


def _not_covered(base: FactBase) -> Iterator[str]:
    for entry in base.not_covered:
        for question in entry.questions:
            yield f"{question} → {entry.reply}" if entry.reply else question


def _source(source: Source) -> str:
    return ", ".join(str(value) for field in fields(source) if (value := getattr(source, field.name)) is not None)


def _voice(before: Voice, after: Voice) -> Iterator[Change]:
    old, new = _texts(before), _texts(after)
    for key in dict.fromkeys([*new, *old]):
        if old.get(key) != new.get(key):
            yield Change(ChangeKind.VOICE, key, old.get(key), new.get(key))


def _texts(voice: Voice) -> dict[str, str]:
    """Return the texts of `voice`, each by its key in the file."""
    texts = {field.name: getattr(voice, field.name) for field in fields(voice) if field.name != "acts"}
    return {key: text for key, text in texts.items() if text} | {f"acts.{act}": text for act, text in voice.acts}


def _listed(kind: ChangeKind, before: Iterable[str], after: Iterable[str], subject: str = "") -> Iterator[Change]:
    """Yield what joined a list and what left it; its order does not matter."""
    old, new = dict.fromkeys(before), dict.fromkeys(after)
    for entry in new:
        if entry not in old:
            yield Change(kind, subject, None, entry)
    for entry in old:
        if entry not in new:
            yield Change(kind, subject, entry, None)


def _counts(changes: Sequence[Change]) -> Iterator[str]:
    facts = [change for change in changes if change.kind is ChangeKind.FACT]
    reworded = {change.subject.partition(":")[0] for change in changes if change.kind is ChangeKind.TEXT}
    led = {change.subject.partition(":")[0] for change in changes if change.kind is ChangeKind.LOOKUP} - reworded
    for number, what in (
        (sum(change.before is None for change in facts), "added"),
        (sum(change.after is None for change in facts), "removed"),
        (len(reworded), "reworded"),
        (len(led), "found by other questions"),
    ):
        if number:
            yield f"{counted(number, 'fact')} {what}"
    touched = dict.fromkeys(change.kind for change in changes)
    others = {ChangeKind.NAME: "names"} | {kind: str(kind) for kind in _BY_THEIR_NAME}
    words = [word for kind, word in others.items() if kind in touched]
    if words:
        yield f"{' and '.join(words)} touched"
