"""The page as readers use it, in a headless Chromium."""

import re
from pathlib import Path

from tests.e2e import library

from .screen import Locator, Page, ask, composer, enter, expect, head, now, write
from .visits import USERNAME, Visit


def test_a_reader_asks_and_expands_the_quote(page: Page) -> None:
    answer = ask(page, library.LONG_QUESTION)

    expect(answer).to_contain_text("Visitors of the reading room keep quiet")
    quote = answer.locator("blockquote")
    folded = _height(quote)
    more = quote.get_by_role("button", name="Show all")
    expect(more).to_have_attribute("aria-expanded", "false")
    more.click()
    expect(quote.get_by_role("button", name="Show less")).to_have_attribute("aria-expanded", "true")
    assert _height(quote) > 2 * folded


def test_text_stays_text_and_the_quote_is_copied(page: Page) -> None:
    answer = ask(page, library.QUESTION)
    expect(answer).to_contain_text("played <loudly>")
    assert answer.locator("loudly").count() == 0
    copying = now(page, answer).get_by_role("button", name="Copy the quote")
    sent = write(page, "<img src=x onerror=alert(1)>")
    expect(sent).to_contain_text("<img src=x")
    assert sent.locator("img").count() == 0

    copying.click()

    expect(page.locator("#toast")).to_contain_text("Copied")
    assert page.evaluate("navigator.clipboard.readText()") == library.QUOTE


def test_did_you_mean_turns_into_the_answer(page: Page, facts: Path) -> None:
    offer = ask(page, library.unsure_question(facts))
    expect(offer).to_contain_text("Did you mean")
    changed = now(page, offer)

    offer.locator(".keyboard button").first.click()

    expect(changed.locator("blockquote")).to_be_visible()
    expect(changed).to_contain_text("edited")


def test_an_edited_question_edits_its_answer(page: Page) -> None:
    answer = ask(page, library.QUESTION)
    page.locator(".message.own").last.get_by_role("button", name="Edit").click()
    composer(page).fill(library.NEXT_QUESTION)
    page.keyboard.press("Enter")

    expect(answer).to_contain_text(library.NEXT_STATEMENT)


def test_in_a_group_the_bot_is_silent_until_spoken_to(page: Page, visited: Visit) -> None:
    visited.telegram.privacy_mode(on=False)  # the bot hears everything
    enter(page, "Talks club")
    answers = page.locator(".message.bot")
    page.get_by_label("Speak as").select_option("Ben")
    write(page, library.QUESTION)
    page.get_by_label("Speak as").select_option("Rita")
    visited.telegram.wait_until_confirmed()

    mentioned = ask(page, f"hey @{USERNAME}, {library.NEXT_QUESTION}")

    expect(answers).to_have_count(1)  # the bot answers the messages of a chat in their order
    expect(mentioned).to_contain_text(library.NEXT_STATEMENT)
    expect(mentioned.locator(".replied")).to_contain_text("Rita")
    mentioned.get_by_role("button", name="Reply").click()
    expect(ask(page, library.LONG_QUESTION)).to_contain_text("Visitors of the reading room")
    page.locator(".message.other", has_text=library.QUESTION).get_by_role("button", name="Reply").click()
    asked = ask(page, "/ask")
    expect(asked).to_contain_text(library.STATEMENT)
    expect(asked.locator(".replied")).to_contain_text("Ben")


def test_more_in_private_opens_the_private_chat(page: Page) -> None:
    enter(page, "Talks club")
    ask(page, f"/ask {library.QUESTION}").get_by_role("button", name="More in private").click()

    expect(head(page)).to_contain_text("you are Rita")
    expect(page.locator(".message.bot").last).to_contain_text(library.STATEMENT)
    expect(composer(page)).to_be_focused()


def test_a_deep_link_in_a_text_starts_the_bot_and_what_only_looks_like_a_link_does_nothing(page: Page) -> None:
    enter(page, "Talks club")
    write(page, "see https://[nowhere").get_by_role("link").click()
    write(page, f"see https://t.me/{USERNAME}?start=help").get_by_role("link").click()

    expect(head(page)).to_contain_text("you are Rita")
    expect(page.locator(".message.own").last).to_contain_text("/start help")
    assert len(page.context.pages) == 1


def test_other_links_open_apart_and_know_nothing_of_the_page(page: Page) -> None:
    page.context.route("https://courier.example/**", lambda route: route.fulfill(body="the source"))
    link = ask(page, library.QUESTION).get_by_role("link", name="A new library for Lindhaven")

    with page.context.expect_page() as opening:
        link.click()

    opening.value.wait_for_url("https://courier.example/library")
    assert opening.value.evaluate("[opener, document.referrer]") == [None, ""]
    expect(head(page)).to_contain_text("you are Rita")


def test_an_inline_result_is_sent_where_the_bot_is_not(page: Page) -> None:
    enter(page, "Rita and Ben")
    composer(page).fill(f"@{USERNAME} {library.NEXT_QUESTION}")
    first = page.locator("#offers button").first
    expect(first).to_contain_text(library.NEXT_STATEMENT)

    first.click()

    sent = page.locator(".message.own").last
    expect(sent).to_contain_text(f"via @{USERNAME}")
    expect(sent).to_contain_text(library.NEXT_STATEMENT)


def test_a_question_after_the_name_is_answered_where_the_bot_is_a_guest(page: Page) -> None:
    enter(page, "Rita and Ben")

    answer = ask(page, f"@{USERNAME} {library.NEXT_QUESTION}")

    expect(answer).to_contain_text(library.NEXT_STATEMENT)
    expect(answer.locator(".replied")).to_contain_text("Rita")
    expect(page.locator("#offers")).to_be_hidden()
    answer.get_by_role("button", name="More in private").click()
    expect(head(page)).to_contain_text("you are Rita")


def test_letters_after_a_slash_list_the_commands_that_begin_so(page: Page) -> None:
    ask(page, "/start")
    composer(page).fill("/so")
    expect(page.locator("#offers b")).to_have_text(["/source"])

    page.locator("#offers button").click()

    expect(page.locator(".message.bot").last).to_contain_text("A new library for Lindhaven")
    expect(composer(page)).to_have_value("")


def test_a_command_that_is_picked_answers_the_message_one_replies_to(page: Page) -> None:
    enter(page, "Talks club")
    write(page, library.QUESTION).get_by_role("button", name="Reply").click()
    page.get_by_role("button", name="Menu").click()

    page.locator("#offers button", has_text="/ask").click()

    expect(page.locator(".message.bot").last).to_contain_text(library.STATEMENT)


def test_an_edit_that_is_given_up_leaves_nothing_written(page: Page) -> None:
    write(page, "hello").get_by_role("button", name="Edit").click()
    expect(composer(page)).to_have_value("hello")

    enter(page, "Rita and Ben")

    expect(composer(page)).to_have_value(f"@{USERNAME} ")


def test_the_inside_shows_traffic(page: Page) -> None:
    expect(page.get_by_role("complementary")).to_be_hidden()
    page.get_by_role("button", name="Inside").click()
    ask(page, library.QUESTION)

    call = page.locator("#traffic details", has_text="sendMessage").first
    call.locator("summary").click()
    expect(call.locator("pre")).to_contain_text("blockquote expandable")


def test_the_inside_shows_why_as_a_table_for_each_fact(page: Page) -> None:
    page.get_by_role("button", name="Inside").click()
    ask(page, library.QUESTION)
    why = page.get_by_label("Explanation")

    expect(why).to_contain_text("Answered with confidence")
    expect(why).to_contain_text("because some fact answers it")
    expect(why.get_by_role("meter", name="Confidence")).to_be_visible()
    best = why.get_by_role("table")
    expect(best).to_have_count(1)
    expect(best.locator("caption")).to_contain_text(library.STATEMENT)
    expect(best.get_by_role("columnheader")).to_have_text(["Word", "Matched in the fact", "How", "Weight"])
    opened = best.get_by_role("row").filter(has=page.get_by_role("rowheader", name="opened"))
    expect(opened.get_by_role("cell")).to_contain_text(["opened", "same word", re.compile(r"0\.\d\d")])
    why.locator("summary").first.click()
    expect(best).to_have_count(2)


def test_the_inside_says_so_where_no_fact_was_wanted(page: Page) -> None:
    page.get_by_role("button", name="Inside").click()
    ask(page, "thanks!")

    expect(page.get_by_label("Explanation")).to_have_text(
        re.compile("^No fact wanted, because the message asks nothing")
    )


def test_the_inside_explains_a_follow_up_with_what_the_same_person_asked_before(page: Page) -> None:
    page.get_by_role("button", name="Inside").click()
    explanation = page.locator("#explanation")
    ask(page, library.MARCH_QUESTION)
    ask(page, library.FOLLOW_UP)
    expect(explanation).to_contain_text("1. band-song")

    page.get_by_label("Question").press_sequentially("?")
    page.get_by_role("button", name="Explain").click()
    expect(explanation).to_contain_text("1. library-opening")


def test_an_edited_question_is_explained_with_what_was_asked_before_it(page: Page) -> None:
    page.get_by_role("button", name="Inside").click()
    ask(page, library.MARCH_QUESTION)
    written = write(page, library.QUESTION)
    expect(page.locator("#explanation")).to_contain_text("1. library-opening")

    written.get_by_role("button", name="Edit").click()
    composer(page).fill(library.FOLLOW_UP)
    page.keyboard.press("Enter")

    expect(page.locator("#explanation")).to_contain_text("1. band-song")


def test_what_was_said_before_is_there_again_and_read(page: Page) -> None:
    ask(page, library.QUESTION)
    enter(page, "Talks club")
    ask(page, f"/ask {library.QUESTION}")

    page.reload()

    expect(page.locator(".message.bot")).to_have_count(1)
    expect(page.get_by_label("unread")).to_have_count(0)


def test_what_is_said_elsewhere_is_marked_as_unread(page: Page, visited: Visit) -> None:
    rita = visited.people.person(visited.people.rooms[0].chat_id)
    rita.writes(f"/ask {library.QUESTION}", visited.people.group)

    expect(page.get_by_role("button", name="Talks club").get_by_label("1 unread")).to_be_visible()


def _height(element: Locator) -> float:
    box = element.bounding_box()
    assert box
    return float(box["height"])
