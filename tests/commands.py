"""`python -m bot` in a process of its own, as people run it."""

import os
import subprocess
import sys
from pathlib import Path

COMMAND = [sys.executable, "-m", "bot"]
ROOT = Path(__file__).parent.parent


def environment(**variables: str) -> dict[str, str]:
    """The environment of a person who has set nothing but `variables`."""
    kept = {name: value for name, value in os.environ.items() if name not in ("KNOWLEDGE_PATH", "NO_COLOR")}
    return kept | {"PYTHONPATH": str(ROOT), "PYTHONWARNINGS": "error", "TERM": "xterm-256color"} | variables


def bot(
    *arguments: object, typed: str | bytes = "", folder: Path | None = None, **variables: str
) -> subprocess.CompletedProcess[str]:
    """What the command wrote and how it ended; `typed` comes on its standard input."""
    done = subprocess.run(  # noqa: S603 - our own program
        [*COMMAND, *map(str, arguments)],
        input=typed if isinstance(typed, bytes) else typed.encode(),
        capture_output=True,
        check=False,
        cwd=folder,
        env=environment(**variables),
        timeout=60,
    )
    assert b"Traceback" not in done.stderr, done.stderr.decode()
    return subprocess.CompletedProcess(done.args, done.returncode, done.stdout.decode(), done.stderr.decode())
