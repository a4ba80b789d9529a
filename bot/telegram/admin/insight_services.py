"""What the handlers that look inside share, besides what all handlers for admins do."""

from dataclasses import dataclass
from pathlib import Path

from telegram.ext import ExtBot

from bot.gaps.store import GapStore
from bot.storage.usage_counts import CountStore


@dataclass(frozen=True, slots=True)
class Insight:
    """What is kept about questions, and where."""

    gaps: GapStore
    counts: CountStore
    data: Path
    bot: ExtBot[None]

    def close(self) -> None:
        """Write what still waits."""
        self.gaps.close()
        self.counts.close()
