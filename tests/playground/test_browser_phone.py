"""The page on a small screen: nothing is cut off or covered, and what matters is in view."""

from collections.abc import Iterator

import pytest

from tests.e2e import library

from .screen import PHONE, Locator, Page, ask, composer, enter, expect, head, inside, now, sized, write

on_a_phone = pytest.mark.parametrize("page", ["phone"], indirect=True)
WITH_KEYBOARD = sized(400, 400)
"""What an on-screen keyboard leaves of a phone."""
OUTSIDE = """() => [...document.querySelectorAll("body *")]
    .filter((one) => one.checkVisibility() && !one.closest(".hidden, svg"))
    .filter((one) => { const box = one.getBoundingClientRect(); return box.left < -1 || box.right > innerWidth + 1; })
    .map((one) => one.outerHTML)"""
WIDER_THAN_SHOWN = """() => ["body", "nav", "#rooms", "#log", "#composer", "#panel"]
    .map((name) => document.querySelector(name)).filter((one) => one.scrollWidth > one.clientWidth)
    .map((one) => one.outerHTML)"""
CLIPPED = "element => element.scrollWidth > element.clientWidth || element.scrollHeight > element.clientHeight"


def _has_its_start_in_view(page: Page, message: Locator) -> None:
    """Wait until the first line of a message is between the head and the composer, where it stays."""
    page.wait_for_function(
        """message => {
            const [log, first] = [document.getElementById("log"), message].map((one) => one.getBoundingClientRect());
            return first.top >= log.top && first.top + 60 <= log.bottom;
        }""",
        arg=message.element_handle(),
    )


def _overlap(one: Locator, other: Locator) -> bool:
    box, place = one.bounding_box(), other.bounding_box()
    assert box
    assert place
    beside = box["x"] + box["width"] <= place["x"] or place["x"] + place["width"] <= box["x"]
    above_or_below = box["y"] + box["height"] <= place["y"] or place["y"] + place["height"] <= box["y"]
    return not (beside or above_or_below)


def _each_scheme(page: Page) -> Iterator[None]:
    """Show the page by night and by day, and check that its ground is as dark or as light as that."""
    for night in (True, False):
        page.emulate_media(color_scheme="dark" if night else "light")
        ground = page.evaluate("getComputedStyle(document.body).backgroundColor")
        assert (sum(map(int, ground[4:-1].split(","))) < 200) == night
        yield


@on_a_phone
def test_nothing_is_cut_off_on_a_phone(page: Page) -> None:
    for room in ("Rita", "Talks club", "Rita and Ben", "Ada"):
        enter(page, room)
        if room != "Ada":
            write(page, "https://a.very.long.address.example/" + "x" * 80)
        for _ in _each_scheme(page):
            assert page.evaluate(OUTSIDE) == []
            assert page.evaluate(WIDER_THAN_SHOWN) == []
            expect(page.get_by_role("button", name="Send")).to_be_in_viewport(ratio=1)
    enter(page, "Rita")
    answer = ask(page, library.QUESTION)
    expect(answer.get_by_role("button", name="Not what I meant")).to_be_in_viewport()
    inside(page).click()
    expect(page.get_by_label("Explanation")).to_contain_text("Answered with confidence")
    expect(page.get_by_role("complementary")).to_be_in_viewport(ratio=1)
    page.evaluate("() => Promise.all(document.getAnimations().map((each) => each.finished))")
    for _ in _each_scheme(page):
        assert page.evaluate(WIDER_THAN_SHOWN) == []
    page.get_by_label("Question").fill(f"Who opened the library {'x' * 80}?")
    page.get_by_role("button", name="Explain").click()
    expect(page.get_by_role("rowheader", name="xxx")).to_be_visible()
    for _ in _each_scheme(page):
        assert page.evaluate(WIDER_THAN_SHOWN) == []


@on_a_phone
def test_no_tab_is_clipped_on_a_phone(page: Page) -> None:
    tabs = page.get_by_role("navigation").get_by_role("button")

    expect(tabs).to_have_count(5)
    for tab in tabs.all():
        expect(tab).to_be_in_viewport(ratio=1)
        assert not tab.evaluate(CLIPPED)
        for words in tab.locator("b, .kind").all():
            expect(words).to_be_in_viewport(ratio=1)


@on_a_phone
def test_the_inside_slides_over_the_chat_and_back_on_a_phone(page: Page) -> None:
    panel = page.get_by_role("complementary")
    page.get_by_role("button", name="Inside", exact=True).click()

    back = page.get_by_role("main").get_by_role("button", name="Chat", exact=True)
    expect(back).to_have_attribute("aria-expanded", "true")
    expect(panel).to_be_in_viewport(ratio=1)
    expect(head(page)).to_be_in_viewport(ratio=1)
    composer(page).focus()
    expect(composer(page)).not_to_be_focused()  # what lies under the panel is out of reach

    back.click()

    expect(panel).to_be_hidden()
    expect(page.get_by_role("button", name="Inside", exact=True)).to_have_attribute("aria-expanded", "false")
    composer(page).focus()
    expect(composer(page)).to_be_focused()


@on_a_phone
def test_another_chat_comes_out_from_under_the_inside(page: Page) -> None:
    inside(page).click()
    enter(page, "Talks club")

    expect(page.get_by_role("complementary")).to_be_hidden()


@on_a_phone
def test_an_answer_that_is_higher_than_the_screen_shows_its_statement(page: Page) -> None:
    page.set_viewport_size(WITH_KEYBOARD)
    ask(page, library.QUESTION)

    answer = ask(page, library.LONG_QUESTION)

    _has_its_start_in_view(page, answer)
    expect(composer(page)).to_be_in_viewport(ratio=1)


@on_a_phone
def test_the_keyboard_of_a_phone_hides_neither_the_statement_nor_the_composer(page: Page) -> None:
    ask(page, library.LONG_QUESTION)
    answer = now(page, ask(page, library.QUESTION))

    page.set_viewport_size(WITH_KEYBOARD)
    _has_its_start_in_view(page, answer)
    expect(page.get_by_role("button", name="Send")).to_be_in_viewport(ratio=1)

    page.set_viewport_size(PHONE)
    _has_its_start_in_view(page, answer)


@pytest.mark.parametrize("page", ["desk", "phone"], indirect=True)
def test_a_toast_covers_neither_the_newest_message_nor_the_composer(page: Page) -> None:
    ask(page, library.QUESTION).get_by_role("button", name="Copy the quote").click()

    toast = page.locator("#toast")
    expect(toast).to_contain_text("Copied")
    assert not _overlap(toast, page.get_by_role("log"))
    assert not _overlap(toast, page.locator("#composer"))
    assert not _overlap(toast, inside(page))
