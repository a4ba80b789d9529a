"""Tells the warnings that a change brings from those that were there before it."""

import re
from collections import Counter
from collections.abc import Iterator
from itertools import islice

from bot.answering import Answerer
from bot.evaluation.own_questions import answers_as_they_stand
from bot.evaluation.self_test import Selection, selected, self_test
from bot.facts.loading import Loaded
from bot.facts.model import Fact, FactBase
from bot.facts.parsed_file import ParsedFile
from bot.facts.problems import Problem, Severity

MOST_ASKED = 40
"""Questions of facts, and as many that are not covered, that are asked to find them: an admin waits for it."""

MOST_NEIGHBOURS_OF = 10
"""Questions of changed facts by which the facts near to them are found."""

_ENTRY = re.compile(r"(facts|not_covered)\[(\d+)\]")
_DIGITS = re.compile(r"\d+")


def new_warnings(
    before: Loaded, answers_before: Answerer, after: Loaded, answers_after: Answerer
) -> tuple[tuple[Problem, ...], int]:
    """Return the warnings about `after` that `before` does not have, and how many it has as well.

    Asked are the questions of what has changed and of the facts near to it, then others; of `before` only those that
    lead to a warning after the change.
    """
    if after.base is None:
        return (), 0
    asked = selected(after.base, MOST_ASKED, _touched(answers_before.base, answers_after))
    found = [*_warnings(after), *self_test(after, answers_after, asked)]
    subjects = {_subject(problem, after) for problem in found}
    again = Selection(
        [fact for fact in answers_before.base.facts if fact.id in subjects],
        [entry for entry in answers_before.base.not_covered if entry.questions[0] in subjects],
    )
    known = Counter(_key(each, before) for each in (*_warnings(before), *self_test(before, answers_before, again)))
    new = []
    for problem in found:
        key = _key(problem, after)
        if known[key]:
            known[key] -= 1
        else:
            new.append(problem)
    return tuple(new), len(found) - len(new)


def _touched(before: FactBase, after: Answerer) -> Selection:
    """Return what is new or has changed, and after it the facts that answer like the facts among it."""
    known, listed = {*before.facts}, {*before.not_covered}
    changed = [fact for fact in after.base.facts if fact not in known]
    entries = [entry for entry in after.base.not_covered if entry not in listed]
    return Selection([*changed, *_near(changed, after)], entries)


def _near(changed: list[Fact], answerer: Answerer) -> Iterator[Fact]:
    questions = [*islice((question for fact in changed for question in fact.questions), MOST_NEIGHBOURS_OF)]
    for answer in answers_as_they_stand(answerer, questions):
        yield from (match.fact for match in answer.matches)


def _warnings(loaded: Loaded) -> Iterator[Problem]:
    return (problem for problem in loaded.problems if problem.severity is Severity.WARNING)


def _key(problem: Problem, loaded: Loaded) -> tuple[str, str, str, str]:
    """Return what stays of a warning while lines and numbers of entries move."""
    path, message = (_DIGITS.sub("", text) for text in (problem.path, problem.message))
    return problem.file, _subject(problem, loaded), path, message


def _subject(problem: Problem, loaded: Loaded) -> str:
    """Return the id of the fact, or the first question that is not covered, that a warning is about; else nothing."""
    entry = _ENTRY.match(problem.path)
    files = [file for file in loaded.parsed_files if file.name == problem.file]
    if entry is None or not files:
        return ""
    return _name(files[0], entry[1], int(entry[2]))


def _name(file: ParsedFile, key: str, number: int) -> str:
    entry = next((entry for path, entry in file.entries(key) if path == (key, number)), {})
    return str(entry.get("id") or next(iter(entry.get("questions") or ()), ""))
