"""What an admin sees of the list of gaps: those asked so often, a page of them, and the one that is chosen."""

import zlib
from collections.abc import Sequence
from dataclasses import dataclass

from bot.gaps import GapGroup, HowOften
from bot.telegram.admin.callback_data import number_in
from bot.telegram.messages.paging import ListPage, page_of

ON_A_PAGE = 10


@dataclass(frozen=True, slots=True)
class GapsView:
    """What is wanted of the list: the gap with the key `gap`, or else that at `place`, among those asked `often`."""

    place: int = 0
    often: HowOften = HowOften.ALL
    gap: str = ""

    @classmethod
    def parse(cls, target: str) -> "GapsView":
        """Return the view that a button names as "place:often:gap"; what is missing or unknown is the first of all."""
        place, _, rest = target.partition(":")
        often, _, gap = rest.partition(":")
        return cls(number_in(place), HowOften(often) if often in set(map(str, HowOften)) else HowOften.ALL, gap)


FIRST = GapsView()


@dataclass(frozen=True, slots=True)
class ShownGaps:
    """What is there of it: the page, and the place of the chosen one in the list of those asked `often`."""

    page: ListPage[GapGroup]
    total: int
    place: int
    often: HowOften

    @property
    def chosen(self) -> GapGroup:
        """The group that is chosen."""
        return self.page.items[self.place - self.page.start]

    @property
    def view(self) -> GapsView:
        """What leads back here, or to what then stands in its place."""
        return GapsView(self.place, self.often)

    @property
    def checksum(self) -> str:
        """Eight hexadecimal digits for the groups of the page, to tell whether an admin saw these or others."""
        return f"{zlib.crc32(' '.join(group.head.key for group in self.page.items).encode()):08x}"


def shown_gaps(groups: Sequence[GapGroup], view: GapsView) -> ShownGaps:
    """Return what `view` shows of `groups`, of which there is at least one.

    The list may have changed since the view was made: where no gap was asked so often, all are shown; where the chosen
    one has gone, the one in its place is chosen, or the last.
    """
    among = [group for group in groups if view.often.takes(group.times)]
    often = view.often if among else HowOften.ALL
    listed = among or groups
    places = (place for place, group in enumerate(listed) if view.gap and group.gap(view.gap))
    place = next(places, min(view.place, len(listed) - 1))
    return ShownGaps(page_of(listed, place // ON_A_PAGE, ON_A_PAGE), len(listed), place, often)
