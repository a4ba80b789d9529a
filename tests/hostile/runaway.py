"""A bound on the time of the processor, which a busy machine does not use up."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager


class RanAwayError(Exception):
    """Something took many times the time of the processor that it may."""


@contextmanager
def no_runaway(seconds: float) -> Iterator[None]:
    """Raise in the middle of what takes longer, counted in time of the processor, even inside a regular expression."""

    def stop(*_: object) -> None:
        raise RanAwayError(f"{seconds} seconds of the processor were not enough")

    before = signal.signal(signal.SIGVTALRM, stop)
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0.0)
        signal.signal(signal.SIGVTALRM, before)
