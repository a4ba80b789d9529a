"""Questions that found no answer, kept without their askers so that the admins can see what readers miss."""

from bot.gaps.model import Gap, GapGroup, GapLog, HowOften

__all__ = ["Gap", "GapGroup", "GapLog", "HowOften"]
