"""Reads and checks fact files, in one function for every caller.

`check`, start-up, reload and an admin's upload all go through `parse`, so that they print the same messages.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from pydantic import ValidationError

from bot.facts.checks import CHECKS, CheckedFiles
from bot.facts.files import FactFile, read_files
from bot.facts.model import Fact, FactBase, Name, NotCovered, Source, Voice
from bot.facts.parsed_file import ParsedFile
from bot.facts.problems import Problem, Severity, first_of
from bot.facts.quote_check import quotes_not_in_source_text
from bot.facts.schema import FileShape, VoiceShape, keys_of_fact_file, shape_problems
from bot.facts.yaml_reading import Document, read_yaml
from bot.gc_pause import collector_paused

__all__ = ["FactFile", "FactFilesError", "Loaded", "load", "load_or_raise", "parse", "parse_alone", "read_files"]


@dataclass(frozen=True, slots=True)
class Loaded:
    """The result of reading: a fact base, unless there were errors, and all problems in the order of the files.

    `parsed_files` are the fact files as plain values with their lines, for further checks.
    """

    base: FactBase | None
    problems: tuple[Problem, ...]
    files: tuple[FactFile, ...] = ()
    parsed_files: tuple[ParsedFile, ...] = ()

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
    """Return what is in the fact file `path`, or in all of the folder `path`, read and checked."""
    files, problems = read_files(path)
    if problems:
        return Loaded(None, problems)
    return parse(files, where=str(path), folder=Path())


def load_or_raise(path: Path) -> FactBase:
    """Return the fact base under `path`; raises `FactFilesError` with every error if there is one."""
    loaded = load(path)
    if loaded.base is None:
        raise FactFilesError(loaded.errors)
    return loaded.base


@collector_paused()
def parse(files: Iterable[FactFile], where: str = "knowledge", folder: Path | None = None) -> Loaded:
    """Return the fact base in `files` and all problems of all files; `where` names the place if no file has facts.

    The names of the files are relative to `folder`, from which a text that one of them names as its source is read, to
    hold the quotes against it. Without a folder no text is read.
    """
    kept = tuple(files)
    problems: list[Problem] = []
    parsed: list[ParsedFile] = []
    shapes: list[FileShape] = []
    unread = False
    for file in kept:
        document = read_yaml(file.name, file.data)
        if file.found and document.whole and not _holds_facts(document):
            continue
        problems.extend((*document.problems, *document.warnings))
        if not document.whole:
            unread = True
        elif not isinstance(document.value, dict):
            message = "must be a mapping with the keys 'version', 'source' and 'facts'"
            problems.append(Problem(file.name, 1, "", message))
        else:
            parsed.append(ParsedFile(file.name, document))
            shapes.extend(_shapes(parsed[-1], problems))
    if not parsed and not problems:
        message = "has no fact file; add a file that ends in .yaml or .yml and has the key 'facts:'"
        problems.append(Problem(where, 1, "", message))
    checked = CheckedFiles(tuple(parsed), are_all=not unread)
    for check in CHECKS:
        problems.extend(first_of(check(checked)))
    if folder is not None:
        for fact_file in parsed:
            problems.extend(first_of(quotes_not_in_source_text(fact_file, folder)))
    order = {file.name: number for number, file in enumerate(kept)}
    problems.sort(key=lambda problem: (order.get(problem.file, 0), problem.line))
    failed = any(problem.severity is Severity.ERROR for problem in problems)
    return Loaded(None if failed else _fact_base(shapes), tuple(problems), kept, tuple(parsed))


def parse_alone(file: FactFile) -> FactBase | None:
    """Return the facts of `file` without looking at references to other files; None if its shape has errors."""
    document = read_yaml(file.name, file.data)
    if not document.whole or not isinstance(document.value, dict):
        return None
    shapes = tuple(_shapes(ParsedFile(file.name, document), []))
    return _fact_base(shapes) if shapes else None


def _holds_facts(document: Document) -> bool:
    return isinstance(document.value, dict) and "facts" in document.value


def _shapes(file: ParsedFile, problems: list[Problem]) -> Iterator[FileShape]:
    """Yield the checked shape of `file`, unless it has problems, which are added to `problems`."""
    try:
        yield FileShape.model_validate(file.document.value)
    except ValidationError as error:
        problems.extend(
            first_of(file.problem(path, message) for path, message in shape_problems(error, keys_of_fact_file))
        )


def _fact_base(shapes: Sequence[FileShape]) -> FactBase:
    sources = tuple(
        Source(
            title=shape.source.title,
            publisher=shape.source.publisher,
            published=shape.source.published,
            url=str(shape.source.url) if shape.source.url else None,
            text=shape.source.text,
        )
        for shape in shapes
    )
    return FactBase(
        facts=tuple(
            Fact(
                id=fact.id,
                statement=fact.statement,
                quote=fact.quote,
                source=source,
                questions=tuple(fact.questions),
                about=tuple(fact.about),
                see=tuple(fact.see),
                note=fact.note,
            )
            for shape, source in zip(shapes, sources, strict=True)
            for fact in shape.facts
        ),
        names=tuple(
            Name(slug, name.name, name.role, tuple(name.also)) for shape in shapes for slug, name in shape.names.items()
        ),
        synonyms=tuple(tuple(group) for shape in shapes for group in shape.synonyms),
        not_covered=tuple(
            NotCovered(tuple(entry.questions), entry.reply) for shape in shapes for entry in shape.not_covered
        ),
        sources=sources,
        voice=next((_voice(shape.voice) for shape in shapes if shape.voice.model_fields_set), Voice()),
    )


def _voice(shape: VoiceShape) -> Voice:
    said = {key: value for key, value in shape if key in shape.model_fields_set}
    return Voice(**said | {"acts": tuple((act, text) for act, text in shape.acts if text)})
