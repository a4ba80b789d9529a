"""Finds the file that an upload means: chat apps know no folders, and some of them number the copies that they save."""

import re
from collections.abc import Sequence
from pathlib import Path, PurePosixPath

from bot.editing.outcomes import Reason, Refused
from bot.facts.snapshots import Snapshot

_COPY = re.compile(r" ?\(\d{1,3}\)(?=\.yaml$)")
"""The number that apps put into the name of a second download, as in "talks (1).yaml"."""

MOST_BYTES = 200
"""Bytes that a name may have: file systems allow 255, of which temporary files need some."""


def file_for_upload(name: str, path: Path, files: Snapshot) -> str | Refused:
    """Return the file under `path` that an upload called `name` is for: a known one, or a new one in the folder."""
    if re.search(r"[/\\\x00-\x1f\x7f]", name) or len(name.encode(errors="replace")) > MOST_BYTES:
        return Refused(Reason.PATH_IN_NAME)
    if not name.endswith(".yaml"):
        return Refused(Reason.NOT_YAML)
    if name.startswith("."):
        return Refused(Reason.HIDDEN)
    known = [file.name for file in files.files] if path.is_dir() else [path.name]
    found = _called(name, known) or _called(_COPY.sub("", name), known)
    if len(found) > 1:
        return Refused(Reason.AMBIGUOUS, name)
    if not found and not path.is_dir():
        return Refused(Reason.OTHER_FILE, path.name)
    return found[0] if found else name


def _called(name: str, known: Sequence[str]) -> list[str]:
    return [file for file in known if PurePosixPath(file).name == name]
