"""Reads files of question and answer pairs: the end of a name tells its form."""

import codecs
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from bot.authoring.pairs.json_lines import read_json_lines
from bot.authoring.pairs.markdown_faq import read_markdown
from bot.authoring.pairs.model import PairFile, PairFileError
from bot.authoring.pairs.rasa import read_rasa
from bot.authoring.pairs.tables import read_table
from bot.facts.files import read_file
from bot.facts.problems import Problem

MAX_BYTES = 2_000_000
"""Size of the largest file: the fact file says each answer twice, and may have 8 MB."""

_RASA = (".yml", ".yaml")

_READERS: Mapping[str, Callable[[str, str], PairFile]] = {
    ".csv": read_table,
    ".tsv": read_table,
    ".txt": read_table,
    ".jsonl": read_json_lines,
    ".ndjson": read_json_lines,
    ".md": read_markdown,
    ".markdown": read_markdown,
}
"""Excel gives the name .txt to tables with tabs."""


def read_pairs(paths: Sequence[Path]) -> PairFile:
    """Return the pairs in the files at `paths`; those of Rasa are read as one.

    Rasa may keep intents and their responses apart. Raises `PairFileError` if a file cannot be read as a whole.
    """
    rasa = [(str(path), _data(path)) for path in paths if _suffix(path) in _RASA]
    found = [_read(path) for path in paths if _suffix(path) not in _RASA]
    if rasa:
        found.append(read_rasa(rasa))
    return PairFile(
        [pair for file in found for pair in file.pairs],
        [problem for file in found for problem in file.problems],
        next((file.title for file in found if file.title), ""),
        found[0].url if len(found) == 1 else "",
        tuple(dict.fromkeys(name for file in found for name in file.unused)),
    )


def _suffix(path: Path) -> str:
    return path.suffix.lower()


def _read(path: Path) -> PairFile:
    reader = _READERS.get(_suffix(path))
    if reader is None:
        known = ", ".join([*_READERS, *_RASA])
        raise PairFileError(Problem(str(path), 1, "", f"is of a form that is not known; those that are end in {known}"))
    return reader(str(path), _text(path))


def _data(path: Path) -> bytes:
    data = read_file(path)
    if isinstance(data, Problem):
        raise PairFileError(data)
    if len(data) > MAX_BYTES:
        message = f"is larger than {MAX_BYTES // 1_000_000} MB; split it into several files"
        raise PairFileError(Problem(str(path), 1, "", message))
    return data


def _text(path: Path) -> str:
    """Return the text of the file, in UTF-8 or in UTF-16 with a mark, as Excel writes it."""
    data = _data(path)
    wide = data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    try:
        return data.decode("utf-16" if wide else "utf-8-sig")
    except UnicodeDecodeError as error:
        line = 1 if wide else data.count(b"\n", 0, error.start) + 1
        message = "is not text in UTF-8; save it with that encoding (in Excel: CSV UTF-8)"
        raise PairFileError(Problem(str(path), line, "", message)) from None
