"""What `draft` does: it writes a fact file for a person to edit, and the text that its quotes are from."""

import sys
from dataclasses import dataclass, replace
from pathlib import Path

from bot.authoring.article import MAX_BYTES, Article, ArticleError, read_article
from bot.authoring.draft import drafted
from bot.authoring.new_file import NewFile, as_yaml
from bot.authoring.output import OutputError, write_new
from bot.facts.schema import MAX_WORDING
from bot.facts.source_text import SUFFIXES
from bot.plurals import counted
from bot.terminal.rendering import printable
from bot.terminal.streams import write, write_error

STREAM = Path("-")
"""What stands for standard input as a source, and for standard output as the file to write."""

UNNAMED = "draft"
"""The name, without its ending, of the draft of what comes from standard input."""

SUFFIX = ".yaml"
PUBLISHED = "knowledge"
"""The folder in which a bot looks for its facts, unless it is told another one."""


@dataclass(frozen=True, slots=True)
class _Target:
    """The fact file that is to be written, None for standard output, and the file that has its text.

    `text` is None if there is none beside it, and `is_copied` says that it is to be written, too.
    """

    facts: Path | None
    text: Path | None
    is_copied: bool


def write_draft(source: Path, output: Path | None, title: str, program: str, *, force: bool) -> int:
    """Write a draft of `source` to `output`, by default a fact file of the same name in this folder, and its text.

    Print what was written and what to do next. Return the exit status: 1 if nothing was written.
    """
    named = "Standard input" if source == STREAM else str(source)
    try:
        data = _read(source)
        article = read_article(data, source.name)
        target = _target(source, output, article)
        draft = drafted(_titled(article, title, source), target.text.name if target.text else None)
        if target.facts is None:
            sys.stdout.write(as_yaml(draft))
        else:
            write_new(_files(target, draft, article, data), force=force)
    except ArticleError as error:
        write_error(f"{named} {error}.")
        return 1
    except OutputError as error:
        write_error(f"{error}.")
        return 1
    if target.facts is None:
        write_error(_summary("Standard output", draft))
        return 0
    write(_summary(str(target.facts), draft))
    if target.is_copied:
        write(f"{target.text}: the text that every quote is from")
    write(f"Next: edit {target.facts}, then {program} check {target.facts}")
    if target.facts.resolve().parent.name != PUBLISHED:
        write(f"Then move {target.facts} and {target.text} into the folder {PUBLISHED} of your bot")
    return 0


def _read(source: Path) -> bytes:
    """Return the bytes of `source`, not many more than are allowed. Raises `ArticleError`."""
    if source == STREAM:
        return sys.stdin.buffer.read(MAX_BYTES + 1)
    try:
        with source.open("rb") as stream:
            return stream.read(MAX_BYTES + 1)
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise ArticleError(f"cannot be read ({reason}); name a text, a Markdown file or a saved web page") from None


def _target(source: Path, output: Path | None, article: Article) -> _Target:
    """Return what is to be written. Raises `OutputError`."""
    facts = output or Path(f"{UNNAMED if source == STREAM else source.stem}{SUFFIX}")
    if facts not in (STREAM, facts.with_suffix(SUFFIX)):
        raise OutputError(f"{facts} does not end in {SUFFIX}, as a fact file does; name another with --output")
    folder = Path() if facts == STREAM else facts.parent
    if not article.is_extracted and source.suffix in SUFFIXES and source.resolve().parent == folder.resolve():
        return _Target(None if facts == STREAM else facts, source, is_copied=False)
    if facts == STREAM:
        return _Target(None, None, is_copied=False)
    return _Target(facts, facts.with_suffix(SUFFIXES[0]), is_copied=True)


def _titled(article: Article, title: str, source: Path) -> Article:
    """Return `article` with a title: the one that was given, its own, or the name of its file."""
    named = UNNAMED if source == STREAM else source.stem
    own = printable(title.strip() or article.title or named.replace("-", " ").replace("_", " ").capitalize())
    return replace(article, title=own[:MAX_WORDING].strip() or UNNAMED)


def _files(target: _Target, draft: NewFile, article: Article, data: bytes) -> dict[Path, bytes]:
    """Return the bytes of each file that is to be written: a text is copied as it is, and markup is left out."""
    files: dict[Path, bytes] = {}
    if target.facts is not None:
        files[target.facts] = as_yaml(draft).encode()
    if target.is_copied and target.text is not None:
        files[target.text] = article.text.encode() if article.is_extracted else data
    return files


def _summary(where: str, draft: NewFile) -> str:
    questions = sum(len(fact.part.questions) for fact in draft.facts)
    checks = sum(len(part.checks) for parts in (draft.facts, draft.names, draft.not_covered) for part in parts)
    return (
        f"{where}: a draft of {counted(len(draft.facts), 'fact')} with {counted(questions, 'question')}, "
        f"{counted(len(draft.names), 'name')} and {counted(len(draft.not_covered), 'subject')} not covered; "
        f"{counted(checks, 'remark')} to look at, each after '# check:'"
    )
