"""Checks of fact files beyond the shape of each: every check is a function in `CHECKS`.

The checks look at plain values, not at checked shapes, so that one wrong value does not hide other problems. To add
one, write a function that yields problems and put it into the list. What only asking the bot shows is checked in
bot/evaluation/self_test.py in the same way.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from bot.facts.parsed_file import ParsedFile
from bot.facts.problems import Path, Problem, Severity, did_you_mean
from bot.facts.wordings import folded_wording


@dataclass(frozen=True, slots=True)
class CheckedFiles:
    """The fact files that were read to their end, in order; `are_all` says that no other file was cut short."""

    files: tuple[ParsedFile, ...]
    are_all: bool


def repeated_ids(checked: CheckedFiles) -> Iterator[Problem]:
    """Yield an error for each fact and each name whose id an earlier one has."""
    facts: dict[str, str] = {}
    names: dict[str, str] = {}
    for file in checked.files:
        for path, fact in file.fact_ids():
            if fact in facts:
                yield file.problem(path, f"the id {fact!r:.60} is taken by {facts[fact]}; choose another")
            facts.setdefault(fact, file.place(path))
        for path, name in file.name_ids():
            if name in names:
                yield file.problem(path, f"the name {name!r:.60} is already in {names[name]}; keep one of them")
            names.setdefault(name, file.place(path))


def repeated_voices(checked: CheckedFiles) -> Iterator[Problem]:
    """Yield an error for the `voice:` of each file but the first that has one."""
    with_voice = [file for file in checked.files if "voice" in file.document.value]
    for file in with_voice[1:]:
        message = f"the bot speaks for all files as {with_voice[0].place(('voice',))} says; keep one of the two"
        yield file.problem(("voice",), message)


def dangling_references(checked: CheckedFiles) -> Iterator[Problem]:
    """Yield an error for each id in `about` that no name has, and for each in `see` that no fact has.

    Nothing where a file was cut short: what is missing may be in the rest of it.
    """
    if not checked.are_all:
        return
    facts = {fact: None for file in checked.files for _, fact in file.fact_ids()}
    names = {name: None for file in checked.files for _, name in file.name_ids()}
    for file in checked.files:
        for entry_path, fact in file.entries("facts"):
            for path, about in file.texts(entry_path, fact, "about"):
                if about not in names:
                    hint = did_you_mean(about, names) or "; add it under names"
                    yield file.problem(path, f"no name {about!r:.60}{hint}")
            for path, see in file.texts(entry_path, fact, "see"):
                if see not in facts:
                    hint = did_you_mean(see, facts) or "; use the id of a fact"
                    yield file.problem(path, f"no fact {see!r:.60}{hint}")


def shared_wordings(checked: CheckedFiles) -> Iterator[Problem]:
    """Yield a warning for each question that an earlier fact or subject that is not covered has as well."""
    first: dict[str, tuple[ParsedFile, Path]] = {}
    for file in checked.files:
        for key in ("facts", "not_covered"):
            for entry_path, entry in file.entries(key):
                for path, question in file.texts(entry_path, entry, "questions"):
                    seen, place = first.setdefault(folded_wording(question), (file, path))
                    if seen is not file or place[:2] != entry_path:
                        message = (
                            f"{question!r:.80} is also a question in {seen.place(place)}; "
                            "keep it where it is answered best"
                        )
                        yield file.problem(path, message, Severity.WARNING)


Check = Callable[[CheckedFiles], Iterator[Problem]]

CHECKS: tuple[Check, ...] = (
    repeated_ids,
    repeated_voices,
    dangling_references,
    shared_wordings,
)
"""All checks, in the order in which problems of one line are reported."""
