"""A fact editor over real files, for the tests of changing them."""

import json
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from bot.answering import Answerer
from bot.chats.browsing import CurrentAnswerer
from bot.editing.admin_log import AdminLog
from bot.editing.fact_editor import FactEditor
from bot.editing.outcomes import Author, Proposal, Published
from bot.editing.served_facts import ServedFacts
from bot.facts.history import History
from bot.facts.loading import load_or_raise
from bot.trusted_clock import TrustedClock
from tests.samples import LIGHTHOUSE, written

ANN, BEN = Author(1, "Ann"), Author(2, "Ben")
NEW = f"# Measured anew.\n{LIGHTHOUSE.replace('41 metres high.', '42 metres high.')}"
BROKEN = LIGHTHOUSE.replace("[ada-berg]", "[ada-borg]")
HEIGHT = "How high is the lighthouse?"


def noon() -> datetime:
    """The time at which all tests take place."""
    return datetime(2027, 1, 1, 12, tzinfo=UTC)


def steady(data: Path) -> TrustedClock:
    """Return the clock that always says so."""
    return TrustedClock(data / "clock.json", noon)


@dataclass(frozen=True, slots=True)
class EditingSetup:
    """The editor, the facts that are served, and where the files are."""

    editor: FactEditor
    served: ServedFacts
    file: Path
    data: Path

    def proposed(self, text: str = NEW, name: str = "facts.yaml") -> Proposal:
        """What comes of an upload without errors."""
        found = self.editor.upload(name, text.encode(), ANN)
        assert isinstance(found, Proposal)
        return found

    def published(self, text: str = NEW, name: str = "facts.yaml") -> Published:
        """What comes of an upload that is published."""
        found = self.editor.publish(self.proposed(text, name).key, ANN)
        assert isinstance(found, Published)
        return found

    def answer(self) -> str:
        """How high the lighthouse is, by the facts that are served."""
        return self.served.answerer.answer(HEIGHT).facts[0].fact.statement

    @property
    def log(self) -> list[dict[str, Any]]:
        """What the log says."""
        return [json.loads(line) for line in (self.data / "admin.log").read_text().splitlines()]


def editing_setup(folder: Path, *, alone: bool = False) -> EditingSetup:
    """Return an editor of the sample in a folder, or of the file `alone`; what is in `folder` already stays."""
    knowledge = folder / "knowledge"
    knowledge.mkdir(exist_ok=True)
    file = knowledge / "facts.yaml"
    if not file.exists():
        written(knowledge)
    path = file if alone else knowledge
    data = folder / "data"
    served = ServedFacts(path, CurrentAnswerer(Answerer(load_or_raise(path))), History(data / "history", steady(data)))
    return EditingSetup(FactEditor(served, AdminLog(data / "admin.log", noon)), served, file, data)
