"""The standard streams, set up so that neither odd text nor a closed pipe ends in a traceback."""

import errno
import io
import os
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

from bot.terminal.rendering import printable


@contextmanager
def standard_streams() -> Iterator[None]:
    """Let any bytes be read and any text be written within this block.

    If the reader of standard output has closed it, the block ends there without an error. Raise SystemExit with
    status 1 if the disk is full.
    """
    with ExitStack() as stack:
        _open_what_is_closed(stack)
        for stream, errors in ((sys.stdin, "replace"), (sys.stdout, "replace"), (sys.stderr, "backslashreplace")):
            if isinstance(stream, io.TextIOWrapper):
                stream.reconfigure(errors=errors)
        try:
            yield
            sys.stdout.flush()
        except BrokenPipeError:
            _write_no_more()
        except OSError as error:
            if error.errno != errno.ENOSPC:
                raise
            _write_no_more()
            write_error(f"The output cannot be written: {error.strerror}; make room for it.")
            raise SystemExit(1) from None


def _write_no_more() -> None:
    """Discard what standard output still holds, and all that follows."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _open_what_is_closed(stack: ExitStack) -> None:
    """Open the null device for each stream that the shell closed (`<&-`), for which Python has None."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, stack.enter_context(open(os.devnull, mode)))  # noqa: PTH123, SIM115


def on_terminal() -> bool:
    """Tell whether standard input and output are both a terminal."""
    return sys.stdin.isatty() and sys.stdout.isatty()


def text_of(argument: str) -> str:
    """Return `argument` with a mark in place of each byte that is not UTF-8."""
    return argument.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def write(text: str = "") -> None:
    """Write `text` and a line break to standard output, and flush it."""
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


def write_error(text: object) -> None:
    """Write printable `text` and a line break to standard error."""
    sys.stderr.write(f"{printable(str(text))}\n")
