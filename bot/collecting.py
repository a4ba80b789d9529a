"""Keeps Python's collector of garbage away from what makes very many objects at once and no garbage.

It looks at all of them time and again meanwhile, which takes a quarter of the time for a large fact base, and no other
thread runs while it does: a question would wait.
"""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def collector_paused() -> Iterator[None]:
    """No collection until the end of this; where several threads pause it, until the end of the first one.

    What was made meanwhile is then held to be old: the next look at what is young would be one at all of it.
    """
    running = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if running:
            # Together they move all objects into the oldest generation, however many they are, without a look at one.
            gc.freeze()
            gc.unfreeze()
            gc.enable()
