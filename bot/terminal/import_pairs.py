"""What `import` does: it writes a fact file of question and answer pairs, and says what it left out."""

import shlex
from collections.abc import Iterable, Sequence
from pathlib import Path

from bot.authoring.new_file import NewFile, as_yaml
from bot.authoring.output import OutputError, write_new
from bot.authoring.pairs.as_facts import Facts, as_facts
from bot.authoring.pairs.model import PairFileError
from bot.authoring.pairs.reading import read_pairs
from bot.facts.files import FactFile
from bot.facts.loading import parse
from bot.facts.model import Source
from bot.facts.problems import Problem, Severity
from bot.facts.schema import MAX_WORDING
from bot.plurals import counted
from bot.terminal.rendering import printable
from bot.terminal.streams import write, write_error

SUFFIX = ".yaml"


def import_pairs(files: Sequence[Path], output: Path | None, command: str, *, force: bool) -> int:
    """Write the pairs in `files` to the fact file `output`, by default one of the first file's name in this folder.

    Print what cannot be taken to standard error, a line each, and a summary. Return the exit status: 1 if nothing was
    written.
    """
    target = output or Path(f"{files[0].stem}{SUFFIX}")
    try:
        _refuse_target(target, files)
        read = read_pairs(files)
    except PairFileError as error:
        write_error(error)
        return 1
    except OutputError as error:
        write_error(f"{error}.")
        return 1
    title = read.title if 0 < len(read.title) <= MAX_WORDING else files[0].stem
    source = Source(_on_one_line(title), url=read.url or None)
    made = as_facts(read.pairs, source)
    problems = _in_order([*read.problems, *made.problems])
    for problem in problems:
        write_error(problem)
    if read.unused:
        write_error(f"Without a place in a fact, so left out: {', '.join(read.unused)}.")
    if not made.facts:
        write_error(f"There is no pair to take in {', '.join(map(str, files))}, so nothing was written.")
        return 1
    data = as_yaml(NewFile(source, made.facts, remarks=_remarks(files, made))).encode()
    try:
        _hold(FactFile(str(target), data))
        write_new({target: data}, force=force)
    except PairFileError as error:
        write_error(error)
        return 1
    except OutputError as error:
        write_error(f"{error}.")
        return 1
    write(_summary(target, made, problems))
    write(f"Next: {command} check {shlex.quote(str(target))}")
    return 0


def _refuse_target(target: Path, files: Iterable[Path]) -> None:
    if target.suffix != SUFFIX:
        raise OutputError(f"{target} does not end in {SUFFIX}, as a fact file does; name another with --output")
    if any(target.resolve() == file.resolve() for file in files):
        raise OutputError(f"{target} is what is to be imported; name another file with --output")


def _hold(file: FactFile) -> None:
    """Raise `PairFileError` if the file would not load, as one that is too large."""
    errors = parse([file]).errors
    if errors:
        raise PairFileError(*errors)


def _in_order(problems: Sequence[Problem]) -> Sequence[Problem]:
    files = {file: number for number, file in enumerate(dict.fromkeys(problem.file for problem in problems))}
    return sorted(problems, key=lambda problem: (files[problem.file], problem.line))


def _remarks(files: Sequence[Path], made: Facts) -> Sequence[str]:
    names = ", ".join(_on_one_line(file.name) for file in files)
    remarks = [f"Made from {names}. Look at the source: who published it, and when?"]
    if any(fact.checks for fact in made.facts):
        remarks.append('Look at each "check:", and delete the line when it is right.')
    return remarks


def _on_one_line(text: str) -> str:
    return " ".join(printable(text).split())


def _summary(target: Path, made: Facts, problems: Sequence[Problem]) -> str:
    questions = sum(len(fact.part.questions) for fact in made.facts)
    left = sum(problem.severity is Severity.ERROR for problem in problems)
    checks = sum(len(fact.checks) for fact in made.facts)
    return (
        f"{target}: {counted(len(made.facts), 'fact')} with {counted(questions, 'question')}, "
        f"of {counted(made.pairs, 'pair')} ({made.pairs - len(made.facts):,} merged, {left:,} left out); "
        f"{counted(checks, 'remark')} to check"
    )
