"""New files are served whole or not at all."""

from pathlib import Path

import pytest

from bot.answering import Answerer
from bot.chats.browsing import CurrentAnswerer
from bot.editing.served_facts import MOST_NEW, Reload, ServedFacts
from bot.embeddings.model import EmbeddingModel
from bot.embeddings.store import EmbeddingStore
from bot.facts.history import History
from bot.facts.loading import load_or_raise
from tests.samples import LIGHTHOUSE, loaded, written

from .setups import BROKEN, NEW, EditingSetup, editing_setup, steady

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
def setup(tmp_path: Path) -> EditingSetup:
    return editing_setup(tmp_path)


def test_files_as_they_were_are_no_change(setup: EditingSetup) -> None:
    answerer = setup.served.answerer

    assert setup.served.reload().outcome is Reload.UNCHANGED
    assert setup.served.answerer is answerer


def test_a_changed_file_is_served(setup: EditingSetup) -> None:
    setup.file.write_text(NEW)

    assert setup.served.reload().outcome is Reload.TAKEN
    assert "42" in setup.answer()


def test_a_broken_file_keeps_the_old_facts_and_is_told_once(setup: EditingSetup) -> None:
    setup.file.write_text(BROKEN)

    first, second = setup.served.reload(), setup.served.reload()

    assert (first.outcome, second.outcome) == (Reload.BROKEN, Reload.UNCHANGED)
    assert str(first.errors[0]).startswith("facts.yaml:28: facts[1].about[0]:")
    assert "41" in setup.answer()


def test_another_error_is_told_again(setup: EditingSetup) -> None:
    setup.file.write_text(BROKEN)
    setup.served.reload()
    setup.file.write_text(BROKEN.replace("version: 1", "version: 9"))

    assert setup.served.reload().outcome is Reload.BROKEN


@pytest.mark.parametrize("text", [LIGHTHOUSE, NEW])
def test_a_mended_file_is_told(setup: EditingSetup, text: str) -> None:
    setup.file.write_text(BROKEN)
    setup.served.reload()
    setup.file.write_text(text)

    assert setup.served.reload().outcome is Reload.MENDED


def test_a_file_that_an_upload_mends_is_told(setup: EditingSetup) -> None:
    setup.file.write_text(BROKEN)
    setup.served.reload()
    setup.published()

    assert setup.served.reload().outcome is Reload.MENDED


def test_a_folder_that_is_gone_is_told_and_keeps_the_old_facts(setup: EditingSetup) -> None:
    setup.file.unlink()
    setup.file.parent.rmdir()

    found = setup.served.reload()

    assert found.outcome is Reload.BROKEN
    assert str(found.errors[0]).startswith("knowledge:1: cannot be read")
    assert "41" in setup.answer()


def test_a_file_by_itself_is_changed_and_followed_too(tmp_path: Path) -> None:
    alone = editing_setup(tmp_path, alone=True)
    (alone.file.parent / "other.yaml").write_text("no fact file")

    alone.published()
    assert "42" in alone.answer()
    alone.file.write_text(LIGHTHOUSE)
    assert alone.served.reload().outcome is Reload.TAKEN
    assert "41" in alone.answer()


def test_a_change_on_disk_is_a_version_that_says_what_it_was(setup: EditingSetup) -> None:
    setup.served.reload()
    setup.file.write_text(NEW)
    setup.served.reload()

    assert [(each.who, each.what) for each in setup.editor.versions()] == [
        ("on disk", "1 fact reworded"),
        ("on disk", "as it was found"),
    ]


def test_a_change_on_disk_says_which_files_and_what_it_changed(setup: EditingSetup) -> None:
    setup.served.reload()
    setup.file.write_text(NEW)

    reloaded = setup.served.reload()

    assert [version.file for version in reloaded.versions] == [setup.file.name]
    assert str(reloaded.difference) == "1 fact reworded"


def test_what_was_published_is_no_change_on_disk(setup: EditingSetup) -> None:
    setup.served.reload()
    setup.published()

    reloaded = setup.served.reload()

    assert (reloaded.outcome, reloaded.versions) == (Reload.UNCHANGED, ())


def test_a_change_while_the_bot_was_down_is_a_version_too(setup: EditingSetup, tmp_path: Path) -> None:
    setup.served.reload()
    setup.file.write_text(NEW)

    again = editing_setup(tmp_path)
    again.served.reload()

    assert again.editor.versions()[0].what == "1 fact reworded"


def test_a_change_while_the_bot_was_down_is_told_once_with_what_it_changed(setup: EditingSetup, tmp_path: Path) -> None:
    setup.served.reload()
    setup.file.write_text(NEW)
    written(setup.file.parent, OTHER, "other.yaml")

    again = editing_setup(tmp_path)
    first, second = again.served.reload(), again.served.reload()

    assert (first.outcome, second.outcome) == (Reload.TAKEN, Reload.UNCHANGED)
    assert [version.file for version in first.versions] == ["facts.yaml", "other.yaml"]
    assert str(first.difference) == "1 fact added, 1 fact reworded, source touched"


def test_a_change_of_nothing_but_comments_while_the_bot_was_down_is_not_told(
    setup: EditingSetup, tmp_path: Path
) -> None:
    setup.served.reload()
    setup.file.write_text(f"# The tower.\n{LIGHTHOUSE}")

    again = editing_setup(tmp_path)

    assert again.served.reload().outcome is Reload.UNCHANGED
    assert again.editor.versions()[0].what == "nothing but comments and layout"


def test_a_change_while_the_bot_was_down_is_not_told_if_what_was_before_is_lost(
    setup: EditingSetup, tmp_path: Path
) -> None:
    setup.served.reload()
    setup.file.write_text(NEW)
    for kept in (setup.data / "history").glob("*.yaml"):
        kept.unlink()

    again = editing_setup(tmp_path)

    assert again.served.reload().outcome is Reload.UNCHANGED
    assert again.editor.versions()[0].what == "changed"


def test_of_files_that_change_together_each_version_says_what_changed_in_its_own(setup: EditingSetup) -> None:
    other = written(setup.file.parent, OTHER, "other.yaml")
    setup.served.reload()
    setup.file.write_text(LIGHTHOUSE.replace("first-keeper", "keeper"))
    other.write_text(OTHER.replace("first-keeper", "keeper"))

    versions = setup.served.reload().versions

    assert {version.file: version.what for version in versions} == {
        "facts.yaml": "1 fact added, 1 fact removed, 1 fact found by other questions",
        "other.yaml": "1 fact found by other questions",
    }


def test_a_file_that_goes_while_another_changes_is_told_by_the_facts_that_it_takes_along(setup: EditingSetup) -> None:
    other = written(setup.file.parent, OTHER, "other.yaml")
    setup.served.reload()
    setup.file.write_text(NEW)
    other.unlink()

    versions = setup.served.reload().versions

    assert {version.file: version.what for version in versions} == {
        "facts.yaml": "1 fact reworded",
        "other.yaml": "1 fact removed, source touched",
    }


def test_many_new_facts_are_served_at_once_by_words_and_then_by_meaning(tmp_path: Path, model: EmbeddingModel) -> None:
    file = written(tmp_path)
    store = EmbeddingStore(model, None)
    current = CurrentAnswerer(Answerer(load_or_raise(file), store))
    served = ServedFacts(file, current, History(tmp_path / "history", steady(tmp_path)), store)
    questions = "".join(f"      - Question {number}?\n" for number in range(MOST_NEW + 1))
    many = LIGHTHOUSE.replace("      - What colour is the paint?\n", f"      - What colour is the paint?\n{questions}")
    changed = loaded(many).base
    assert changed is not None
    file.write_text(many)

    assert not served.make_answerer(changed).by_meaning
    assert served.reload().outcome is Reload.TAKEN
    served.embed()

    assert served.answerer.base == changed
    assert served.answerer.by_meaning
    assert served.embedded is None
