"""What an admin reads of a change."""

import re
from dataclasses import replace
from pathlib import Path

import pytest

from bot.editing.outcomes import Broken, Reason, Refused
from bot.facts.problems import Problem
from bot.telegram.admin import texts
from bot.telegram.admin.changes import MOST_WARNINGS, proposal_page, published_page, rejected_page, reloaded_page
from bot.telegram.admin.versions import compared_page, history_page
from bot.telegram.messages.reply import TapButton
from tests.editing.setups import ANN, HEIGHT, NEW, EditingSetup
from tests.editing.setups import editing_setup as office_in
from tests.samples import FACT, HEAD, LIGHTHOUSE, VOICE, written

QUESTIONS = f"- q: {HEIGHT}\n  facts: [tower-height]\n- q: How much does a ticket cost?\n  facts: []\n"
CHANGED = (
    LIGHTHOUSE.replace("41 metres high.", "42 metres high.")
    .replace("id: paint-colour", "id: paint")
    .replace("also: [Berg]", "also: [Berg, Ada]")
    .replace("  - [tower, lighthouse]", "  - [tower, lighthouse]\n  - [keeper, warden]")
)
REWORDED = """\
Reworded
tower-height: statement
  \N{MINUS SIGN} The lighthouse of Nordholm is 41 metres high.
  + The lighthouse of Nordholm is 42 metres high."""


@pytest.fixture
def editing_setup(tmp_path: Path) -> EditingSetup:
    made = office_in(tmp_path)
    (made.file.parent / "questions.yaml").write_text(QUESTIONS)
    return made


def test_a_proposal_is_told_as_facts_names_synonyms_and_figures(editing_setup: EditingSetup) -> None:
    reply = proposal_page(editing_setup.proposed(CHANGED)).reply

    assert reply.plain.startswith(
        "facts.yaml: 1 fact added, 1 fact removed, 1 fact reworded, names and synonyms touched.\n"
        "Of 2 questions in questions.yaml, 0 are answered otherwise. 1 answer is the same in other words.\n"
        "right 100.0% → 100.0%, wrong 0.0% → 0.0%, false 0.0% → 0.0%"
    )
    for part in (
        "Facts added\n+ paint: The lighthouse was painted",
        "Facts removed\n\N{MINUS SIGN} paint-colour: ",
        REWORDED,
        "Names\nada-berg\n  \N{MINUS SIGN} Ada Berg, keeper of the lighthouse (also Berg)\n  + Ada Berg",
        "Synonyms\n+ keeper, warden",
    ):
        assert part in reply.plain


def test_a_proposal_says_how_the_own_questions_would_do_before_and_after(editing_setup: EditingSetup) -> None:
    reply = proposal_page(editing_setup.proposed(CHANGED)).reply

    assert "\nAsked as if they were new, they find their fact: " in reply.plain
    assert " of 6 (" in reply.plain


def test_warnings_are_shown_and_do_not_stand_in_the_way(editing_setup: EditingSetup) -> None:
    twice = LIGHTHOUSE.replace("What colour is the paint?", HEIGHT)

    reply = proposal_page(editing_setup.proposed(twice)).reply

    assert "New warnings\nfacts.yaml:" in reply.plain
    assert [button.label for button in reply.buttons[0]] == ["Publish", "Discard"]


def test_of_warnings_that_were_there_before_only_the_number_is_told(editing_setup: EditingSetup) -> None:
    twice = LIGHTHOUSE.replace("What colour is the paint?", HEIGHT)
    editing_setup.published(twice)

    reply = proposal_page(editing_setup.proposed(twice.replace("41 metres high.", "42 metres high."))).reply

    assert "New warnings" not in reply.plain
    assert re.search(r"\n\d+ warnings? (was|were) there before; /check has all\.", reply.plain)


def test_of_many_new_warnings_a_phone_shows_the_first(editing_setup: EditingSetup) -> None:
    proposal = editing_setup.proposed(CHANGED)
    many = tuple(Problem("facts.yaml", line, "", "could be better") for line in range(1, 21))

    reply = proposal_page(replace(proposal, warnings=many)).reply

    assert reply.plain.count("could be better") == MOST_WARNINGS
    assert reply.plain.endswith(f"… and {20 - MOST_WARNINGS} more")


def test_errors_of_another_file_are_not_blamed_on_the_upload(editing_setup: EditingSetup) -> None:
    (editing_setup.file.parent / "zoo.yaml").write_text("facts: no")

    broken = editing_setup.editor.upload("facts.yaml", NEW.encode(), ANN)

    assert isinstance(broken, Broken)
    assert rejected_page(broken).reply.plain.startswith("facts.yaml cannot be used while other files have errors")


def test_every_button_fits_into_what_telegram_takes(editing_setup: EditingSetup) -> None:
    proposal = editing_setup.proposed(CHANGED)
    published = editing_setup.published(LIGHTHOUSE.replace("41", "43"))
    pages = [proposal_page(proposal), published_page(published), history_page(editing_setup.editor.versions(), 0)]

    buttons = [
        button for page in pages for row in page.reply.buttons for button in row if isinstance(button, TapButton)
    ]

    assert buttons
    assert all(len(button.data.encode()) <= 64 for button in buttons)


def test_the_version_that_is_live_cannot_be_gone_back_to(editing_setup: EditingSetup) -> None:
    editing_setup.published(CHANGED)

    rows = history_page(editing_setup.editor.versions(), 0).reply.buttons

    assert [[button.label for button in row] for row in rows] == [["2: difference"], ["1: difference", "Go back to 1"]]


def test_a_long_history_is_turned_by_pages(editing_setup: EditingSetup) -> None:
    for height in range(42, 50):
        editing_setup.published(LIGHTHOUSE.replace("41", str(height)))

    first, last = (history_page(editing_setup.editor.versions(), page).reply for page in (0, 99))

    assert first.plain.startswith("9 · 01 Jan 2027 12:00 UTC · Ann (1)\nfacts.yaml: 1 fact reworded")
    assert [button.label for button in first.buttons[-1]] == ["»"]
    assert "1 · 01 Jan 2027 12:00 UTC · on disk\nfacts.yaml: as it was found" in last.plain
    assert [button.label for button in last.buttons[-1]] == ["«"]


def test_a_voice_is_shown_by_what_it_says_now_and_said_before(editing_setup: EditingSetup) -> None:
    reply = proposal_page(editing_setup.proposed(LIGHTHOUSE + VOICE)).reply

    assert reply.plain.startswith(
        "facts.yaml: voice touched.\nOf 2 questions in questions.yaml, 0 are answered otherwise.\n"
    )
    assert "Voice\nsource_noun\n  \N{MINUS SIGN} the article\n  + the guide\n" in reply.plain
    assert "+ acts.thanks: Always a pleasure!" in reply.plain


def test_a_version_is_shown_with_the_way_back(editing_setup: EditingSetup) -> None:
    editing_setup.published(CHANGED)
    compared = editing_setup.editor.compare(2)
    assert not isinstance(compared, Refused)

    reply = compared_page(compared).reply

    assert REWORDED in reply.plain
    assert reply.buttons[0][0].label == "Go back to 2"


def test_a_file_saved_on_the_server_is_told_with_what_it_changed_and_the_way_back(editing_setup: EditingSetup) -> None:
    editing_setup.served.reload()
    editing_setup.file.write_text(NEW)

    reply = reloaded_page(editing_setup.served.reload()).reply

    assert reply.plain == f"facts.yaml changed on the server: 1 fact reworded.\n\n{REWORDED}"
    assert [[button.label for button in row] for row in reply.buttons] == [["Undo"]]


def test_several_files_saved_at_once_are_told_as_one_change(editing_setup: EditingSetup) -> None:
    editing_setup.served.reload()
    editing_setup.file.write_text(NEW)
    written(editing_setup.file.parent, f"{HEAD}{FACT}", "zoo.yaml")

    reply = reloaded_page(editing_setup.served.reload()).reply

    assert reply.plain.startswith("facts.yaml, zoo.yaml changed on the server: 1 fact added, 1 fact reworded, source")
    assert not reply.buttons


def test_a_new_file_cannot_be_undone_for_there_is_nothing_to_go_back_to(editing_setup: EditingSetup) -> None:
    editing_setup.served.reload()
    written(editing_setup.file.parent, f"{HEAD}{FACT}", "zoo.yaml")

    reply = reloaded_page(editing_setup.served.reload()).reply

    assert reply.plain.startswith("zoo.yaml changed on the server: 1 fact added, source touched.")
    assert not reply.buttons


@pytest.mark.parametrize("reason", list(Reason))
def test_every_refusal_is_a_sentence_that_says_that_nothing_changed(reason: Reason) -> None:
    sentence = texts.refusal(Refused(reason, "a.yaml"))

    assert sentence.endswith(".")
    assert "othing was changed" in sentence
