"""Publishes one change after the other, each in a process that is killed on the way.

A line on standard input says when, as a share of how long publishing takes; a line on standard output, that it is so.
"""

import os
import signal
import sys
import time
from pathlib import Path
from statistics import median

from tests.samples import LIGHTHOUSE

from .setups import ANN, EditingSetup, editing_setup

UNKILLED = 5
"""Changes that are published first, to see how long it takes."""


def edition(number: int) -> str:
    """The fact file as it is after so many changes."""
    return LIGHTHOUSE.replace("41 metres high.", f"{number}.5 metres high.")


def main(folder: Path) -> None:
    """Publish until there are no more lines."""
    setup = editing_setup(folder)
    seconds = median(_publish(setup, number, kill_after=None) for number in range(UNKILLED))
    print(UNKILLED - 1, flush=True)  # noqa: T201
    for number, share in enumerate(sys.stdin, UNKILLED):
        _publish(setup, number, kill_after=seconds * float(share))
        print(number, flush=True)  # noqa: T201


def _publish(setup: EditingSetup, number: int, kill_after: float | None) -> float:
    """Publish in a child that has all at hand; how long that took, or nearly took."""
    key = setup.proposed(edition(number)).key
    began = time.perf_counter()
    child = os.fork()
    if not child:
        setup.editor.publish(key, ANN)
        os._exit(0)
    if kill_after is not None:
        while time.perf_counter() < began + kill_after:
            pass
        os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    return time.perf_counter() - began


if __name__ == "__main__":
    main(Path(sys.argv[1]))
