"""Pauses Python's garbage collector for work that makes very many objects at once and no garbage.

Meanwhile it would look at all of them again and again, which takes a quarter of the time for a large fact base, and no
other thread runs while it does: a question would wait.
"""

import gc
from collections.abc import Iterator
from contextlib import contextmanager

MANY = 100_000
"""Objects at which a look at all of them takes some ten milliseconds. Fewer are looked at: garbage is found sooner."""


@contextmanager
def collector_paused() -> Iterator[None]:
    """Pause collections until the end of the block; where several threads pause them, until the first one ends.

    A great number of objects that were made meanwhile is then treated as old: the next look at what is young would be
    one at all of them.
    """
    running = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        young, *_ = gc.get_count()
        if young > MANY:
            # Together they move all objects into the oldest generation, however many they are, without a look at one.
            gc.freeze()
            gc.unfreeze()
        if running:
            gc.enable()
