"""The facts that are served, and the files that they come from: new files are taken whole or not at all."""

import threading
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from bot.answering import Answerer
from bot.chats.knowledge import Knowledge
from bot.gc_pause import collector_paused
from bot.editing.finding import change_found, keep_found
from bot.facts.differences import Difference, difference
from bot.facts.history import History, Version
from bot.facts.loading import Loaded
from bot.facts.problems import Problem
from bot.facts.snapshots import Snapshot, snapshot


class Reload(StrEnum):
    """What became of a look at the files."""

    UNCHANGED = "unchanged"
    TAKEN = "taken"
    """They have changed and are served: from now on or, if it was while the bot was off, since its start."""
    BROKEN = "broken"
    """The files have errors that were not known; the facts before them keep serving."""
    MENDED = "mended"
    """The files had errors and have none any more."""


@dataclass(frozen=True, slots=True)
class Reloaded:
    """What became of a look at the files: the errors in them, or the versions found and what that changed."""

    outcome: Reload
    errors: tuple[Problem, ...] = ()
    versions: tuple[Version, ...] = ()
    difference: Difference = field(default_factory=Difference)


class Live:
    """One `Knowledge` and the path it comes from. Any thread may call; `lock` holds off all who change the files."""

    def __init__(self, path: Path, knowledge: Knowledge, history: History) -> None:
        self.path = path
        self.knowledge = knowledge
        self.history = history
        self.lock = threading.RLock()
        self.errors: tuple[Problem, ...] = ()
        self.reloads = 0
        self.failures = 0

    @property
    def folder(self) -> Path:
        """Where the fact files are."""
        return self.path if self.path.is_dir() else self.path.parent

    def files(self) -> Snapshot:
        """The files as they are on disk now."""
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
            before = self.knowledge.answerer.base
            taken = self.serve(loaded)
            change = difference(before, loaded.base) if taken else Difference()
            versions = self.keep_found(loaded, change)
            if versions and not taken:
                change = change_found(self.history, loaded, versions)
            outcome = Reload.MENDED if mended else Reload.TAKEN if taken or change else Reload.UNCHANGED
            return Reloaded(outcome, versions=versions, difference=change)

    def keep_found(self, loaded: Loaded, change: Difference | None = None) -> tuple[Version, ...]:
        """Have a version of what is on the disk, whoever put it there; those that are new.

        `change` is what sets `loaded` apart from what was served before, if that is known.
        """
        return () if loaded.base is None else keep_found(self.history, loaded, change or Difference())

    def serve(self, loaded: Loaded, answerer: Answerer | None = None) -> bool:
        """Answer from `loaded` from now on, by `answerer` if that has been made; False if nothing is new in it."""
        with self.lock:
            if loaded.base is None or loaded.base == self.knowledge.answerer.base:
                return False
            self.knowledge.answerer = answerer or Answerer(loaded.base)
            self.reloads += 1
            return True
