"""What a visitor finds before anything is said, in a headless Chromium."""

from pathlib import Path

from bot.playground.botapi import FakeTelegram
from tests.e2e import library

from .demo import Client
from .screen import DESK, Locator, Page, Window, enter, expect, head, write
from .visits import USERNAME, Visit, visit

FORM = "application/x-www-form-urlencoded"


def _card(page: Page) -> Locator:
    return page.get_by_role("region", name="About the bot")


def test_an_empty_chat_with_the_bot_says_what_the_bot_is_about(page: Page, visited: Visit) -> None:
    [described, *_] = visited.telegram.calls("setMyDescription")

    expect(_card(page).get_by_role("heading", name="Talks")).to_be_visible()
    expect(_card(page)).to_contain_text(described.parameters["description"].partition("\n")[0])
    expect(_card(page).get_by_role("button", name="Start")).to_be_visible()


def test_a_question_of_the_first_card_is_asked_by_a_tap(page: Page) -> None:
    questions = _card(page).get_by_role("group", name="What to ask first").get_by_role("button")
    expect(questions).to_have_count(3)

    questions.filter(has_text=library.QUESTION).click()

    expect(page.locator(".message.own")).to_contain_text(library.QUESTION)
    expect(page.locator(".message.bot")).to_contain_text(library.STATEMENT)
    expect(_card(page)).to_have_count(0)


def test_start_answers_as_it_does_in_telegram(page: Page) -> None:
    _card(page).get_by_role("button", name="Start").click()

    expect(page.locator(".message.own")).to_contain_text("/start")
    expect(page.locator(".message.bot").get_by_role("button").first).to_be_visible()


def test_a_private_chat_bears_the_name_and_the_picture_of_the_bot(page: Page) -> None:
    row = page.get_by_role("navigation").get_by_role("button", name="you are Rita")

    for place in (head(page), row):
        expect(place).to_contain_text("Talks")
        picture = place.locator("img")
        expect(picture).to_have_js_property("complete", value=True)
        assert picture.evaluate("img => img.naturalWidth") > 0
    expect(page.get_by_role("heading", name="Talks").first).to_be_visible()


def test_what_the_bot_says_of_itself_shows_as_soon_as_it_is_there(window: Window, facts: Path) -> None:
    with (
        FakeTelegram(username=USERNAME) as telegram,
        visit(telegram, facts) as made,
        window.opened(made.url, DESK) as page,
    ):
        expect(_card(page)).to_contain_text("The bot is starting")
        for method, words in (("setMyDescription", "description=I know the house"), ("setMyName", "name=The Porter")):
            Client(telegram.url).request("POST", f"/bot{telegram.state.token}/{method}", words, Content_Type=FORM)

        expect(_card(page)).to_contain_text("I know the house")
        for place in (head(page), _card(page), page.get_by_role("navigation")):
            expect(place).to_contain_text("The Porter")


def test_every_other_chat_says_what_to_try_there(page: Page) -> None:
    tips = {
        "Talks club": f"Mention @{USERNAME}, or reply",
        "Rita and Ben": f"Type @{USERNAME} and some words",
        "Ada": "/add makes a fact",
    }
    for room, tip in tips.items():
        enter(page, room)

        expect(page.get_by_role("log")).to_contain_text(tip)
        expect(_card(page)).to_have_count(0)


def test_the_tip_of_the_inline_chat_is_not_under_the_results(page: Page) -> None:
    enter(page, "Rita and Ben")
    expect(page.locator("#offers button").first).to_be_visible()

    tip, offers = (page.locator(each).bounding_box() for each in (".tip", "#offers"))

    assert tip
    assert offers
    assert tip["y"] + tip["height"] <= offers["y"]


def test_in_a_group_messages_bear_names_and_pictures(page: Page) -> None:
    enter(page, "Talks club")
    page.get_by_label("Speak as").select_option("Ben")
    write(page, "hello")
    page.get_by_label("Speak as").select_option("Rita")

    others = page.locator(".message.other")
    expect(others.locator(".bubble > header")).to_have_text("Ben")
    expect(others.locator("> .picture")).to_have_text("B")
