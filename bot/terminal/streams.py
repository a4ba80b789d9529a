"""The standard streams, made so that no text and no reader who leaves early can end in a traceback."""

import errno
import io
import os
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

from bot.terminal.rendering import printable


@contextmanager
def standard_streams() -> Iterator[None]:
    """Any bytes can be read, any text written; if the reader of standard output has left, that is the end."""
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
            complain(f"The output cannot be written: {error.strerror}; make room for it.")
            raise SystemExit(1) from None


def _write_no_more() -> None:
    """Lets what standard output still holds go nowhere."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _open_what_is_closed(stack: ExitStack) -> None:
    """Python has None for a stream that the shell closed (`<&-`); nothing comes from it, and nothing goes there."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, stack.enter_context(open(os.devnull, mode)))  # noqa: PTH123, SIM115


def on_terminal() -> bool:
    """Whether a person sits at both ends."""
    return sys.stdin.isatty() and sys.stdout.isatty()


def text_of(argument: str) -> str:
    """`argument` with a mark for each byte of the command line that is not UTF-8."""
    return argument.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def write(text: str = "") -> None:
    """`text` and a line break to standard output, at once."""
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


def complain(text: object) -> None:
    """`text` and a line break to standard error."""
    sys.stderr.write(f"{printable(str(text))}\n")
