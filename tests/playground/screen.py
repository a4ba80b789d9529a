"""What a person does on the page, in Chromium; without it or Playwright, modules that import this are skipped."""

import re
from collections.abc import Iterator
from contextlib import contextmanager

from .chromium import chromium, do_without

CHROMIUM = chromium()
try:
    from axe_playwright_python.base import AXE_SCRIPT
    from playwright.sync_api import Browser, FilePayload, Locator, Page, ViewportSize, expect, sync_playwright
except ModuleNotFoundError:
    do_without("`make browser`")

__all__ = [
    "DESK",
    "PHONE",
    "Locator",
    "Page",
    "ViewportSize",
    "Window",
    "ask",
    "browsing",
    "complaints_of_axe",
    "composer",
    "enter",
    "expect",
]
__all__ += ["head", "inside", "now", "sized", "upload", "write"]

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
BLANK = "about:blank"


class Window:
    """A window of a browser in which tests open one page after the other.

    A window and a renderer of its own would cost each test more than what it does. A page leaves nothing for the next:
    each has an address of its own, and what else there is to a window is put back.
    """

    def __init__(self, browser: Browser) -> None:
        context = browser.new_context(accept_downloads=True)
        context.grant_permissions(["clipboard-read", "clipboard-write"])
        self._page, self._url, self._complaints = context.new_page(), BLANK, list[str]()
        self._page.on("console", lambda line: self._complain(line.text) if line.type in {"error", "warning"} else None)
        self._page.on("pageerror", lambda error: self._complain(str(error)))
        self._page.on("request", lambda sent: None if sent.url.startswith(self._url) else self._complain(sent.url))
        self._page.set_default_timeout(15_000)

    @contextmanager
    def opened(self, url: str, size: ViewportSize) -> Iterator[Page]:
        """Open the page within this block; warnings of its console and requests to other hosts fail the test."""
        page, self._url, self._complaints = self._page, url, []
        page.set_viewport_size(size)
        page.emulate_media(color_scheme="light")
        try:
            page.goto(url)
            expect(head(page)).to_contain_text("you are Rita")
            yield page
            page.evaluate("null")  # all that came of the page until now has been heard when this returns
        finally:
            complaints = self._complaints
            self._leave()
        assert not complaints, complaints

    def _leave(self) -> None:
        # Of what the page does while it is left, such as a request that is cut off, nobody complains.
        self._complaints = []
        self._page.context.unroute_all()
        for page in self._page.context.pages:
            if page is not self._page:
                page.close()
        self._page.goto(BLANK)
        self._page.mouse.move(0, 0)  # or it would hover over the next page

    def _complain(self, words: str) -> None:
        self._complaints.append(words)


@contextmanager
def browsing() -> Iterator[Window]:
    """Run a headless Chromium within this block."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield Window(browser)
        browser.close()


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
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE_SCRIPT)
    violations = page.evaluate("axe.run({ resultTypes: ['violations'] }).then(({ violations }) => violations)")
    return [f"{each['id']}: {node['html']}: {node['failureSummary']}" for each in violations for node in each["nodes"]]
