"""How much each chat and each person may ask: a flood stays where it is."""

from collections import deque
from dataclasses import dataclass, field
from enum import StrEnum

from bot.chats.clock import Clock
from bot.lru_map import LruMap

GROUP_MESSAGES, GROUP_SECONDS = 20, 60.0
"""What Telegram lets a bot send to one group; the last of them says that the budget is spent."""

PERSON_QUESTIONS, PERSON_SECONDS = 6, 10.0
"""Quicker than a person reads answers; the number is the project's own."""

HELP_SECONDS = 5.0
"""How often a chat may be told how to ask, whatever else was asked in it: what nobody needs twice in a breath."""

KEYS = 10_000
"""Chats and people that are remembered at most; a window is 20 numbers, so this is a few megabytes."""


class Verdict(StrEnum):
    """What becomes of one more question."""

    ANSWER = "answer"
    TELL_PERSON = "tell the person"
    TELL_GROUP = "tell the group"
    SILENCE = "silence"


@dataclass(slots=True)
class _Window:
    """The times of as many latest messages as any budget has, and whether it was said that there are too many."""

    times: deque[float] = field(default_factory=lambda: deque(maxlen=GROUP_MESSAGES))
    told: bool = False

    def has_room(self, now: float, most: int, seconds: float) -> bool:
        while self.times and not now - seconds < self.times[0] < now + seconds:  # also what a wrong date left behind
            self.times.popleft()
        if len(self.times) * 2 <= most:
            self.told = False
        return len(self.times) < most


class Budgets:
    """Counts per person and per group. A flood is over, and may be spoken of anew, once half its window is free.

    What counts is when a message was written: those that waited while the bot was down come all at once, and are no
    flood. Dates are the platform's; for what has none, its clock is told by the date that came with the least delay.
    """

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._ahead = 0.0
        self._people: LruMap[int, _Window] = LruMap(KEYS)
        self._groups: LruMap[int, _Window] = LruMap(KEYS)
        self._helped: LruMap[int, float] = LruMap(KEYS)

    def spend(self, person: int, group: int | None, written: float | None = None) -> Verdict:
        """Take one answer for `person`, in `group` or in private, from both budgets if both have room.

        `written` is when it was asked, in seconds by the platform's clock; None is now.
        """
        now = self._at(written)
        mine = _window(self._people, person)
        ours = _window(self._groups, group) if group is not None else _Window()
        group_has_room = ours.has_room(now, GROUP_MESSAGES - 1, GROUP_SECONDS)
        person_has_room = mine.has_room(now, PERSON_QUESTIONS, PERSON_SECONDS)
        if group_has_room and person_has_room:
            mine.times.append(now)
            ours.times.append(now)
            return Verdict.ANSWER
        spent = mine if group_has_room else ours
        if spent.told:
            return Verdict.SILENCE
        spent.told = True
        if group is not None:
            ours.times.append(now)
        return Verdict.TELL_PERSON if spent is mine else Verdict.TELL_GROUP

    def may_help(self, person: int, group: int | None, written: float | None = None) -> bool:
        """Take one page of help for the chat, which spends nothing; False if it had one some seconds ago.

        Telegram counts it among the messages of a group all the same.
        """
        now = self._at(written)
        chat = person if group is None else group
        last = self._helped.get(chat)
        if last is not None and now - last < HELP_SECONDS:
            return False
        self._helped.put(chat, now)
        if group is not None:
            _window(self._groups, group).times.append(now)
        return True

    def _at(self, written: float | None) -> float:
        """Return the time of a message by the platform's clock, which is `_ahead` of ours."""
        if written is None:
            return self._clock() + self._ahead
        self._ahead = max(self._ahead, written - self._clock())
        return written

    def move(self, old: int, new: int) -> None:
        """Count on for the group `old` under `new`, which it has become."""
        window = self._groups.pop(old)
        if window is not None:
            self._groups.put(new, window)


def _window(windows: LruMap[int, _Window], key: int) -> _Window:
    window = windows.get(key)
    if window is None:
        window = _Window()
        windows.put(key, window)
    return window
