"""All fact files at one moment, under the names by which admins know them: their paths inside the knowledge folder."""

import hashlib
from dataclasses import dataclass, replace
from pathlib import Path

from bot.facts.files import FactFile
from bot.facts.loading import Loaded, parse, read_files
from bot.facts.problems import Problem


@dataclass(frozen=True, slots=True)
class Snapshot:
    """The files as they were read, and a problem for each that could not be read.

    `folder` is where they are, and the source texts with them; without it no quote is held against a text.
    """

    files: tuple[FactFile, ...]
    problems: tuple[Problem, ...] = ()
    folder: Path | None = None

    def get(self, name: str) -> bytes | None:
        """Return the bytes of the file `name`; None if there is no such file."""
        return next((file.data for file in self.files if file.name == name), None)

    def put(self, name: str, data: bytes | None) -> "Snapshot":
        """Return the same files with `data` as `name`, or without `name` if `data` is None."""
        others = [file for file in self.files if file.name != name]
        mine = [] if data is None else [FactFile(name, data)]
        problems = tuple(problem for problem in self.problems if problem.file != name)
        ordered = tuple(sorted([*others, *mine], key=lambda file: Path(file.name)))
        return replace(self, files=ordered, problems=problems)

    def parsed(self) -> Loaded:
        """Return the fact base in the files, and all problems."""
        return Loaded(None, self.problems, self.files) if self.problems else parse(self.files, folder=self.folder)

    def errors_of(self, name: str) -> tuple[Problem, ...]:
        """Return all errors; what the file `name` has in common with another is one of that file."""
        last = sorted(self.files, key=lambda file: file.name == name)
        return replace(self, files=tuple(last)).parsed().errors

    @property
    def hash(self) -> str:
        """The hash of the names and the bytes of all files."""
        return hash_of("\n".join(f"{file.name} {hash_of(file.data)}" for file in self.files).encode())


def snapshot(path: Path) -> Snapshot:
    """Return the fact file `path`, or all under the folder `path`, as they are now."""
    folder = path if path.is_dir() else path.parent
    files, problems = read_files(path)
    return Snapshot(
        tuple(replace(file, name=_name(file.name, folder)) for file in files),
        tuple(replace(problem, file=_name(problem.file, folder)) for problem in problems),
        folder,
    )


def hash_of(data: bytes) -> str:
    """Return the SHA-256 of `data` in hexadecimal digits."""
    return hashlib.sha256(data).hexdigest()


def _name(file: str, folder: Path) -> str:
    path = Path(file)
    return str(path.relative_to(folder)) if path.is_relative_to(folder) and path != folder else path.name
