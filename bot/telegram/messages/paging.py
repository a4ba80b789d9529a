"""The pages of a list too long for one message, and the buttons that turn them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from bot import texts
from bot.telegram.messages.reply import TapButton

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class ListPage(Generic[T]):
    """The `items` of page `number` of `pages`, counted from 0; the first of them has the place `start` in the list."""

    items: Sequence[T]
    number: int
    pages: int
    start: int


def page_of(items: Sequence[T], number: int, size: int) -> ListPage[T]:
    """Return page `number` of `items`, `size` to a page.

    It is the last one if there are fewer: the list may have become shorter since the button was made.
    """
    last = max(len(items) - 1, 0) // size
    number = min(number, last)
    return ListPage(items[number * size :][:size], number, last + 1, number * size)


def turning(page: ListPage[T], button: Callable[[str, int], TapButton]) -> tuple[TapButton, ...]:
    """Return the buttons that turn the page, each made by `button` of a label and a page; none for an only page."""
    earlier = (button(texts.EARLIER, page.number - 1),) if page.number else ()
    later = (button(texts.LATER, page.number + 1),) if page.number + 1 < page.pages else ()
    return (*earlier, *later)
