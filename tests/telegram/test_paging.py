"""Lists too long for one message."""

from bot.telegram.messages.paging import page_of, turning
from bot.telegram.messages.reply import TapButton


def turned_to(count: int, number: int) -> list[str]:
    """Return the data of the buttons under a page of `count` items, five to a page."""
    return [
        button.data
        for button in turning(page_of(range(count), number, 5), lambda label, page: TapButton(label, f"page {page}"))
    ]


def test_a_page_has_its_part_of_the_list() -> None:
    page = page_of(range(12), 1, 5)
    assert (list(page.items), page.number, page.pages) == ([5, 6, 7, 8, 9], 1, 3)


def test_a_button_made_for_a_longer_list_leads_to_the_last_page() -> None:
    page = page_of(range(12), 7, 5)
    assert (list(page.items), page.number) == ([10, 11], 2)


def test_an_empty_list_is_one_empty_page() -> None:
    page = page_of(range(0), 3, 5)
    assert (list(page.items), page.number, page.pages) == ([], 0, 1)


def test_buttons_lead_to_the_pages_beside_it() -> None:
    assert turned_to(12, 0) == ["page 1"]
    assert turned_to(12, 1) == ["page 0", "page 2"]
    assert turned_to(12, 2) == ["page 1"]
    assert turned_to(5, 0) == []
