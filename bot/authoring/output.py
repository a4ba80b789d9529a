"""Writes new files: all of them, or none where one is there already."""

import os
from collections.abc import Mapping
from pathlib import Path

from bot.facts.atomic_files import write_atomically


class OutputError(Exception):
    """Files that are not written; the text says which, why, and what to do."""


def write_new(files: Mapping[Path, bytes], *, force: bool) -> tuple[Path, ...]:
    """Write the bytes of each path and make the folders that it needs; return the paths that were overwritten.

    Raises `OutputError`; without `force` also if one of the paths is there already, and then nothing is written.
    """
    there = tuple(path for path in files if os.path.lexists(path))
    if there and not force:
        names, them = ", ".join(map(str, there)), "it" if len(there) == 1 else "them"
        message = f"{names} {'is' if len(there) == 1 else 'are'} there already, so nothing was written"
        raise OutputError(f"{message}; --force overwrites {them}")
    for path, data in files.items():
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            write_atomically(path, data)
        except OSError as error:
            reason = error.strerror or type(error).__name__
            raise OutputError(f"{path} cannot be written ({reason}); name another place") from None
    return there
