"""Says what time it is, and whether that may be believed where things are deleted because they are old.

A clock that is wrong for an hour would otherwise delete what is to be kept for months: every deletion by age asks here.
"""

import json
import logging
import threading
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from pathlib import Path

from bot import RELEASED

FILE = "clock.json"

PROBATION = timedelta(days=7)
"""How long a clock that was doubted must run on without a leap: long enough for somebody to see the warning."""

STEP = timedelta(days=1)
"""What may pass between two looks, which are an hour apart while the bot runs; after a longer pause nobody can tell
whether the bot was off or the clock has leapt."""

_LOGGER = logging.getLogger(__name__)


class Reason(StrEnum):
    """The reasons for which a clock is not believed."""

    NEW = "the clock has not been watched for a week yet"
    LEAPT = "the clock has leapt, or the bot was off for more than a day"
    BEHIND = "something is dated later than the clock says"
    UNSET = "the clock is before the day of this version"


@dataclass(frozen=True, slots=True)
class Doubt:
    """The reason for which nothing is deleted by age, and the day from which something is, if the clock runs on."""

    reason: Reason
    until: date

    def __str__(self) -> str:
        """Return both in a sentence without its capital and full stop."""
        return f"nothing is deleted for its age before {self.until}, since {self.reason}"


@dataclass(frozen=True, slots=True)
class _Watched:
    """What is known of the clock: the last day it said, since when it is doubted and why, and the latest date found.

    A date in the future is a reason for doubt once; when the doubt is over, it was that date which was wrong.
    """

    last: date
    doubted: date
    reason: Reason
    latest: date

    def after(self, today: date, newest: date | None) -> "_Watched":
        """Return the same on the day `today`, when the latest date that is found anywhere is `newest`."""
        latest = max(self.latest, newest or today)
        seen = replace(self, last=today, latest=latest)
        if not self.last <= today <= self.last + STEP:
            return replace(seen, doubted=today, reason=Reason.LEAPT)
        if latest > max(self.latest, today):
            return replace(seen, doubted=today, reason=Reason.BEHIND)
        return seen

    @property
    def doubt(self) -> Doubt | None:
        """The doubt that is left on the last day."""
        until = self.doubted + PROBATION
        return Doubt(self.reason, until) if self.last < until else None


class TrustedClock:
    """A clock that remembers in `file`, across restarts, whether it has leapt. Any thread may ask."""

    def __init__(self, file: Path, now: Callable[[], datetime]) -> None:
        """Take the file, which need not exist, and what returns the time, with its zone."""
        self._file = file
        self._now = now
        self._lock = threading.Lock()
        self._watched: _Watched | None = None

    def now(self) -> datetime:
        """Return the time to date something by: a clock that nobody has set says the latest day that is known."""
        now = self._now()
        if now.date() >= RELEASED:
            return now
        with self._lock:
            known = self._known()
        return datetime.combine(known.last if known else RELEASED, time(), UTC)

    def today(self) -> date:
        """Return the day of `now`."""
        return self.now().date()

    def believed(self, newest: date | None = None) -> date | None:
        """Return today if things may be deleted by their age, else None.

        `newest` is the latest date of those things. The clock is not believed if that is to come, if it is before the
        day of this version, or if it has leapt since it was looked at last; after a leap it is believed again once it
        has run on for `PROBATION`.
        """
        today = self._now().date()
        if today < RELEASED:
            return None
        with self._lock:
            known = self._known() or _Watched(today, today, Reason.NEW, today)
            watched = known.after(today, newest)
            self._remember(watched)
        return today if watched.doubt is None else None

    def doubt(self) -> Doubt | None:
        """Return why nothing is deleted by age at the moment; None if it is."""
        today = self._now().date()
        if today < RELEASED:
            return Doubt(Reason.UNSET, RELEASED + PROBATION)
        self.believed()
        with self._lock:
            return self._watched.doubt if self._watched else None

    def _known(self) -> _Watched | None:
        """Return what is known of the clock; None if nothing is, or it cannot be read, which doubts the clock anew."""
        if self._watched is None:
            try:
                raw = json.loads(self._file.read_text("utf-8"))
                last, doubted, latest = (date.fromisoformat(raw[name]) for name in ("last", "doubted", "latest"))
                self._watched = _Watched(last, doubted, Reason[raw["reason"]], latest)
            except (OSError, ValueError, TypeError, KeyError):
                return None
        return self._watched

    def _remember(self, watched: _Watched) -> None:
        if watched == self._watched:
            return
        before, self._watched = self._watched, watched
        if watched.reason is not Reason.NEW and (before is None or watched.doubted != before.doubted):
            _LOGGER.warning("%s", watched.doubt)
        raw = {
            "last": watched.last.isoformat(),
            "doubted": watched.doubted.isoformat(),
            "reason": watched.reason.name,
            "latest": watched.latest.isoformat(),
        }
        try:
            self._file.parent.mkdir(parents=True, exist_ok=True)
            self._file.write_text(json.dumps(raw), "utf-8")  # half a file counts as none, which is on the safe side
        except OSError as error:
            _LOGGER.debug("%s cannot be written: %s", self._file, error)
