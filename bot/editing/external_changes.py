"""Versions of changes that were not made here: files that somebody saved, added or deleted on the disk."""

import logging
from collections.abc import Iterator, Sequence

from bot.facts.differences import Difference, difference
from bot.facts.files import FactFile
from bot.facts.history import History, Version
from bot.facts.loading import Loaded, parse_alone
from bot.facts.model import FactBase
from bot.facts.snapshots import Snapshot, hash_of

ON_DISK = "on disk"
AS_FOUND = "as it was found"
CHANGED = "changed"
"""The description of a change that cannot be told as facts."""

_LOGGER = logging.getLogger(__name__)


def record_found_versions(history: History, loaded: Loaded, change: Difference | None = None) -> tuple[Version, ...]:
    """Add a version of every fact file of `loaded` that differs from its latest version, and return these versions.

    `change` is the difference of all of `loaded` from what was served before, if that is known. Nothing is added for
    files with errors, or where the disk refuses it, which the log then says.
    """
    if loaded.base is None:
        return ()
    found: list[Version] = []
    try:
        found.extend(_added(history, loaded, change))
        history.tidy()
    except OSError as error:
        _LOGGER.warning("the version found on disk could not be kept: %s", error)
    return tuple(found)


def found_difference(history: History, loaded: Loaded, found: Sequence[Version]) -> Difference:
    """Return the difference that the versions `found` on the disk have made.

    It is empty where the state before them is not kept or has errors.
    """
    files = Snapshot(loaded.files)
    for version in found:
        data = history.data(version.before) if version.before else None
        if version.before and data is None:
            return Difference()
        files = files.put(version.file, data)
    before = files.parsed().base
    return Difference() if before is None or loaded.base is None else difference(before, loaded.base)


def _added(history: History, loaded: Loaded, change: Difference | None) -> Iterator[Version]:
    """Add the versions, and yield each; the bytes are kept before the version that names them."""
    read = {file.name for file in loaded.parsed_files}
    files = {file.name: file.data for file in loaded.files if file.name in read}
    latest = {version.file: version for version in reversed(history.versions())}
    before = {name: version.after for name, version in latest.items()}
    after = {name: hash_of(data) for name, data in files.items()}
    changed = [name for name in (*files, *sorted(before.keys() - after.keys())) if before.get(name) != after.get(name)]
    for name in changed:
        if name in files:
            history.keep(files[name])
        if name not in latest:
            what = AS_FOUND
        elif change and len(changed) == 1:
            what = str(change)
        else:
            what = _what(history, name, before[name], after.get(name))
        yield history.add(ON_DISK, name, what, before.get(name), after.get(name))


def _what(history: History, name: str, before: str | None, after: str | None) -> str:
    """Return in a line how two states of a file differ, by its own facts alone: other files have changed as well."""
    old, new = (_alone(history, name, state) for state in (before, after))
    return CHANGED if old is None or new is None else str(difference(old, new))


def _alone(history: History, name: str, state: str | None) -> FactBase | None:
    """Return the facts of a file in the state with this hash: none without a file, None if the bytes are not kept."""
    if state is None:
        return FactBase(())
    data = history.data(state)
    return None if data is None else parse_alone(FactFile(name, data))
