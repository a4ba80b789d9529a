"""Checks a change with the function that `check` uses, and finds out what it does to the answers."""

import difflib
import secrets
from dataclasses import replace

from bot.answering import Answerer
from bot.editing.answer_impact import answer_impact, own_impact
from bot.editing.new_warnings import new_warnings
from bot.editing.outcomes import Broken, Checked, Compared, Proposal, Reason, Refused
from bot.editing.served_facts import ServedFacts
from bot.facts.differences import difference
from bot.facts.history import History, Version
from bot.facts.loading import Loaded
from bot.facts.model import FactBase
from bot.facts.snapshots import Snapshot


def proposal(served: ServedFacts, file: str, data: bytes | None, what: str = "", *, moved: bool = False) -> Checked:
    """Return a proposal to put `data` into the place of `file`, with its impact on answers and its warnings.

    `what` says in a line where the change comes from, if that is no upload. A file with errors is `Broken`.
    """
    files = served.files()
    before = files.parsed()
    found = _draft(served, files, before, file, data, what)
    if not isinstance(found, Proposal):
        return found
    old, new = _answerer_of(served, before), found.answerer
    changed = frozenset(fact.id for fact in {*old.base.facts} ^ {*new.base.facts})
    warnings, warned_before = new_warnings(before, old, found.loaded, new)
    return replace(
        found,
        moved=moved,
        impact=answer_impact(served.folder, old, new),
        own_impact=own_impact(old, new, changed),
        warnings=warnings,
        warned_before=warned_before,
    )


def draft(served: ServedFacts, file: str, data: bytes | None, what: str = "") -> Checked:
    """Return a proposal that has been checked, without the impact and the warnings, which take long to find out."""
    files = served.files()
    return _draft(served, files, files.parsed(), file, data, what)


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


def _draft(served: ServedFacts, files: Snapshot, before: Loaded, file: str, data: bytes | None, what: str) -> Checked:
    if files.get(file) == data:
        return Refused(Reason.SAME, file)
    changed = files.put(file, data)
    loaded = changed.parsed()
    if loaded.base is None:
        return Broken(file, changed.errors_of(file))
    found = difference(before.base or served.answerer.base, loaded.base)
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


def _answerer_of(served: ServedFacts, loaded: Loaded) -> Answerer:
    """Return what answers from the files on disk, or from what is served if they have errors."""
    serving, base = served.answerer, loaded.base
    return serving if base is None or base == serving.base else served.make_answerer(base)


def _base_with(files: Snapshot, file: str, data: bytes | None) -> FactBase | None:
    return files.put(file, data).parsed().base


def _lines(data: bytes | None) -> list[str]:
    return (data or b"").decode(errors="replace").splitlines()
