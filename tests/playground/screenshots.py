"""`make screenshots`: draws the pictures of the README anew, so that they show the page as it is."""

import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

from tests.e2e import library
from tests.e2e.library import write_facts
from tests.e2e.process import ROOT

from .conftest import started
from .screen import (
    Page,
    ViewportSize,
    Window,
    ask,
    browsing,
    composer,
    enter,
    expect,
    sized,
    upload,
    write,
)
from .visits import USERNAME

DOCS = ROOT / "docs"
SAID, CHANGED = "40,000 books.", "50,000 books."


def reader(page: Page) -> None:
    """Show an answer, and why it is what it is."""
    page.get_by_role("button", name="Inside").click()
    ask(page, "Who is the Japaneese defense chief these days?")
    expect(page.get_by_label("Explanation")).to_contain_text("Answered with confidence")


def group(page: Page) -> None:
    """Show one person asking for an answer to what another one wrote."""
    page.emulate_media(color_scheme="dark")
    enter(page, "Talks club")
    page.get_by_label("Speak as").select_option("Ben")
    write(page, "Who is Nakatani?")
    page.get_by_label("Speak as").select_option("Rita")
    page.locator(".message.other").get_by_role("button", name="Reply").click()
    ask(page, "/ask")


def inline(page: Page) -> None:
    """Show results while somebody types."""
    page.emulate_media(color_scheme="dark")
    enter(page, "Rita and Ben")
    composer(page).fill(f"@{USERNAME} philippines")
    expect(page.locator("#offers button").first).to_be_visible()


def admin(page: Page) -> None:
    """Show what an uploaded file would change."""
    enter(page, "Ada")
    expect(page.locator(".message.bot")).to_have_count(1)
    upload(page, library.FACTS.replace(SAID, CHANGED, 1))
    expect(page.get_by_role("button", name="Publish")).to_be_in_viewport()


def draw(knowledge: Path, window: Window, *pictures: tuple[str, ViewportSize, Callable[[Page], None]]) -> None:
    """Draw pictures from one demo with these facts, matched by meaning as in the bot itself."""
    for demo in started(knowledge, "--model", ""):
        for name, size, act in pictures:
            with window.opened(demo.url, size) as page:
                act(page)
                page.screenshot(path=DOCS / f"{name}.png", animations="disabled")


def main() -> None:
    """Draw all pictures; a change is shown on a small base, about which there is little else to say."""
    expect.set_options(timeout=60_000)  # what an upload changes is measured with the model
    with tempfile.TemporaryDirectory() as folder, browsing() as window:
        talks = shutil.copytree(ROOT / "knowledge", Path(folder) / "talks" / "knowledge")
        small = write_facts(Path(folder) / "knowledge")
        phone = sized(400, 640)
        draw(talks, window, ("reader", sized(1240, 720), reader), ("group", phone, group), ("inline", phone, inline))
        draw(small, window, ("admin", sized(640, 620), admin))


if __name__ == "__main__":
    main()
