"""What a person does on the page, in Chromium; without it or Playwright, modules that import this are skipped."""

import re
from collections.abc import Iterator
from contextlib import contextmanager

from .chromium import chromium, do_without

CHROMIUM = chromium()
try:
    from axe_playwright_python.sync_playwright import Axe
    from playwright.sync_api import Browser, FilePayload, Locator, Page, ViewportSize, expect, sync_playwright
except ModuleNotFoundError:
    do_without("`make browser`")

__all__ = [
    "DESK",
    "PHONE",
    "Browser",
    "Locator",
    "Page",
    "ViewportSize",
    "ask",
    "browsing",
    "complaints_of_axe",
    "composer",
    "enter",
    "expect",
]
__all__ += ["head", "inside", "now", "opened", "sized", "upload", "write"]

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


def sized(width: int, height: int) -> ViewportSize:
    return ViewportSize(width=width, height=height)


DESK, PHONE = sized(1180, 760), sized(400, 760)


@contextmanager
def browsing() -> Iterator[Browser]:
    """Run a headless Chromium within this block."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


@contextmanager
def opened(browser: Browser, url: str, size: ViewportSize) -> Iterator[Page]:
    """Open the page in a window of its own; warnings of its console and requests to other hosts fail the test."""
    context = browser.new_context(viewport=size, accept_downloads=True)
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    page, complaints = context.new_page(), list[str]()
    page.on("console", lambda line: complaints.append(line.text) if line.type in {"error", "warning"} else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("request", lambda sent: None if sent.url.startswith(url) else complaints.append(sent.url))
    page.set_default_timeout(15_000)
    page.goto(url)
    expect(head(page)).to_contain_text("you are Rita")
    yield page
    context.close()
    assert complaints == []


def head(page: Page) -> Locator:
    """Return the head of the page, which names the chat and the person who speaks."""
    return page.get_by_role("main").locator("> header")


def composer(page: Page) -> Locator:
    """Return the field in which a message is written."""
    return page.get_by_label("Message", exact=True)


def enter(page: Page, room: str) -> None:
    page.get_by_role("navigation").get_by_role("button", name=room).first.click()
    expect(head(page)).to_contain_text(room)


def inside(page: Page) -> Locator:
    """Return the button that opens and closes the inside of the bot."""
    return page.get_by_role("main").get_by_role("button", name=re.compile(r"^(Inside|Chat)$"))


def write(page: Page, text: str) -> Locator:
    """Send a message, and return it as the chat shows it."""
    own = page.locator(".message.own")
    count = own.count()
    composer(page).fill(text)
    page.keyboard.press("Enter")
    expect(own).to_have_count(count + 1)
    return own.last


def ask(page: Page, text: str) -> Locator:
    """Send a message, and return the bot's answer."""
    answers = page.locator(".message.bot")
    count = answers.count()
    write(page, text)
    expect(answers).to_have_count(count + 1)
    return answers.last


def upload(page: Page, text: str, name: str = "library.yaml") -> Locator:
    """Send a file, and return the bot's answer."""
    answers = page.locator(".message.bot")
    count = answers.count()
    file = FilePayload(name=name, mimeType="application/yaml", buffer=text.encode())
    page.locator("#file").set_input_files(file)
    expect(answers).to_have_count(count + 1)
    return answers.last


def now(page: Page, message: Locator) -> Locator:
    """Return a locator of this very message; `last` would follow the newest one."""
    return page.locator(f'[data-message="{message.get_attribute("data-message")}"]')


def complaints_of_axe(page: Page) -> list[str]:
    """Return what a checker of accessibility finds wrong with the page as it is."""
    violations = Axe().run(page).response["violations"]
    return [f"{each['id']}: {node['html']}: {node['failureSummary']}" for each in violations for node in each["nodes"]]
