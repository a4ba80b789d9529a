"""Fact files to a `FactBase`: the one function that reads and checks, for every caller.

`check`, start-up, reload and an admin's upload all go through `parse`, so that they print the same messages.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from pydantic import ValidationError

from bot.facts.model import Fact, FactBase, Name, NotCovered, Source
from bot.facts.problems import Path as ValuePath
from bot.facts.problems import Problem, Severity, did_you_mean, path_text
from bot.facts.schema import FileShape, shape_problems
from bot.facts.yaml_reading import MAX_BYTES, MAX_PROBLEMS, Document, read_yaml


@dataclass(frozen=True, slots=True)
class FactFile:
    """The bytes of one file and the name under which problems speak of it."""

    name: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Loaded:
    """What came of reading: a fact base, unless there were errors, and all problems in the order of the files."""

    base: FactBase | None
    problems: tuple[Problem, ...]
    files: tuple[FactFile, ...] = ()

    @property
    def errors(self) -> tuple[Problem, ...]:
        """The problems that keep the files from being used."""
        return tuple(problem for problem in self.problems if problem.severity is Severity.ERROR)


class FactFilesError(Exception):
    """Fact files that cannot be used; `problems` says why."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__("\n".join(map(str, problems)))
        self.problems = tuple(problems)


def load(path: Path) -> Loaded:
    """Everything under `path`, a fact file or a folder of them, read and checked."""
    files, problems = read_files(path)
    if problems:
        return Loaded(None, problems)
    return parse(files, where=str(path))


def load_or_raise(path: Path) -> FactBase:
    """The fact base under `path`; raises `FactFilesError` with every error if there is one."""
    loaded = load(path)
    if loaded.base is None:
        raise FactFilesError(loaded.errors)
    return loaded.base


def read_files(path: Path) -> tuple[tuple[FactFile, ...], tuple[Problem, ...]]:
    """The bytes of all .yaml files under `path` in the order of their names, and what could not be read."""
    files: list[FactFile] = []
    problems: list[Problem] = []
    try:
        found = _yaml_files(path)
    except OSError as error:
        return (), (_unreadable(path, error),)
    for file in found:
        try:
            size = file.stat().st_size
            data = file.read_bytes() if size <= MAX_BYTES else b""
        except OSError as error:
            problems.append(_unreadable(file, error))
            continue
        if size > MAX_BYTES:
            problems.append(Problem(str(file), 1, "", f"is {size:,} bytes; at most {MAX_BYTES:,} are read, so split it"))
        else:
            files.append(FactFile(str(file), data))
    return tuple(files), tuple(problems)


def _yaml_files(path: Path) -> list[Path]:
    """The .yaml files at or under `path`; hidden folders are left out, as Kubernetes keeps old versions there."""
    if not path.is_dir():
        path.stat()
        return [path]
    next(path.iterdir(), None)
    return sorted(
        file
        for file in path.rglob("*.yaml")
        if file.is_file() and not any(part.startswith(".") for part in file.relative_to(path).parts)
    )


def _unreadable(path: Path, error: OSError) -> Problem:
    return Problem(str(path), 1, "", f"cannot be read ({error.strerror or error}); check that it is there and may be read")


def parse(files: Iterable[FactFile], where: str = "knowledge") -> Loaded:
    """The fact base in `files`, all problems of all files at once. `where` names the place if no file has facts."""
    kept = tuple(files)
    problems: list[Problem] = []
    parts: list[_Part] = []
    for file in kept:
        document = read_yaml(file.name, file.data)
        problems.extend(document.problems)
        if document.problems or not (_holds_facts(document) or len(kept) == 1):
            continue
        shape = _shape(file.name, document, problems)
        if shape is not None:
            parts.append(_Part(file.name, document, shape))
    if not parts and not problems:
        problems.append(Problem(where, 1, "", "has no fact file; add a file that ends in .yaml and has the key 'facts:'"))
    problems.extend(_reference_problems(parts))
    problems.extend(_wording_warnings(parts))
    order = {file.name: number for number, file in enumerate(kept)}
    problems.sort(key=lambda problem: (order.get(problem.file, 0), problem.line))
    failed = any(problem.severity is Severity.ERROR for problem in problems)
    return Loaded(None if failed else _fact_base(parts), tuple(problems), kept)


@dataclass(frozen=True, slots=True)
class _Part:
    """One fact file whose shape is right."""

    file: str
    document: Document
    shape: FileShape

    def problem(self, path: ValuePath, message: str, severity: Severity = Severity.ERROR) -> Problem:
        return Problem(self.file, self.document.line_of(path), path_text(path), message, severity)


def _holds_facts(document: Document) -> bool:
    return isinstance(document.value, dict) and "facts" in document.value


def _shape(file: str, document: Document, problems: list[Problem]) -> FileShape | None:
    if not isinstance(document.value, dict):
        problems.append(Problem(file, 1, "", "must be a mapping with the keys 'version', 'source' and 'facts'"))
        return None
    try:
        return FileShape.model_validate(document.value)
    except ValidationError as error:
        found = [
            Problem(file, document.line_of(path), path_text(path), message) for path, message in shape_problems(error)
        ]
        problems.extend(found[:MAX_PROBLEMS])
        if len(found) > MAX_PROBLEMS:
            problems.append(Problem(file, found[MAX_PROBLEMS].line, "", f"{len(found) - MAX_PROBLEMS} more problems follow"))
        return None


def _reference_problems(parts: Sequence[_Part]) -> Iterator[Problem]:
    """Ids that stand twice, and references to what does not exist, across all files."""
    facts: dict[str, str] = {}
    names: dict[str, str] = {}
    for part in parts:
        for number, fact in enumerate(part.shape.facts):
            path: ValuePath = ("facts", number, "id")
            here = f"{part.file}:{part.document.line_of(path)}"
            if fact.id in facts:
                yield part.problem(path, f"the id {fact.id!r} is taken by {facts[fact.id]}; choose another")
            facts.setdefault(fact.id, here)
        for name in part.shape.names:
            path = ("names", name)
            if name in names:
                yield part.problem(path, f"the name {name!r} is already in {names[name]}; keep one of them")
            names.setdefault(name, f"{part.file}:{part.document.line_of(path)}")
    for part in parts:
        for number, fact in enumerate(part.shape.facts):
            for at, about in enumerate(fact.about):
                if about not in names:
                    message = f"no name {about!r}{did_you_mean(about, names) or '; add it under names'}"
                    yield part.problem(("facts", number, "about", at), message)
            for at, see in enumerate(fact.see):
                if see not in facts:
                    message = f"no fact {see!r}{did_you_mean(see, facts) or '; use the id of a fact'}"
                    yield part.problem(("facts", number, "see", at), message)


def _wording_warnings(parts: Sequence[_Part]) -> Iterator[Problem]:
    """Questions that stand in two facts, or in a fact and in not_covered: only one of them can be the answer."""
    first: dict[str, tuple[object, str]] = {}
    for part in parts:
        for path, owner, question in _questions(part):
            key = " ".join(question.casefold().split()).rstrip("?!. ")
            seen = first.setdefault(key, (owner, f"{part.file}:{part.document.line_of(path)}"))
            if seen[0] is not owner:
                message = f"{question!r:.80} is also a question in {seen[1]}; keep it where it is answered best"
                yield part.problem(path, message, Severity.WARNING)


def _questions(part: _Part) -> Iterator[tuple[ValuePath, object, str]]:
    for number, fact in enumerate(part.shape.facts):
        for at, question in enumerate(fact.questions):
            yield ("facts", number, "questions", at), fact, question
    for number, entry in enumerate(part.shape.not_covered):
        for at, question in enumerate(entry.questions):
            yield ("not_covered", number, "questions", at), entry, question


def _fact_base(parts: Sequence[_Part]) -> FactBase:
    sources: Mapping[str, Source] = {
        part.file: Source(
            title=part.shape.source.title,
            publisher=part.shape.source.publisher,
            published=part.shape.source.published,
            url=str(part.shape.source.url) if part.shape.source.url else None,
        )
        for part in parts
    }
    return FactBase(
        facts=tuple(
            Fact(
                id=fact.id,
                statement=fact.statement,
                quote=fact.quote,
                source=sources[part.file],
                questions=tuple(fact.questions),
                about=tuple(fact.about),
                see=tuple(fact.see),
                note=fact.note,
            )
            for part in parts
            for fact in part.shape.facts
        ),
        names=tuple(
            Name(id, name.name, name.role, tuple(name.also)) for part in parts for id, name in part.shape.names.items()
        ),
        synonyms=tuple(tuple(group) for part in parts for group in part.shape.synonyms),
        not_covered=tuple(
            NotCovered(tuple(entry.questions), entry.reply) for part in parts for entry in part.shape.not_covered
        ),
        sources=tuple(sources.values()),
    )
