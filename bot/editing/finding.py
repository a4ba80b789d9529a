"""Versions of what was not changed here: files that somebody saved, added or deleted on the disk."""

import logging
from collections.abc import Iterator

from bot.facts.differences import difference
from bot.facts.history import History, Version
from bot.facts.loading import Loaded
from bot.facts.snapshots import Snapshot, hash_of

ON_DISK = "on disk"
AS_FOUND = "as it was found"
CHANGED = "changed"
"""What is said of a change that cannot be told as facts."""

_LOGGER = logging.getLogger(__name__)


def keep_found(history: History, loaded: Loaded) -> tuple[Version, ...]:
    """Keep every fact file of `loaded` that is not what its latest version says; the versions that this makes."""
    found: list[Version] = []
    try:
        found.extend(_kept(history, loaded))
        history.tidy()
    except OSError as error:
        _LOGGER.warning("the version found on disk could not be kept: %s", error)
    return tuple(found)


def _kept(history: History, loaded: Loaded) -> Iterator[Version]:
    read = {part.file for part in loaded.parts}
    files = {file.name: file.data for file in loaded.files if file.name in read}
    gone = {version.file for version in history.versions()} - files.keys()
    for name in (*files, *sorted(gone)):
        version = _keep(history, loaded, name, files.get(name))
        if version is not None:
            yield version


def _keep(history: History, loaded: Loaded, name: str, data: bytes | None) -> Version | None:
    latest = history.latest(name)
    before = latest.after if latest else None
    after = None if data is None else hash_of(data)
    if before == after:
        return None
    if data is not None:
        history.keep(data)
    return history.add(ON_DISK, name, _what(history, loaded, name, before) if latest else AS_FOUND, before, after)


def _what(history: History, loaded: Loaded, name: str, before: str | None) -> str:
    """What sets `loaded` apart from itself with the file `name` as it was, in a line."""
    old = Snapshot(loaded.files).put(name, history.data(before) if before else None).parsed().base
    return CHANGED if old is None or loaded.base is None else str(difference(old, loaded.base))
