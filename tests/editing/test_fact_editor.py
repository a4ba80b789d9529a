"""Changes go through one check, are written whole, and can be taken back."""

import errno
import os
from pathlib import Path

import pytest

from bot.editing.outcomes import Broken, Moved, Proposal, Published, Reason, Refused
from bot.facts.snapshots import hash_of
from tests.samples import LIGHTHOUSE

from .setups import ANN, BEN, BROKEN, NEW, EditingSetup, editing_setup, noon

OTHER = "version: 1\nsource:\n  title: Other\nfacts:\n  - id: other\n    statement: It stands.\n    quote: it stands\n"


@pytest.fixture
def setup(tmp_path: Path) -> EditingSetup:
    return editing_setup(tmp_path)


def test_a_proposal_changes_nothing(setup: EditingSetup) -> None:
    proposal = setup.proposed()

    assert str(proposal.difference) == "1 fact reworded"
    assert setup.file.read_text() == LIGHTHOUSE
    assert "41" in setup.answer()


def test_publishing_keeps_the_bytes_as_they_came_and_serves_them(setup: EditingSetup) -> None:
    setup.published(NEW.replace("\n", "\r\n"))

    assert setup.file.read_bytes() == NEW.replace("\n", "\r\n").encode()
    assert "42" in setup.answer()


def test_a_proposal_with_errors_is_no_proposal(setup: EditingSetup) -> None:
    found = setup.editor.upload("facts.yaml", BROKEN.encode(), ANN)

    assert isinstance(found, Broken)
    assert [str(problem) for problem in found.errors] == [
        "facts.yaml:28: facts[1].about[0]: no name 'ada-borg'; did you mean 'ada-berg'?"
    ]


def test_what_a_new_file_has_in_common_with_one_that_is_served_is_an_error_of_the_new_one(setup: EditingSetup) -> None:
    names = "names: {ada-berg: {name: Ada Berg}}\n"

    found = setup.editor.upload("earlier.yaml", f"{OTHER}{names}".encode(), ANN)

    assert isinstance(found, Broken)
    assert [problem.file for problem in found.errors] == ["earlier.yaml"]
    assert "the name 'ada-berg' is already in facts.yaml:8" in str(found.errors[0])


def test_what_changed_in_between_is_shown_before_it_is_overwritten(setup: EditingSetup) -> None:
    hers = setup.proposed()
    setup.file.write_text(LIGHTHOUSE.replace("red and white", "blue"))

    assert setup.editor.publish(hers.key, ANN) == Moved()
    again = setup.editor.propose_anew(hers.key, ANN)

    assert isinstance(again, Proposal)
    assert again.moved
    assert {change.subject for change in again.difference.changes} == {
        "tower-height: statement",
        "paint-colour: statement",
        "paint-colour: quote",
    }
    assert "blue" in setup.file.read_text()
    assert isinstance(setup.editor.publish(again.key, ANN), Published)


def test_a_proposal_is_published_once(setup: EditingSetup) -> None:
    key = setup.proposed().key
    published = setup.editor.publish(key, ANN)

    assert setup.editor.propose_anew(key, ANN) == Refused(Reason.LOST)
    assert setup.editor.publish(key, ANN) == published
    assert len(setup.editor.versions()) == 2


def test_a_proposal_that_was_published_is_known_as_that_while_it_is_live(tmp_path: Path, setup: EditingSetup) -> None:
    key = setup.proposed().key
    published = setup.editor.publish(key, ANN)
    assert isinstance(published, Published)

    after_restart = editing_setup(tmp_path).editor

    assert after_restart.publish(key, ANN) == published
    assert isinstance(after_restart.undo(published.version.number, ANN), Published)
    assert after_restart.publish(key, ANN) == Refused(Reason.LOST)


def test_undo_brings_the_old_bytes_back_and_can_be_undone(setup: EditingSetup) -> None:
    first = setup.published()

    second = setup.editor.undo(first.version.number, BEN)

    assert isinstance(second, Published)
    assert setup.file.read_text() == LIGHTHOUSE
    assert "41" in setup.answer()
    assert isinstance(setup.editor.undo(second.version.number, ANN), Published)
    assert setup.file.read_text() == NEW


def test_undo_of_what_has_changed_since_is_a_proposal(setup: EditingSetup) -> None:
    first = setup.published()
    setup.published(NEW.replace("red and white", "blue"))

    assert setup.editor.undo(first.version.number, ANN) == Moved()
    found = setup.editor.propose_undo(first.version.number, ANN)

    assert isinstance(found, Proposal)
    assert found.moved
    assert "blue" in setup.file.read_text()


def test_undo_twice_says_that_it_is_so_already(setup: EditingSetup) -> None:
    first = setup.published()
    setup.editor.undo(first.version.number, ANN)

    assert setup.editor.undo(first.version.number, ANN) == Refused(Reason.SAME, "facts.yaml")


def test_a_file_that_was_added_goes_when_that_is_undone(setup: EditingSetup) -> None:
    added = setup.published(OTHER, "other.yaml")
    assert len(setup.served.answerer.base.sources) == 2

    setup.editor.undo(added.version.number, ANN)

    assert [path.name for path in setup.file.parent.iterdir()] == ["facts.yaml"]
    assert len(setup.served.answerer.base.sources) == 1


def test_going_back_is_checked_like_any_change(setup: EditingSetup) -> None:
    setup.published(OTHER, "other.yaml")
    setup.published(LIGHTHOUSE.replace("see: [first-keeper]", "see: [other]"))
    added = next(version for version in setup.editor.versions() if version.file == "other.yaml")

    found = setup.editor.undo(added.number, ANN)

    assert isinstance(found, Broken)
    assert "no fact 'other'" in str(found.errors[0])


def test_every_change_is_a_version_that_can_be_looked_at(setup: EditingSetup) -> None:
    setup.published()

    assert [(version.who, version.what) for version in setup.editor.versions()] == [
        ("Ann (1)", "1 fact reworded"),
        ("on disk", "as it was found"),
    ]
    compared = setup.editor.compare(2)
    assert not isinstance(compared, Refused)
    assert str(compared.difference) == "1 fact reworded"


def test_a_version_that_no_longer_fits_is_shown_as_lines(setup: EditingSetup) -> None:
    setup.published(OTHER, "other.yaml")
    setup.published(LIGHTHOUSE.replace("see: [first-keeper]", "see: [other]"))

    compared = setup.editor.compare(2)

    assert not isinstance(compared, Refused)
    assert compared.difference is None
    assert compared.lines == (
        "--- before",
        "+++ after",
        f"@@ -0,0 +1,{len(OTHER.splitlines())} @@",
        *(f"+{line}" for line in OTHER.splitlines()),
    )


@pytest.mark.parametrize(
    ("number", "reason"),
    [(errno.ENOSPC, Reason.DISK_FULL), (errno.EROFS, Reason.READ_ONLY), (errno.EIO, Reason.NOT_WRITTEN)],
)
def test_a_disk_that_takes_nothing_changes_nothing(
    setup: EditingSetup, monkeypatch: pytest.MonkeyPatch, number: int, reason: Reason
) -> None:
    proposal = setup.proposed()

    def refuse(path: Path, data: bytes) -> None:  # noqa: ARG001
        raise OSError(number, os.strerror(number))

    with monkeypatch.context() as broken:
        broken.setattr("bot.editing.fact_editor.write_atomically", refuse)
        refused = setup.editor.publish(proposal.key, ANN)

    assert isinstance(refused, Refused)
    assert refused.reason is reason
    assert setup.file.read_text() == LIGHTHOUSE
    assert "41" in setup.answer()
    assert [version.what for version in setup.editor.versions()] == ["as it was found"]
    assert isinstance(setup.editor.publish(proposal.key, ANN), Published)


def test_data_that_cannot_be_kept_changes_nothing(setup: EditingSetup) -> None:
    setup.data.write_text("a file where the folder should be")

    refused = setup.editor.publish(setup.proposed().key, ANN)

    assert isinstance(refused, Refused)
    assert setup.file.read_text() == LIGHTHOUSE


def test_the_log_has_who_what_and_the_hashes(setup: EditingSetup) -> None:
    setup.published()

    old, new = hash_of(LIGHTHOUSE.encode()), hash_of(NEW.encode())
    assert setup.log == [
        {"when": noon().isoformat(), "who": 1, "what": "propose facts.yaml", "before": old, "after": old},
        {
            "when": noon().isoformat(),
            "who": 1,
            "what": "publish facts.yaml: 1 fact reworded",
            "before": old,
            "after": new,
        },
    ]


def test_what_was_refused_is_in_the_log_too(setup: EditingSetup) -> None:
    setup.editor.upload("../x.yaml", b"", ANN)
    setup.editor.upload("facts.yaml", BROKEN.encode(), ANN)

    assert [entry["what"] for entry in setup.log] == [
        "upload '../x.yaml': path in name",
        "propose facts.yaml: errors: 1",
    ]


def test_a_file_that_is_mounted_by_itself_is_published_with_a_warning_and_can_be_undone(
    setup: EditingSetup, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    replace = Path.replace

    def busy(self: Path, target: Path) -> Path:
        if target.name == "facts.yaml":
            raise OSError(errno.EBUSY, os.strerror(errno.EBUSY), str(self), None, str(target))
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", busy)

    published = setup.published()

    assert setup.file.read_text() == NEW
    assert f"What it was is kept in {setup.data / 'history'}" in caplog.text
    setup.editor.undo(published.version.number, ANN)
    assert setup.file.read_text() == LIGHTHOUSE
