"""Versions of what was not changed here: files that somebody saved, added or deleted on the disk."""

import logging

from bot.facts.history import History
from bot.facts.loading import Loaded
from bot.facts.snapshots import hash_of

ON_DISK = "on disk"
AS_FOUND = "as it was found"

_LOGGER = logging.getLogger(__name__)


def keep_found(history: History, loaded: Loaded, what: str) -> None:
    """Keep every fact file of `loaded` that is not what its latest version says; `what` is their change in a line."""
    read = {part.file for part in loaded.parts}
    files = {file.name: file.data for file in loaded.files if file.name in read}
    try:
        for name, data in files.items():
            _keep(history, name, data, what)
        for name in {version.file for version in history.versions()} - files.keys():
            _keep(history, name, None, what)
    except OSError as error:
        _LOGGER.warning("the version found on disk could not be kept: %s", error)


def _keep(history: History, name: str, data: bytes | None, what: str) -> None:
    latest = history.latest(name)
    before = latest.after if latest else None
    after = None if data is None else hash_of(data)
    if before == after:
        return
    if data is not None:
        history.keep(data)
    history.add(ON_DISK, name, what if latest else AS_FOUND, before, after)
