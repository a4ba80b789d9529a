"""Finds the file that an upload means: chat apps know no folders, and what saves or sends a copy may rename it."""

import re
import unicodedata
from collections.abc import Sequence
from pathlib import Path, PurePosixPath

from bot.editing.outcomes import Reason, Refused
from bot.facts.files import QUESTION_SET, SUFFIXES
from bot.facts.parsed_file import ParsedFile
from bot.facts.snapshots import Snapshot
from bot.facts.yaml_reading import read_yaml

_COPY = re.compile(r" ?\(\d{1,3}\)(?=\.[^.]+$)")
"""The number that apps put into the name of a second download, as in "talks (1).yaml"."""

MOST_BYTES = 200
"""Bytes that a name may have: file systems allow 255, of which temporary files need some."""


def file_for_upload(name: str, data: bytes, path: Path, files: Snapshot) -> str | Refused:
    """Return the file under `path` that an upload called `name` is for: a known one, or a new one in the folder.

    A name that is no known one may be that of a renamed copy, as "talks 2.yaml" and "talks.yaml.txt" are: if at least
    half of the facts in `data` are those of a known file, or half of its facts are in `data`, that file is meant.
    """
    if re.search(r"[/\\\x00-\x1f\x7f]", name) or len(name.encode(errors="replace")) > MOST_BYTES:
        return Refused(Reason.PATH_IN_NAME)
    known = [file.name for file in files.files] if path.is_dir() else [path.name]
    if PurePosixPath(f"x{name}").suffix.lower() not in SUFFIXES:
        return _with_the_facts_of(data, known, files) or Refused(Reason.NOT_YAML)
    if name.startswith("."):
        return Refused(Reason.HIDDEN)
    called = _called(name, known) or _called(_COPY.sub("", name), known)
    file = called[0] if len(called) == 1 else _with_the_facts_of(data, called or known, files)
    if file is None and called:
        return Refused(Reason.AMBIGUOUS, name)
    if file is None and not path.is_dir():
        return Refused(Reason.OTHER_FILE, path.name)
    if file is None and not name.endswith(SUFFIXES):
        return Refused(Reason.NOT_YAML)
    if _folded(PurePosixPath(file or name).stem) == QUESTION_SET:
        return Refused(Reason.QUESTION_SET)
    return file or name


def _called(name: str, known: Sequence[str]) -> list[str]:
    """Return the known files of this name, or else those whose name differs in case or in its Unicode form only."""
    exactly = [file for file in known if PurePosixPath(file).name == name]
    return exactly or [file for file in known if _folded(PurePosixPath(file).name) == _folded(name)]


def _folded(name: str) -> str:
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", name).casefold())


def _with_the_facts_of(data: bytes, among: Sequence[str], files: Snapshot) -> str | None:
    """Return the one file of `among` that shares most facts with `data`, by their ids; None if under half of either."""
    facts = _fact_ids(data)
    known = {file: _fact_ids(files.get(file) or b"") for file in among} if facts else {}
    most = max((len(facts & ids) for ids in known.values()), default=0)
    best = [file for file, ids in known.items() if len(facts & ids) == most]
    if most == 0 or len(best) > 1:
        return None
    return best[0] if 2 * most >= min(len(facts), len(known[best[0]])) else None


def _fact_ids(data: bytes) -> set[str]:
    document = read_yaml("", data)
    if not document.whole or not isinstance(document.value, dict):
        return set()
    return {fact for _, fact in ParsedFile("", document).fact_ids()}
