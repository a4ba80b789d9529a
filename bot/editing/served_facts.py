"""The facts that are served, and the files that they come from: new files are served whole or not at all."""

import logging
import os
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from bot.answering import Answerer
from bot.chats.browsing import CurrentAnswerer
from bot.editing.external_changes import found_difference, record_found_versions
from bot.embeddings.store import EmbeddingStore
from bot.facts.differences import Difference, difference
from bot.facts.history import History, Version
from bot.facts.loading import Loaded
from bot.facts.model import FactBase
from bot.facts.problems import Problem
from bot.facts.snapshots import Snapshot, snapshot
from bot.gc_pause import collector_paused

MOST_NEW = 200
"""New texts that are embedded before facts are served, in half a second; with more, words alone serve at first."""

MOST_IN_PARALLEL = 5_000
"""Texts that all processors embed together, for some seconds; of more one does, so that questions do not wait."""

PROGRESS_LINES = 10
"""Lines that the log gets about the progress of one embedding of many texts."""

Changed = Callable[[FactBase, FactBase], None]
"""A function that is told of the facts before and after a change."""

_LOGGER = logging.getLogger("bot")


class Reload(StrEnum):
    """The outcome of a look at the files."""

    UNCHANGED = "unchanged"
    TAKEN = "taken"
    """The files have changed and are served: from now on or, if it was while the bot was off, since its start."""
    BROKEN = "broken"
    """The files have errors that were not known; the facts before them keep serving."""
    MENDED = "mended"
    """The files had errors and have none any more."""


@dataclass(frozen=True, slots=True)
class Reloaded:
    """The outcome of a look at the files, with the errors in them, or the versions found and what those changed."""

    outcome: Reload
    errors: tuple[Problem, ...] = ()
    versions: tuple[Version, ...] = ()
    difference: Difference = field(default_factory=Difference)


class ServedFacts:
    """One `CurrentAnswerer` and the path of the files that it answers from.

    Any thread may call; `lock` is held while files are changed. `changed` is called with the facts before and after
    each change.
    """

    def __init__(
        self,
        path: Path,
        current: CurrentAnswerer,
        history: History,
        store: EmbeddingStore | None = None,
        changed: Changed | None = None,
    ) -> None:
        self.path = path
        self._current = current
        self.history = history
        self.lock = threading.RLock()
        self.errors: tuple[Problem, ...] = ()
        self.reloads = 0
        self.failures = 0
        self.embedded: tuple[int, int] | None = None
        """The number of texts embedded, and of all, while the facts are served by words alone; None when all are."""
        self._store = store
        self._changed = changed
        self._embedding = threading.Lock()

    @property
    def folder(self) -> Path:
        """The folder of the fact files."""
        return self.path if self.path.is_dir() else self.path.parent

    @property
    def answerer(self) -> Answerer:
        """What answers from the facts that are served now; another one after each change."""
        return self._current.answerer

    def files(self) -> Snapshot:
        """Return the files as they are on disk now."""
        return snapshot(self.path)

    @collector_paused()
    def reload(self) -> Reloaded:
        """Look at the files and serve what is in them, unless that has errors."""
        with self.lock:
            loaded = self.files().parsed()
            if loaded.base is None:
                known = loaded.errors == self.errors
                self.errors = loaded.errors
                self.failures += not known
                return Reloaded(Reload.UNCHANGED if known else Reload.BROKEN, loaded.errors)
            mended, self.errors = bool(self.errors), ()
            before = self.answerer.base
            taken = self.serve(loaded)
            change = difference(before, loaded.base) if taken else Difference()
            versions = record_found_versions(self.history, loaded, change)
            if versions and not taken:
                change = found_difference(self.history, loaded, versions)
            outcome = Reload.MENDED if mended else Reload.TAKEN if taken or change else Reload.UNCHANGED
            return Reloaded(outcome, versions=versions, difference=change)

    def serve(self, loaded: Loaded, answerer: Answerer | None = None) -> bool:
        """Answer from `loaded` from now on, by `answerer` if there is one; return False if nothing in it is new."""
        with self.lock:
            before = self.answerer.base
            if loaded.base is None or loaded.base == before:
                return False
            self._current.answerer = answerer or self.make_answerer(loaded.base)
            self.reloads += 1
            if self._changed is not None:
                self._changed(before, loaded.base)
            self.embed_in_background()
            return True

    def make_answerer(self, base: FactBase) -> Answerer:
        """Return an answerer for `base`: by meaning if few of its texts are new, else by words alone."""
        return Answerer(base, self._store, most_new=MOST_NEW)

    def embed_in_background(self) -> None:
        """Embed what the facts that are served still lack, in a thread of its own, and then serve them by meaning."""
        if self.answerer.waiting:
            threading.Thread(target=self.embed, name="embedding the facts", daemon=True).start()

    def embed(self) -> None:
        """Embed it in this thread, some two milliseconds a text. Facts that change meanwhile are embedded after it."""
        with self._embedding:
            while (words_alone := self.answerer).waiting:
                threads = (os.cpu_count() or 1) if words_alone.waiting <= MOST_IN_PARALLEL else 1
                by_meaning = Answerer(words_alone.base, self._store, progress=self._progress, threads=threads)
                with self.lock:
                    if self.answerer is words_alone:
                        self._current.answerer = by_meaning
                        _LOGGER.info("all is embedded: questions are matched by meaning from now on")
            self.embedded = None

    def _progress(self, done: int, total: int) -> None:
        before = self.embedded[0] if self.embedded else 0
        self.embedded = (done, total)
        if done * PROGRESS_LINES // max(total, 1) > before * PROGRESS_LINES // max(total, 1) or before == 0:
            _LOGGER.info("embedded %d of %d texts; questions are matched by words alone until all are", done, total)
