"""Gaps as an admin teaches them on the page; the bot is one of its own, for what is taught is remembered."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.telegram.admin.texts import CHOSEN
from tests.e2e import library

from .screen import Page, ask, enter, expect, now
from .visits import run_shared_bot, visit


@pytest.fixture
def knowledge(tmp_path: Path) -> Path:
    return library.write_facts(tmp_path / "knowledge")


@pytest.fixture
def address(knowledge: Path) -> Iterator[str]:
    with run_shared_bot(knowledge) as shared, visit(shared.telegram, knowledge, shared.admin) as made:
        yield made.url


@pytest.mark.parametrize("page", ["phone"], indirect=True)
def test_an_admin_teaches_a_gap_by_taps_alone(page: Page, knowledge: Path) -> None:
    file = knowledge / "library.yaml"
    gaps = ["Which poet wrote the inscription over the door?", "Do pigeons live on the roof?"]
    for gap in gaps:
        ask(page, gap)
    enter(page, "Ada")
    expect(page.locator(".message.bot")).to_have_count(1)
    shown = ask(page, "/gaps")
    listed = now(page, shown)

    listed.get_by_role("button", name="2", exact=True).click()
    expect(listed.get_by_role("button", name=f"{CHOSEN} 2")).to_be_visible()
    listed.get_by_role("button", name="This is").click()
    listed.get_by_role("button", name="reading-room").click()
    page.get_by_role("button", name="Publish").click()

    expect(listed).to_contain_text("1 question without an answer")
    taught = [gap for gap in gaps if gap in file.read_text()]
    assert len(taught) == 1
    expect(listed).not_to_contain_text(taught[0])
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
