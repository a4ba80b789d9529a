"""Where questions go that found no answer, so that the admins can see what readers miss."""

from collections.abc import Sequence
from typing import Protocol


class GapLog(Protocol):
    """Keeps questions without their askers."""

    def record(self, question: str, offered: Sequence[str]) -> None:
        """Keep `question`, to which the facts with the ids `offered` were offered instead."""


class NoGapLog:
    """Keeps nothing."""

    def record(self, question: str, offered: Sequence[str]) -> None:
        """Forget `question` at once."""
