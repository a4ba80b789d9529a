"""The page as an admin uses it, in a headless Chromium; each test finds a new chat and the same facts."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.e2e import library

from .screen import Page, ask, enter, expect, now, upload
from .visits import SharedBot, run_shared_bot, visit

BROKEN = library.FACTS.replace("[ada-okoro, library]", "[ada-okero, library]")
CHANGED = library.FACTS.replace("40,000 books.", "50,000 books.")

SHELVES = "Its shelves hold 40,000 books. The band played the march of the miners."
GARDEN = "Behind the house lies a garden with old pear trees."


@pytest.fixture(scope="module")
def changing(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the fact file that the tests change."""
    return library.write_facts(tmp_path_factory.mktemp("changing") / "knowledge") / "library.yaml"


@pytest.fixture(scope="module")
def admins_bot(changing: Path) -> Iterator[SharedBot]:
    with run_shared_bot(changing.parent) as made:
        yield made


@pytest.fixture
def file(changing: Path, admins_bot: SharedBot) -> Iterator[Path]:
    """Yield the fact file; a change that is left in it is taken back afterwards, of which the bot tells the admin."""
    yield changing
    if changing.read_text() != library.FACTS:
        chat = admins_bot.admin.private
        latest = chat.messages[-1]
        changing.write_text(library.FACTS)
        chat.answer_to(latest)


@pytest.fixture
def address(file: Path, admins_bot: SharedBot) -> Iterator[str]:
    """Yield the address of a page on which the admin has a new chat with the bot."""
    admins_bot.admin.private.clear_history()
    with visit(admins_bot.telegram, file.parent, admins_bot.admin, admins_bot.process.lines) as made:
        yield made.url


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

    expect(adas.locator(".message.bot").last).to_contain_text("The fact files are mended and live: 4 facts.")


def test_the_inside_shows_the_log_of_the_bot(adas: Page, file: Path) -> None:
    adas.get_by_role("button", name="Inside").click()
    file.write_text(CHANGED)

    expect(adas.locator("#traffic")).to_contain_text("INFO bot: the fact files have changed: 4 facts")
    expect(adas.locator(".message.bot")).to_have_count(2)


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
