"""The page as an admin uses it, in a headless Chromium. Each test has a demo of its own: they change the fact files."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.e2e import library

from .conftest import started
from .screen import Page, ask, enter, expect, now, upload

BROKEN = library.FACTS.replace("[ada-okoro, library]", "[ada-okero, library]")
CHANGED = library.FACTS.replace("40,000 books.", "50,000 books.")

SHELVES = "Its shelves hold 40,000 books. The band played the march of the miners."
GARDEN = "Behind the house lies a garden with old pear trees."


@pytest.fixture
def knowledge(tmp_path: Path) -> Path:
    return library.write_facts(tmp_path / "knowledge")


@pytest.fixture
def file(knowledge: Path) -> Path:
    return knowledge / "library.yaml"


@pytest.fixture
def address(knowledge: Path) -> Iterator[str]:
    for demo in started(knowledge):
        yield demo.url


@pytest.fixture
def adas(page: Page) -> Page:
    """The page with the admin's chat, in which the bot has said hello."""
    enter(page, "Ada")
    expect(page.locator(".message.bot")).to_have_count(1)
    return page


def test_an_admin_uploads_publishes_and_undoes(adas: Page, file: Path) -> None:
    refused = upload(adas, BROKEN)
    expect(refused).to_contain_text("did you mean 'ada-okoro'?")

    shown = upload(adas, CHANGED)
    changed = now(adas, shown)
    shown.get_by_role("button", name="Publish").click()
    undo = changed.get_by_role("button", name="Undo")
    expect(undo).to_be_visible()
    assert file.read_text() == CHANGED

    undo.click()
    expect(changed).to_contain_text("undid")
    assert file.read_text() == library.FACTS


@pytest.mark.parametrize("page", ["phone"], indirect=True)
def test_an_admin_teaches_a_gap_by_taps_alone(page: Page, file: Path) -> None:
    gaps = ["Which poet wrote the inscription over the door?", "Do pigeons live on the roof?"]
    for gap in gaps:
        ask(page, gap)
    enter(page, "Ada")
    expect(page.locator(".message.bot")).to_have_count(1)
    shown = ask(page, "/gaps")
    listed = now(page, shown)

    listed.get_by_role("button", name="2", exact=True).click()
    listed.get_by_role("button", name="This is").click()
    listed.get_by_role("button", name="reading-room").click()
    page.get_by_role("button", name="Publish").click()

    expect(listed).to_contain_text("1 question without an answer")
    taught = [gap for gap in gaps if gap in file.read_text()]
    assert len(taught) == 1
    expect(listed).not_to_contain_text(taught[0])
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_that_the_bot_works_on_an_upload_shows_as_typing(adas: Page) -> None:
    adas.evaluate("""() => {
        window.typed = [];
        const place = document.getElementById("typing");
        new MutationObserver(() => typed.push(place.textContent)).observe(place, { childList: true });
    }""")

    upload(adas, CHANGED)

    expect(adas.locator("#typing")).to_be_empty()
    assert adas.evaluate("typed") == ["Talks is typing…", ""]


def test_an_admin_downloads_the_files(adas: Page, file: Path) -> None:
    sent = ask(adas, "/export")

    with adas.expect_download() as download:
        sent.get_by_role("link", name="library.yaml").click()

    assert download.value.path().read_text() == file.read_text()


def test_a_file_saved_on_the_server_is_told_to_the_admin_and_undone(adas: Page, file: Path) -> None:
    file.write_text(CHANGED)

    told = adas.locator(".message.bot").last
    expect(told).to_contain_text("library.yaml changed on the server: 1 fact reworded.")
    expect(told).to_contain_text("50,000")
    told.get_by_role("button", name="Undo").click()

    expect(told).to_contain_text("Live now. library.yaml: undid")
    assert file.read_text() == library.FACTS


def test_a_file_that_breaks_on_the_server_is_told_to_the_admin(adas: Page, file: Path) -> None:
    file.write_text(BROKEN)
    expect(adas.locator(".message.bot").last).to_contain_text("did you mean 'ada-okoro'?")
    file.write_text(library.FACTS)

    expect(adas.locator(".message.bot").last).to_contain_text("mended")


def test_the_inside_shows_the_log_of_the_bot(adas: Page, file: Path) -> None:
    adas.get_by_role("button", name="Inside").click()
    file.write_text(CHANGED)

    expect(adas.locator("#traffic")).to_contain_text("INFO bot: the fact files have changed: 4 facts")


@pytest.mark.parametrize("page", ["phone"], indirect=True)
def test_an_admin_adds_a_fact_on_a_phone(adas: Page, file: Path) -> None:
    (file.parent / "report.txt").write_text(f"{library.QUOTE} {library.LONG_QUOTE} {SHELVES} {GARDEN}")
    file.write_text(library.FACTS.replace("/library\n", "/library\n  text: report.txt\n"))
    expect(adas.locator(".message.bot")).to_have_count(2)

    ask(adas, "/add")
    quote = now(adas, ask(adas, "There is a garden behind the library."))
    expect(quote).to_contain_text(f"1. {GARDEN}")
    quote.get_by_role("button", name="1", exact=True).click()
    expect(quote).to_contain_text("step 3 of 3")
    questions = now(adas, ask(adas, "Is there a garden?"))
    questions.get_by_role("button", name="Done").click()

    proposal = now(adas, adas.locator(".message.bot").filter(has_text="1 fact added").first)
    proposal.get_by_role("button", name="Publish").click()
    expect(proposal).to_contain_text("Live now.")
    expect(ask(adas, "Is there a garden?")).to_contain_text(GARDEN)
