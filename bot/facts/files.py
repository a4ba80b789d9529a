"""Reads the bytes of fact files so that no file, however large or odd, can hold the program up."""

from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from bot.facts.problems import Problem
from bot.facts.yaml_reading import MAX_BYTES, too_large

SUFFIXES = (".yaml", ".yml")
"""What the name of a fact file ends in."""

QUESTION_SET = "questions"
"""The name, without its ending, of the file with what the bot should answer; it has no facts."""


@dataclass(frozen=True, slots=True)
class FactFile:
    """The bytes of one file and the name under which problems speak of it.

    `found` says that it was found in the folder and not named by anybody, so it may be something else than a fact file.
    """

    name: str
    data: bytes
    found: bool = False


def read_files(path: Path) -> tuple[tuple[FactFile, ...], tuple[Problem, ...]]:
    """Return the file `path`, or all YAML files under the folder `path`, and a problem for each unreadable one."""
    files: list[FactFile] = []
    problems: list[Problem] = []
    try:
        is_folder = path.is_dir()
        paths = yaml_files(path) if is_folder else [path]
    except OSError as error:
        return (), (_unreadable(path, error),)
    for file in paths:
        match read_file(file):
            case bytes(data):
                files.append(FactFile(str(file), data, found=is_folder))
            case problem:
                problems.append(problem)
    return tuple(files), tuple(problems)


def question_set(folder: Path) -> Path:
    """Return where the question set of the fact files in `folder` is, or would be: questions.yaml, or else .yml."""
    named = [folder / f"{QUESTION_SET}{suffix}" for suffix in SUFFIXES]
    return next((file for file in named if file.exists()), named[0])


def read_file(file: Path) -> bytes | Problem:
    """Return the bytes of `file`, or a problem if it cannot be read or is larger than `MAX_BYTES`."""
    try:
        with file.open("rb") as stream:
            data = stream.read(MAX_BYTES + 1)
    except OSError as error:
        return _unreadable(file, error)
    return data if len(data) <= MAX_BYTES else Problem(str(file), 1, "", too_large())


def yaml_files(folder: Path) -> list[Path]:
    """Return the YAML files under `folder`, sorted, with links that lead nowhere, which are mistakes to report.

    Hidden names are left out: Kubernetes keeps old versions in them, and editors their drafts. Raises `OSError` if the
    folder itself cannot be read.
    """
    return visible_files(folder, SUFFIXES)


def visible_files(folder: Path, suffixes: Collection[str]) -> list[Path]:
    """Return the files under `folder` that end in one of `suffixes`, sorted, without hidden names.

    Links that lead nowhere are among them.

    Raises `OSError` if the folder itself cannot be read.
    """
    next(folder.iterdir(), None)
    return sorted(
        file
        for file in folder.rglob("*")
        if file.suffix in suffixes
        and not any(part.startswith(".") for part in file.relative_to(folder).parts)
        and (file.is_file() or not file.exists())
    )


def _unreadable(path: Path, error: OSError) -> Problem:
    reason = error.strerror or type(error).__name__
    return Problem(str(path), 1, "", f"cannot be read ({reason}); check that it is there and may be read")
