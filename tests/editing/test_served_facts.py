"""New files are served whole or not at all."""

from pathlib import Path

import pytest

from bot.editing.served_facts import Reload
from tests.samples import LIGHTHOUSE, written

from .offices import BROKEN, NEW, Office, office

OTHER = """\
version: 1
source:
  title: Other
facts:
  - id: other
    statement: It stands.
    quote: it stands
    see: [first-keeper]
"""


@pytest.fixture
def desk(tmp_path: Path) -> Office:
    return office(tmp_path)


def test_files_as_they_were_are_no_change(desk: Office) -> None:
    answerer = desk.live.knowledge.answerer

    assert desk.live.reload().outcome is Reload.UNCHANGED
    assert desk.live.knowledge.answerer is answerer


def test_a_changed_file_is_served(desk: Office) -> None:
    desk.file.write_text(NEW)

    assert desk.live.reload().outcome is Reload.TAKEN
    assert "42" in desk.answer()


def test_a_broken_file_keeps_the_old_facts_and_is_told_once(desk: Office) -> None:
    desk.file.write_text(BROKEN)

    first, second = desk.live.reload(), desk.live.reload()

    assert (first.outcome, second.outcome) == (Reload.BROKEN, Reload.UNCHANGED)
    assert str(first.errors[0]).startswith("facts.yaml:28: facts[1].about[0]:")
    assert "41" in desk.answer()


def test_another_error_is_told_again(desk: Office) -> None:
    desk.file.write_text(BROKEN)
    desk.live.reload()
    desk.file.write_text(BROKEN.replace("version: 1", "version: 9"))

    assert desk.live.reload().outcome is Reload.BROKEN


@pytest.mark.parametrize("text", [LIGHTHOUSE, NEW])
def test_a_mended_file_is_told(desk: Office, text: str) -> None:
    desk.file.write_text(BROKEN)
    desk.live.reload()
    desk.file.write_text(text)

    assert desk.live.reload().outcome is Reload.MENDED


def test_a_file_that_an_upload_mends_is_told(desk: Office) -> None:
    desk.file.write_text(BROKEN)
    desk.live.reload()
    desk.published()

    assert desk.live.reload().outcome is Reload.MENDED


def test_a_folder_that_is_gone_is_told_and_keeps_the_old_facts(desk: Office) -> None:
    desk.file.unlink()
    desk.file.parent.rmdir()

    found = desk.live.reload()

    assert found.outcome is Reload.BROKEN
    assert str(found.errors[0]).startswith("knowledge:1: cannot be read")
    assert "41" in desk.answer()


def test_a_file_by_itself_is_changed_and_followed_too(tmp_path: Path) -> None:
    alone = office(tmp_path, alone=True)
    (alone.file.parent / "other.yaml").write_text("no fact file")

    alone.published()
    assert "42" in alone.answer()
    alone.file.write_text(LIGHTHOUSE)
    assert alone.live.reload().outcome is Reload.TAKEN
    assert "41" in alone.answer()


def test_a_change_on_disk_is_a_version_that_says_what_it_was(desk: Office) -> None:
    desk.live.reload()
    desk.file.write_text(NEW)
    desk.live.reload()

    assert [(each.who, each.what) for each in desk.desk.versions()] == [
        ("on disk", "1 fact reworded"),
        ("on disk", "as it was found"),
    ]


def test_a_change_on_disk_says_which_files_and_what_it_changed(desk: Office) -> None:
    desk.live.reload()
    desk.file.write_text(NEW)

    reloaded = desk.live.reload()

    assert [version.file for version in reloaded.versions] == [desk.file.name]
    assert str(reloaded.difference) == "1 fact reworded"


def test_what_was_published_is_no_change_on_disk(desk: Office) -> None:
    desk.live.reload()
    desk.published()

    reloaded = desk.live.reload()

    assert (reloaded.outcome, reloaded.versions) == (Reload.UNCHANGED, ())


def test_a_change_while_the_bot_was_down_is_a_version_too(desk: Office, tmp_path: Path) -> None:
    desk.live.reload()
    desk.file.write_text(NEW)

    again = office(tmp_path)
    again.live.reload()

    assert again.desk.versions()[0].what == "1 fact reworded"


def test_a_change_while_the_bot_was_down_is_told_once_with_what_it_changed(desk: Office, tmp_path: Path) -> None:
    desk.live.reload()
    desk.file.write_text(NEW)
    written(desk.file.parent, OTHER, "other.yaml")

    again = office(tmp_path)
    first, second = again.live.reload(), again.live.reload()

    assert (first.outcome, second.outcome) == (Reload.TAKEN, Reload.UNCHANGED)
    assert [version.file for version in first.versions] == ["facts.yaml", "other.yaml"]
    assert str(first.difference) == "1 fact added, 1 fact reworded, source touched"


def test_a_change_of_nothing_but_comments_while_the_bot_was_down_is_not_told(desk: Office, tmp_path: Path) -> None:
    desk.live.reload()
    desk.file.write_text(f"# The tower.\n{LIGHTHOUSE}")

    again = office(tmp_path)

    assert again.live.reload().outcome is Reload.UNCHANGED
    assert again.desk.versions()[0].what == "nothing but comments and layout"


def test_a_change_while_the_bot_was_down_is_not_told_if_what_was_before_is_lost(desk: Office, tmp_path: Path) -> None:
    desk.live.reload()
    desk.file.write_text(NEW)
    for kept in (desk.data / "history").glob("*.yaml"):
        kept.unlink()

    again = office(tmp_path)

    assert again.live.reload().outcome is Reload.UNCHANGED
    assert again.desk.versions()[0].what == "changed"


def test_of_files_that_change_together_each_version_says_what_changed_in_its_own(desk: Office) -> None:
    other = written(desk.file.parent, OTHER, "other.yaml")
    desk.live.reload()
    desk.file.write_text(LIGHTHOUSE.replace("first-keeper", "keeper"))
    other.write_text(OTHER.replace("first-keeper", "keeper"))

    versions = desk.live.reload().versions

    assert {version.file: version.what for version in versions} == {
        "facts.yaml": "1 fact added, 1 fact removed, 1 fact found by other questions",
        "other.yaml": "1 fact found by other questions",
    }


def test_a_file_that_goes_while_another_changes_is_told_by_the_facts_that_it_takes_along(desk: Office) -> None:
    other = written(desk.file.parent, OTHER, "other.yaml")
    desk.live.reload()
    desk.file.write_text(NEW)
    other.unlink()

    versions = desk.live.reload().versions

    assert {version.file: version.what for version in versions} == {
        "facts.yaml": "1 fact reworded",
        "other.yaml": "1 fact removed, source touched",
    }
