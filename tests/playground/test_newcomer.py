"""The way of a newcomer: a text, a draft of it, the demo, and from a reader's question to a fact on a phone."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.commands import bot

from .conftest import started
from .screen import Page, ask, enter, expect, now, write

OPENING = "The library opened again on Monday after eleven months."
DOGS = "Dogs must stay outside the library."
CAFE = "The electrician Jonas Albrecht leads a repair café on the first Saturday of each month."
TEXT = f"# The library of Hollerbach\n\n{OPENING} {DOGS}\n\n{CAFE}\n"
MISSED = "May I bring my dog?"


@pytest.fixture
def knowledge(tmp_path: Path) -> Path:
    """Return the facts of a bot that `init` began and `draft` filled, as the documents say."""
    folder = tmp_path / "library"
    assert bot("init", folder, folder=tmp_path).status == 0
    for sample in (folder / "knowledge").iterdir():
        sample.unlink()
    (folder / "library.md").write_text(TEXT, "utf-8")
    assert bot("draft", "library.md", "-o", "knowledge/library.yaml", folder=folder).status == 0
    assert bot("check", folder=folder).status == 0
    return folder / "knowledge"


@pytest.fixture
def address(knowledge: Path) -> Iterator[str]:
    for demo in started(knowledge, "--model", "none"):
        yield demo.url


@pytest.mark.parametrize("page", ["phone"], indirect=True)
def test_a_draft_answers_and_learns_from_what_is_asked(page: Page, knowledge: Path) -> None:
    file = knowledge / "library.yaml"
    expect(ask(page, "When did the library open again?")).to_contain_text(f"“{OPENING}”")
    expect(ask(page, MISSED)).to_contain_text("Did you mean")

    enter(page, "Ada")
    expect(page.locator(".message.bot")).to_have_count(1)
    gaps = now(page, ask(page, "/gaps"))
    expect(gaps).to_contain_text(MISSED)
    gaps.get_by_role("button", name="This is").click()
    gaps.get_by_role("button", name="dogs-stay-library").click()
    page.get_by_role("button", name="Publish").click()
    expect(gaps).to_contain_text("No question is waiting")
    assert MISSED in file.read_text("utf-8")

    quote = now(page, ask(page, "/add Every first Saturday the library repairs what is broken."))
    expect(quote).to_contain_text(f"1. {CAFE}")
    quote.get_by_role("button", name="1", exact=True).click()
    expect(quote).to_contain_text("step 3 of 3")
    questions = now(page, ask(page, "Who mends toasters?"))
    questions.get_by_role("button", name="Done").click()
    proposal = now(page, page.locator(".message.bot").filter(has_text="1 fact added").first)
    proposal.get_by_role("button", name="Publish").click()
    expect(proposal).to_contain_text("Live now.")

    ask(page, "/edit dogs-stay-library").get_by_role("button", name="Note").click()
    write(page, "Guide dogs may come in.")
    page.get_by_role("button", name="Publish").click()
    changed = page.locator(".message.bot").last
    expect(changed).to_contain_text("Live now.")
    changed.get_by_role("button", name="Undo").click()
    expect(changed).to_contain_text("undid")
    assert "Guide dogs" not in file.read_text("utf-8")
    expect(ask(page, "/check")).to_contain_text("find their fact")

    enter(page, "Rita")
    expect(ask(page, MISSED)).to_contain_text(DOGS)
    expect(ask(page, "Who mends toasters?")).to_contain_text(CAFE)
