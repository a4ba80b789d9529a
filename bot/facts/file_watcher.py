"""Watches the fact files on disk: each change is reported once, when whatever makes it has finished."""

import asyncio
import logging
from collections.abc import AsyncGenerator, Awaitable, Callable
from contextlib import aclosing
from pathlib import Path

from watchfiles import awatch
from watchfiles.main import FileChange

from bot.facts.files import yaml_files
from bot.facts.source_text import source_texts

QUIET_SECONDS = 0.2
"""Seconds without a change after which an editor has finished; most write within a few milliseconds."""

UNFINISHED_SECONDS = 0.6
"""Seconds more for a file that is empty or gone: an editor that truncates or renames has begun and not finished."""

MOST_ROUNDS = 4
"""Changes that may follow one another before the first is reported: the documentation promises two seconds."""

POLL_SECONDS = 0.5
"""Seconds between looks where no event comes."""

Signature = tuple[tuple[str, int, int, int], ...]
"""The files under a path, each with its inode, its time of change in nanoseconds, and its size in bytes."""

Sleep = Callable[[float], Awaitable[None]]
WakeUps = Callable[[Path], AsyncGenerator[None, None]]

_LOGGER = logging.getLogger(__name__)


async def wake_ups(path: Path) -> AsyncGenerator[None, None]:
    """Yield whenever it is time to look at `path`: at once, after each event under it, and every `POLL_SECONDS` or so.

    The looks between events find what events do not report: a folder that has come back, a link that leads elsewhere,
    a file system without events.
    """
    yield
    while True:
        try:
            async with aclosing(_events(path)) as events:
                async for _ in events:
                    yield
        except (OSError, RuntimeError) as error:
            _LOGGER.debug("%s is not watched: %s", path, error)
        await asyncio.sleep(POLL_SECONDS)
        yield


async def changes(path: Path, wakes: WakeUps = wake_ups, sleep: Sleep = asyncio.sleep) -> AsyncGenerator[None, None]:
    """Yield once at the start, and once for each change of the fact files under `path`, however many files it touches.

    `wakes` says when to look; `sleep` waits so many seconds.
    """
    seen: Signature | None = None
    async with aclosing(wakes(path)) as looks:
        async for _ in looks:
            now = await asyncio.to_thread(signature, path)
            if now != seen:
                seen = now if seen is None else await _settled(path, seen, now, sleep)
                yield


def signature(path: Path) -> Signature:
    """Return name, inode, time and size of each fact file and source text under `path`, without reading any.

    Nothing if `path` is gone.
    """
    found = []
    try:
        files = [*yaml_files(path), *source_texts(path)] if path.is_dir() else [path, *source_texts(path.parent)]
    except OSError:
        return ()
    for file in files:
        try:
            status = file.stat()
        except OSError:
            continue
        found.append((str(file), status.st_ino, status.st_mtime_ns, status.st_size))
    return tuple(found)


async def _settled(path: Path, before: Signature, now: Signature, sleep: Sleep) -> Signature:
    """Return the signature once it has stayed the same for a while, or after `MOST_ROUNDS` waits."""
    for _ in range(MOST_ROUNDS):
        await sleep(UNFINISHED_SECONDS if _unfinished(before, now) else QUIET_SECONDS)
        later = await asyncio.to_thread(signature, path)
        if later == now:
            break
        now = later
    return now


def _unfinished(before: Signature, now: Signature) -> bool:
    return len(now) < len(before) or any(size == 0 for _, _, _, size in now)


def _events(path: Path) -> AsyncGenerator[set[FileChange], None]:
    return awatch(
        path if path.is_dir() else path.parent,
        watch_filter=None,
        debounce=400,
        step=50,
        rust_timeout=int(POLL_SECONDS * 1000),
        yield_on_timeout=True,
        recursive=path.is_dir(),
        ignore_permission_denied=True,
    )
