"""Checks a change with the function that `check` uses, and finds out what it does."""

import difflib
import secrets
from collections.abc import Iterator
from dataclasses import replace

from bot.answering import Answerer
from bot.editing.answer_impact import answer_impact
from bot.editing.outcomes import Broken, Checked, Compared, Proposal, Reason, Refused
from bot.editing.served_facts import ServedFacts
from bot.evaluation.self_test import self_test
from bot.facts.differences import difference
from bot.facts.history import History, Version
from bot.facts.loading import Loaded
from bot.facts.model import FactBase
from bot.facts.problems import Problem, Severity
from bot.facts.snapshots import Snapshot


def proposal(served: ServedFacts, file: str, data: bytes | None, what: str = "", *, moved: bool = False) -> Checked:
    """What putting `data` into the place of `file` would do; `what` says where it comes from if not from an upload."""
    found = draft(served, file, data, what)
    if not isinstance(found, Proposal):
        return found
    return replace(
        found,
        moved=moved,
        impact=answer_impact(served.folder, _answerer_before(served), found.answerer),
        warnings=tuple(_warnings(found.loaded, found.answerer)),
    )


def draft(served: ServedFacts, file: str, data: bytes | None, what: str = "") -> Checked:
    """A proposal that has been checked, without what takes long to find out."""
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
    """What `version` changed, told as facts if the other files of today allow it."""
    old, new = (history.data(name) if name else None for name in (version.before, version.after))
    files = served.files()
    before, after = (_base_with(files, version.file, data) for data in (old, new))
    if before is not None and after is not None:
        return Compared(version, difference(before, after))
    lines = difflib.unified_diff(_lines(old), _lines(new), "before", "after", lineterm="", n=1)
    return Compared(version, None, tuple(lines))


def _answerer_before(served: ServedFacts) -> Answerer:
    """Answers as the files on disk do now, or as they last did if they are broken."""
    serving = served.answerer
    base = served.files().parsed().base
    return serving if base is None or base == serving.base else served.make_answerer(base)


def _warnings(loaded: Loaded, answerer: Answerer) -> Iterator[Problem]:
    yield from (problem for problem in loaded.problems if problem.severity is Severity.WARNING)
    yield from self_test(loaded, answerer)


def _base_with(files: Snapshot, file: str, data: bytes | None) -> FactBase | None:
    return files.put(file, data).parsed().base


def _lines(data: bytes | None) -> list[str]:
    return (data or b"").decode(errors="replace").splitlines()
