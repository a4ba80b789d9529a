"""Keeps Python's collector of garbage away from what makes very many objects at once and no garbage.

It looks at all of them time and again meanwhile, which takes a quarter of the time for a large fact base, and no other
thread runs while it does: a question would wait.
"""

import gc
from collections.abc import Iterator
from contextlib import contextmanager

MANY = 100_000
"""Objects at which a look at all of them takes some ten milliseconds. Fewer are looked at: garbage is found sooner."""


@contextmanager
def collector_paused() -> Iterator[None]:
    """No collection until the end of this; where several threads pause it, until the end of the first one.

    A great number of objects that were made meanwhile is then held to be old: the next look at what is young would be
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
