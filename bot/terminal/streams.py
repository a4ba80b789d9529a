"""The standard streams, made so that no text and no reader who leaves early can end in a traceback."""

import io
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from bot.replies.terminal import printable


@contextmanager
def standard_streams() -> Iterator[None]:
    """Any bytes can be read, any text written; if the reader of standard output has left, that is the end."""
    for stream, errors in ((sys.stdin, "replace"), (sys.stdout, "replace"), (sys.stderr, "backslashreplace")):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors=errors)
    try:
        yield
        sys.stdout.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def on_terminal() -> bool:
    """Whether a person sits at both ends."""
    return sys.stdin.isatty() and sys.stdout.isatty()


def write(text: str = "") -> None:
    """`text` and a line break to standard output, at once."""
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


def complain(text: object) -> None:
    """`text` and a line break to standard error."""
    sys.stderr.write(f"{printable(str(text))}\n")
