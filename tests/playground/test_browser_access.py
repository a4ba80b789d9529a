"""The page by keyboard alone, and as a screen reader has it."""

import pytest

from tests.e2e import library

from .screen import Locator, Page, ask, complaints_of_axe, composer, enter, expect, inside, now
from .visits import USERNAME

MOST_STOPS = 60
FOCUS = """(wanted) => {
    const { outlineStyle, outlineWidth } = getComputedStyle(document.activeElement);
    return [document.activeElement === wanted, document.activeElement.outerHTML, outlineStyle, outlineWidth];
}"""


def _go_to(page: Page, wanted: Locator, key: str = "Tab") -> None:
    """As a keyboard goes; wherever it comes by shows that it is there."""
    for _ in range(MOST_STOPS):
        page.keyboard.press(key)
        arrived, element, style, width = wanted.evaluate(FOCUS)
        assert (style, width) == ("solid", "3px"), element
        if arrived:
            return
    raise AssertionError(f"{wanted} is not reached by {key}")


def _button(page: Page, name: str) -> Locator:
    return page.get_by_role("button", name=name, exact=True)


def test_a_question_is_asked_and_asked_on_by_keyboard(page: Page) -> None:
    _go_to(page, composer(page))
    page.keyboard.type(library.QUESTION)
    page.keyboard.press("Enter")
    answer = page.locator(".message.bot").first
    expect(answer).to_contain_text(library.STATEMENT)
    expect(composer(page)).to_be_focused()

    _go_to(page, answer.get_by_role("button", name=library.NEXT_QUESTION), "Shift+Tab")
    page.keyboard.press("Enter")

    expect(page.locator(".message.bot").last).to_contain_text(library.NEXT_STATEMENT)
    assert page.evaluate("document.getElementById('log').contains(document.activeElement)")


def test_a_question_of_the_first_card_is_asked_by_keyboard(page: Page) -> None:
    questions = page.get_by_role("group", name="What to ask first").get_by_role("button")
    expect(questions).to_have_count(3)
    _go_to(page, questions.first)
    page.keyboard.press("Enter")

    expect(page.locator(".message.bot")).to_have_count(1)
    expect(page.get_by_role("log")).to_be_focused()
    _go_to(page, composer(page))


def test_the_focus_stays_in_a_message_that_changes(page: Page) -> None:
    answer = ask(page, library.QUESTION)
    changed = now(page, answer)
    _go_to(page, answer.get_by_role("button", name="Not what I meant"), "Shift+Tab")

    page.keyboard.press("Enter")

    expect(changed).to_contain_text("edited")
    assert page.evaluate("document.getElementById('log').contains(document.activeElement)")


def test_rooms_are_changed_by_keyboard(page: Page) -> None:
    _go_to(page, page.get_by_role("button", name="Talks club"))
    page.keyboard.press("Enter")

    expect(page.locator("#room-name")).to_have_text("Talks club")
    expect(page.get_by_role("button", name="Talks club")).to_be_focused()
    _go_to(page, page.get_by_label("Speak as"))
    page.keyboard.press("B")
    expect(page.locator("#speaker option:checked")).to_have_text("Ben")


def test_the_menu_is_walked_by_arrows_and_closed_by_escape(page: Page) -> None:
    ask(page, "/start")
    _go_to(page, _button(page, "Menu"), "Shift+Tab")
    page.keyboard.press("Enter")
    items = page.locator("#offers button")
    expect(items.first).to_be_focused()

    page.keyboard.press("ArrowDown")
    expect(items.nth(1)).to_be_focused()
    page.keyboard.press("Escape")

    expect(page.locator("#offers")).to_be_hidden()
    expect(_button(page, "Menu")).to_have_attribute("aria-expanded", "false")
    expect(composer(page)).to_be_focused()


def test_an_inline_result_is_announced_and_picked_by_arrows(page: Page) -> None:
    enter(page, "Rita and Ben")
    _go_to(page, composer(page))
    page.keyboard.press("End")
    page.keyboard.type(library.NEXT_QUESTION)
    expect(page.locator("#offers button").first).to_contain_text(library.NEXT_STATEMENT)
    expect(page.get_by_role("status").filter(has_text="to pick from")).to_be_attached()

    for _ in range(page.locator("#offers button").count()):
        page.keyboard.press("ArrowUp")
    page.keyboard.press("Enter")

    expect(page.locator(".message.own").last).to_contain_text(f"via @{USERNAME}")
    expect(page.locator(".message.own").last).to_contain_text(library.NEXT_STATEMENT)
    expect(composer(page)).to_be_focused()


def test_a_reply_is_begun_and_given_up_by_keyboard(page: Page) -> None:
    answer = ask(page, library.QUESTION)
    _go_to(page, answer.get_by_role("button", name="Reply"), "Shift+Tab")
    page.keyboard.press("Enter")
    expect(page.locator("#target")).to_contain_text("Reply to Talks")
    expect(composer(page)).to_be_focused()

    page.keyboard.press("Escape")

    expect(page.locator("#target")).to_be_hidden()


def test_the_inside_is_opened_and_left_by_keyboard(page: Page) -> None:
    _go_to(page, _button(page, "Inside"))
    page.keyboard.press("Enter")
    _go_to(page, page.get_by_label("Question"))
    page.keyboard.type(library.QUESTION)
    page.keyboard.press("Enter")
    expect(page.get_by_label("Explanation")).to_contain_text("Answered with confidence")

    page.keyboard.press("Escape")

    expect(page.get_by_role("complementary")).to_be_hidden()
    expect(_button(page, "Inside")).to_be_focused()


def test_new_messages_are_read_out_and_say_who_wrote_them(page: Page) -> None:
    ask(page, library.QUESTION)

    expect(page.get_by_role("log", name="Talks")).to_have_attribute("aria-live", "polite")
    expect(page.get_by_role("log").get_by_role("article", name="Talks,")).to_have_count(1)
    expect(page.get_by_role("log").get_by_role("article", name="Rita,")).to_have_count(1)


@pytest.mark.parametrize("page", ["desk", "phone"], indirect=True)
def test_a_checker_of_accessibility_has_no_complaint(page: Page) -> None:
    expect(page.get_by_role("group", name="What to ask first").get_by_role("button")).to_have_count(3)
    _is_accessible(page)
    ask(page, library.LONG_QUESTION)
    ask(page, library.QUESTION).get_by_role("button", name="Reply").click()
    _button(page, "Menu").click()
    _is_accessible(page)
    enter(page, "Talks club")
    ask(page, f"/ask {library.QUESTION}")
    inside(page).click()
    expect(page.get_by_label("Explanation")).to_contain_text("Answered with confidence")
    page.get_by_label("Explanation").locator("summary").first.click()
    _is_accessible(page)
    inside(page).click()
    enter(page, "Rita and Ben")
    expect(page.locator("#offers button").first).to_be_visible()
    _is_accessible(page)


def _is_accessible(page: Page) -> None:
    """Check the page as it is by day and by night, which differ in all colours."""
    for scheme in ("dark", "light"):
        page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
        assert complaints_of_axe(page) == [], scheme
