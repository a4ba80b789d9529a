"""What `init` does: it writes the files of a new bot, and says what to do with them."""

import shlex
from collections.abc import Iterator
from pathlib import Path

import bot
from bot.authoring.output import OutputError, write_new
from bot.authoring.starter import starter
from bot.terminal.streams import write, write_error

_PURPOSES = {
    "lighthouse.yaml": "the facts, explained: put yours here",
    "lighthouse.txt": "the text that they are taken from",
    "questions.yaml": "what the bot should answer, for eval",
    ".env": "the settings: BOT_TOKEN is needed to run it",
}


def begin(folder: Path, command: str, *, force: bool) -> int:
    """Write the starter into `folder`, and print the files and the next commands, which begin with `command`.

    Return the exit status: 1 if it cannot be written, or would overwrite something without `force`.
    """
    files = {folder / path: data for path, data in starter().items()}
    try:
        overwritten = write_new(files, force=force)
    except OutputError as error:
        write_error(f"{error}.")
        return 1
    width = max(len(str(path)) for path in files)
    for path in sorted(files, key=lambda path: list(_PURPOSES).index(path.name)):
        write(f"{'Overwrote' if path in overwritten else 'Wrote'} {path!s:{width}}  {_PURPOSES[path.name]}")
    write("\nNext:")
    for line in _next_commands(folder, command):
        write(f"    {line}")
    return 0


def _next_commands(folder: Path, command: str) -> Iterator[str]:
    here = Path.cwd()
    if folder.resolve() != here:
        if Path(bot.__file__).parents[1] == here:
            yield "python -m pip install .    # once: then it runs in any folder"
        yield f"cd {shlex.quote(str(folder))}"
    yield f"{command} check"
    yield f'{command} ask "Who was the first keeper?"'
    yield f"{command} eval"
    yield f"{command} demo"
    yield f"{command} draft article.txt -o knowledge/article.yaml    # of your own text"
