"""`python -m bot` as people run it: in this process where that shows the same, in its own where streams matter."""

import os
import subprocess
import sys
from contextlib import chdir
from dataclasses import dataclass
from pathlib import Path

from typer.testing import CliRunner

from bot.cli import app

COMMAND = [sys.executable, "-m", "bot"]
ROOT = Path(__file__).parent.parent

WORDS_ALONE = {"EMBEDDING_MODEL": "none"}
"""Settings of tests that are not about the model: loading it takes a third of a second, embedding the talks five."""


@dataclass(frozen=True, slots=True)
class Done:
    """The exit status of a command, and what it wrote to standard output and standard error."""

    status: int
    output: str
    errors: str


def bot(*arguments: object, typed: str | bytes = "", folder: Path = ROOT, **variables: str) -> Done:
    """Run the command in this process, as a person in `folder` who has set nothing but `variables`."""
    with chdir(folder):
        result = CliRunner().invoke(
            app,
            [str(argument) for argument in arguments],
            input=typed,
            env={"KNOWLEDGE_PATH": None, "BOT_TOKEN": None, "COLUMNS": "200", **WORDS_ALONE, **variables},
            prog_name="python -m bot",
            catch_exceptions=False,
        )
    return Done(result.exit_code, result.stdout, result.stderr)


def bot_process(*arguments: object, typed: str | bytes = "", **variables: str) -> Done:
    """Run the command in a process of its own, with pipes for its streams."""
    done = subprocess.run(  # noqa: S603 - our own program
        [*COMMAND, *map(str, arguments)],
        input=typed if isinstance(typed, bytes) else typed.encode(),
        capture_output=True,
        check=False,
        env=environment(**variables),
        timeout=60,
    )
    return Done(done.returncode, done.stdout.decode(), done.stderr.decode())


def environment(**variables: str) -> dict[str, str]:
    """Return the environment of a person who has set nothing but `variables`."""
    kept = {name: value for name, value in os.environ.items() if name not in ("KNOWLEDGE_PATH", "NO_COLOR")}
    return (
        kept | {"PYTHONPATH": str(ROOT), "PYTHONWARNINGS": "error", "TERM": "xterm-256color"} | WORDS_ALONE | variables
    )
