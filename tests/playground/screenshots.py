"""`make screenshots`: draws the pictures of the README anew, so that they show the page as it is."""

import shutil
import tempfile
from pathlib import Path

from tests.e2e.process import ROOT

from .conftest import started
from .screen import Page, ask, browsing, composer, enter, expect, opened, sized, upload, write
from .visits import USERNAME

DOCS = ROOT / "docs"
SAID, CHANGED = "is the Defence Minister of the Philippines", "is Secretary of National Defense of the Philippines"


def reader(page: Page) -> None:
    """An answer, and why it is what it is."""
    page.get_by_role("button", name="Inside").click()
    ask(page, "Where did India and Japan meet?")
    expect(page.get_by_label("Explanation")).to_contain_text("Answered with confidence")


def group(page: Page) -> None:
    """One person asks for an answer to what another one wrote."""
    page.emulate_media(color_scheme="dark")
    enter(page, "Talks club")
    page.get_by_label("Speak as").select_option("Ben")
    write(page, "Who is Nakatani?")
    page.get_by_label("Speak as").select_option("Rita")
    page.locator(".message.other").get_by_role("button", name="Reply").click()
    ask(page, "/ask")


def inline(page: Page) -> None:
    """Results while somebody types."""
    page.emulate_media(color_scheme="dark")
    enter(page, "Rita and Ben")
    composer(page).fill(f"@{USERNAME} philippines")
    expect(page.locator("#offers button").first).to_be_visible()


def admin(page: Page, talks: str) -> None:
    """What an uploaded file would change."""
    enter(page, "Ada")
    expect(page.locator(".message.bot")).to_have_count(1)
    upload(page, talks.replace(SAID, CHANGED, 1), "talks.yaml")


def main() -> None:
    """All pictures, from one demo with the facts of the project."""
    with tempfile.TemporaryDirectory() as folder, browsing() as browser:
        knowledge = shutil.copytree(ROOT / "knowledge", Path(folder) / "knowledge")
        talks = (knowledge / "talks.yaml").read_text()
        pictures = (
            ("reader", sized(1240, 720), reader),
            ("group", sized(400, 640), group),
            ("inline", sized(400, 640), inline),
            ("admin", sized(640, 620), lambda page: admin(page, talks)),
        )
        for demo in started(knowledge):
            for name, size, draw in pictures:
                with opened(browser, demo.url, size) as page:
                    draw(page)
                    page.screenshot(path=DOCS / f"{name}.png", animations="disabled")


if __name__ == "__main__":
    main()
