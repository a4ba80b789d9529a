"""Checks a change with the function that `check` uses, and finds out what it does to the answers."""

import difflib
import secrets
from collections.abc import Collection, Iterator
from dataclasses import replace

from bot.answering import Answerer
from bot.editing.answer_impact import answer_impact, own_impact
from bot.editing.outcomes import Broken, Checked, Compared, Proposal, Reason, Refused
from bot.editing.served_facts import ServedFacts
from bot.evaluation.self_test import self_test
from bot.facts.differences import difference
from bot.facts.history import History, Version
from bot.facts.loading import Loaded
from bot.facts.model import FactBase
from bot.facts.problems import Problem, Severity
from bot.facts.snapshots import Snapshot

MOST_ASKED = 100
"""Example questions that are asked to warn of what a change would bring, those of changed facts first."""


def proposal(served: ServedFacts, file: str, data: bytes | None, what: str = "", *, moved: bool = False) -> Checked:
    """Return a proposal to put `data` into the place of `file`, with its impact on answers and its warnings.

    `what` says in a line where the change comes from, if that is no upload. A file with errors is `Broken`.
    """
    found = draft(served, file, data, what)
    if not isinstance(found, Proposal):
        return found
    before, changed = _answerer_before(served), _changed_facts(served.answerer.base, found.answerer.base)
    return replace(
        found,
        moved=moved,
        impact=answer_impact(served.folder, before, found.answerer),
        own_impact=own_impact(before, found.answerer, changed),
        warnings=tuple(_warnings(found.loaded, found.answerer, changed)),
    )


def draft(served: ServedFacts, file: str, data: bytes | None, what: str = "") -> Checked:
    """Return a proposal that has been checked, without the impact and the warnings, which take long to find out."""
    files = served.files()
    if files.get(file) == data:
        return Refused(Reason.SAME, file)
    loaded = files.put(file, data).parsed()
    if loaded.base is None:
        return Broken(file, loaded.errors)
    before = files.parsed().base or served.answerer.base
    found = difference(before, loaded.base)
    return Proposal(
        key=secrets.token_hex(6),
        file=file,
        data=data,
        base=files.hash,
        what=what or str(found),
        difference=found,
        loaded=loaded,
        answerer=served.make_answerer(loaded.base),
    )


def comparison(served: ServedFacts, history: History, version: Version) -> Compared:
    """Return what `version` changed.

    It is told as facts if both states parse beside the other files of today, else as lines of a text diff.
    """
    old, new = (history.data(name) if name else None for name in (version.before, version.after))
    files = served.files()
    before, after = (_base_with(files, version.file, data) for data in (old, new))
    if before is not None and after is not None:
        return Compared(version, difference(before, after))
    lines = difflib.unified_diff(_lines(old), _lines(new), "before", "after", lineterm="", n=1)
    return Compared(version, None, tuple(lines))


def _answerer_before(served: ServedFacts) -> Answerer:
    """Return what answers from the files on disk now, or from what is served if they have errors."""
    serving = served.answerer
    base = served.files().parsed().base
    return serving if base is None or base == serving.base else served.make_answerer(base)


def _changed_facts(before: FactBase, after: FactBase) -> frozenset[str]:
    """Return the ids of the facts that only one of the bases has, or has in this form."""
    return frozenset(fact.id for fact in {*before.facts} ^ {*after.facts})


def _warnings(loaded: Loaded, answerer: Answerer, changed: Collection[str]) -> Iterator[Problem]:
    yield from (problem for problem in loaded.problems if problem.severity is Severity.WARNING)
    yield from self_test(loaded, answerer, changed, MOST_ASKED)


def _base_with(files: Snapshot, file: str, data: bytes | None) -> FactBase | None:
    return files.put(file, data).parsed().base


def _lines(data: bytes | None) -> list[str]:
    return (data or b"").decode(errors="replace").splitlines()
