"""The page as a person uses it, in a headless Chromium."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.e2e import library

from .conftest import started
from .demo import DemoProcess

try:
    from playwright.sync_api import Browser, FilePayload, Locator, Page, expect, sync_playwright
except ModuleNotFoundError:
    pytest.skip("the browser tests need `make browser`", allow_module_level=True)

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
if CHROMIUM is None:
    pytest.skip("the browser tests need Chromium (Debian: apt-get install chromium)", allow_module_level=True)

FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
DESK, PHONE = {"width": 1180, "height": 760}, {"width": 400, "height": 760}


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        made = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield made
        made.close()


@pytest.fixture
def knowledge(tmp_path: Path) -> Path:
    return library.write_facts(tmp_path / "knowledge")


@pytest.fixture
def demo(knowledge: Path) -> Iterator[DemoProcess]:
    """One for each test: a person gets but so many answers in ten seconds."""
    yield from started(knowledge)


@pytest.fixture(params=[DESK], ids=["desk"])
def page(request: pytest.FixtureRequest, browser: Browser, demo: DemoProcess) -> Iterator[Page]:
    """The page of the demo; what its console complains of fails the test."""
    context = browser.new_context(viewport=request.param, accept_downloads=True)
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    made, complaints = context.new_page(), list[str]()
    made.on("console", lambda line: complaints.append(line.text) if line.type in {"error", "warning"} else None)
    made.on("pageerror", lambda error: complaints.append(str(error)))
    made.on("request", lambda sent: None if sent.url.startswith(demo.url) else complaints.append(sent.url))
    made.set_default_timeout(15_000)
    made.goto(demo.url)
    expect(made.locator("#room-name")).to_have_text("Rita")
    yield made
    context.close()
    assert complaints == []


on_a_phone = pytest.mark.parametrize("page", [PHONE], ids=["phone"], indirect=True)


def _enter(page: Page, room: str) -> None:
    page.get_by_role("navigation").get_by_role("button", name=room).first.click()


def _write(page: Page, text: str) -> Locator:
    """Write, and the message as it then stands in the chat."""
    own = page.locator(".message.own")
    count = own.count()
    page.get_by_label("Message", exact=True).fill(text)
    page.keyboard.press("Enter")
    expect(own).to_have_count(count + 1)
    return own.last


def _ask(page: Page, text: str) -> Locator:
    """Write, and the bot's answer."""
    answers = page.locator(".message.bot")
    count = answers.count()
    _write(page, text)
    expect(answers).to_have_count(count + 1)
    return answers.last


def _upload(page: Page, text: str) -> Locator:
    answers = page.locator(".message.bot")
    count = answers.count()
    file = FilePayload(name="library.yaml", mimeType="application/yaml", buffer=text.encode())
    page.locator("#file").set_input_files(file)
    expect(answers).to_have_count(count + 1)
    return answers.last


def test_a_reader_asks_and_expands_the_quote(page: Page) -> None:
    answer = _ask(page, library.LONG_QUESTION)

    expect(answer).to_contain_text("Visitors of the reading room keep quiet")
    quote = answer.locator("blockquote")
    folded = _height(quote)
    more = quote.get_by_role("button", name="Show all")
    expect(more).to_have_attribute("aria-expanded", "false")
    more.click()
    expect(quote.get_by_role("button", name="Show less")).to_have_attribute("aria-expanded", "true")
    assert _height(quote) > 2 * folded


def test_text_stays_text_and_the_quote_is_copied(page: Page) -> None:
    _ask(page, library.QUESTION)
    answer = page.locator(".message.bot").first
    expect(answer).to_contain_text("played <loudly>")
    assert answer.locator("loudly").count() == 0
    sent = _write(page, "<img src=x onerror=alert(1)>")
    expect(sent).to_contain_text("<img src=x")
    assert sent.locator("img").count() == 0

    answer.get_by_role("button", name="Copy the quote").click()

    expect(page.locator("#toast")).to_contain_text("Copied")
    assert page.evaluate("navigator.clipboard.readText()") == library.QUOTE


def test_did_you_mean_turns_into_the_answer(page: Page, knowledge: Path) -> None:
    offer = _ask(page, library.unsure_question(knowledge))
    expect(offer).to_contain_text("Did you mean")

    number = offer.get_attribute("data-message")
    offer.locator(".keyboard button").first.click()

    changed = page.locator(f'[data-message="{number}"]')
    expect(changed.locator("blockquote")).to_be_visible()
    expect(changed).to_contain_text("edited")


def test_an_edited_question_edits_its_answer(page: Page) -> None:
    answer = _ask(page, library.QUESTION)
    page.locator(".message.own").last.get_by_role("button", name="Edit").click()
    page.get_by_label("Message", exact=True).fill(library.NEXT_QUESTION)
    page.keyboard.press("Enter")

    expect(answer).to_contain_text(library.NEXT_STATEMENT)


def test_in_a_group_the_bot_is_silent_until_spoken_to(page: Page) -> None:
    _enter(page, "Talks club")
    answers = page.locator(".message.bot")
    before = answers.count()
    page.get_by_label("Speak as").select_option("Ben")
    _write(page, library.QUESTION)
    page.get_by_label("Speak as").select_option("Rita")
    asked = page.locator(".message.other", has_text=library.QUESTION).last

    asked.get_by_role("button", name="Reply").click()
    page.get_by_label("Message", exact=True).fill("/ask")
    page.keyboard.press("Enter")

    expect(answers).to_have_count(before + 1)
    expect(answers.last).to_contain_text(library.STATEMENT)
    expect(answers.last.locator(".replied")).to_contain_text("Ben")
    mentioned = _ask(page, f"hey @talks_demo_bot, {library.NEXT_QUESTION}")
    expect(mentioned).to_contain_text(library.NEXT_STATEMENT)
    mentioned.get_by_role("button", name="Reply").click()
    expect(_ask(page, library.QUESTION)).to_contain_text(library.STATEMENT)


def test_more_in_private_opens_the_private_chat(page: Page) -> None:
    _enter(page, "Talks club")
    _ask(page, f"/ask {library.QUESTION}").get_by_role("button", name="More in private").click()

    expect(page.locator("#room-name")).to_have_text("Rita")
    expect(page.locator(".message.bot").last).to_contain_text(library.STATEMENT)


def test_an_inline_result_is_sent_where_the_bot_is_not(page: Page) -> None:
    _enter(page, "Rita and Ben")
    page.get_by_label("Message", exact=True).fill(f"@talks_demo_bot {library.NEXT_QUESTION}")
    first = page.locator("#offers button").first
    expect(first).to_contain_text(library.NEXT_STATEMENT)

    first.click()

    sent = page.locator(".message.own").last
    expect(sent).to_contain_text("via @talks_demo_bot")
    expect(sent).to_contain_text(library.NEXT_STATEMENT)


def test_an_admin_uploads_publishes_and_undoes(page: Page, knowledge: Path) -> None:
    file = knowledge / "library.yaml"
    before = file.read_text()
    _enter(page, "Ada")
    _ask(page, "/start")
    refused = _upload(page, before.replace("[ada-okoro, library]", "[ada-okero, library]"))
    expect(refused).to_contain_text("did you mean 'ada-okoro'?")

    shown = _upload(page, before.replace("40,000 books.", "50,000 books."))
    number = shown.get_attribute("data-message")
    shown.get_by_role("button", name="Publish").click()
    undo = page.locator(f'[data-message="{number}"]').get_by_role("button", name="Undo")
    expect(undo).to_be_visible()
    assert "50,000" in file.read_text()

    undo.click()
    expect(page.locator(f'[data-message="{number}"]')).to_contain_text("undid")
    assert file.read_text() == before


def test_an_admin_downloads_the_files(page: Page, knowledge: Path) -> None:
    _enter(page, "Ada")
    sent = _ask(page, "/export")

    with page.expect_download() as download:
        sent.get_by_role("link", name="library.yaml").click()

    assert download.value.path().read_text() == (knowledge / "library.yaml").read_text()


def test_a_file_that_breaks_on_disk_is_told_to_the_admin(page: Page, knowledge: Path) -> None:
    file = knowledge / "library.yaml"
    before = file.read_text()
    _enter(page, "Ada")
    _ask(page, "/start")

    file.write_text(before.replace("[ada-okoro, library]", "[ada-okero, library]"))
    expect(page.locator(".message.bot").last).to_contain_text("did you mean 'ada-okoro'?")
    file.write_text(before)

    expect(page.locator(".message.bot").last).to_contain_text("mended")
    expect(page.locator(".service").last).to_contain_text("the fact files are mended")


def test_the_inside_shows_traffic_and_why(page: Page) -> None:
    toggle = page.get_by_role("button", name="Inside")
    expect(page.get_by_role("complementary")).to_be_hidden()
    toggle.click()
    _ask(page, library.QUESTION)

    expect(page.locator("#explanation")).to_contain_text("answered with confidence")
    call = page.locator("#traffic details", has_text="sendMessage").first
    call.locator("summary").click()
    expect(call.locator("pre")).to_contain_text("blockquote expandable")


def test_every_control_has_a_name_and_is_reached_by_keyboard(page: Page) -> None:
    page.get_by_label("Message", exact=True).focus()
    page.keyboard.type(library.QUESTION)
    page.keyboard.press("Enter")
    expect(page.locator(".message.bot")).to_have_count(1)

    expect(page.get_by_role("log")).to_have_attribute("aria-live", "polite")
    for control in page.locator("button:visible, input:visible, select:visible, textarea:visible").all():
        assert control.evaluate("e => e.textContent || e.ariaLabel || e.labels?.[0]?.textContent"), control
    wanted = {"Menu", "Attach a file", "Copy the quote", "Not what I meant", "Inside", "Talks club"}
    for _ in range(40):
        page.keyboard.press("Shift+Tab")
        words = str(page.evaluate("document.activeElement.textContent"))
        wanted -= {name for name in wanted if words.startswith(name)}
    assert not wanted


@on_a_phone
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nothing_is_cut_off_on_a_phone(page: Page, scheme: Any) -> None:
    page.emulate_media(color_scheme=scheme)
    ground = page.evaluate("getComputedStyle(document.body).backgroundColor")
    for room in ("Rita", "Talks club", "Rita and Ben", "Ada"):
        _enter(page, room)
        assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
        expect(page.get_by_role("button", name="Send")).to_be_in_viewport()
    _enter(page, "Rita")
    answer = _ask(page, library.LONG_QUESTION)
    expect(answer.get_by_role("button", name="Not what I meant")).to_be_in_viewport()
    page.get_by_role("button", name="Inside").click()
    page.get_by_role("button", name="Inside").click()
    assert (sum(map(int, ground[4:-1].split(","))) < 200) == (scheme == "dark")


def _height(element: Locator) -> float:
    box = element.bounding_box()
    assert box
    return float(box["height"])
