"""Changes go through one check, are written whole, and can be taken back."""

import errno
import os
from pathlib import Path

import pytest

from bot.editing.outcomes import Broken, Proposal, Published, Reason, Refused
from bot.facts.snapshots import hash_of
from tests.samples import LIGHTHOUSE

from .offices import ANN, BEN, BROKEN, NEW, Office, office

OTHER = "version: 1\nsource:\n  title: Other\nfacts:\n  - id: other\n    statement: It stands.\n    quote: it stands\n"


@pytest.fixture
def desk(tmp_path: Path) -> Office:
    return office(tmp_path)


def test_a_proposal_changes_nothing(desk: Office) -> None:
    proposal = desk.proposed()

    assert str(proposal.difference) == "1 fact reworded"
    assert desk.file.read_text() == LIGHTHOUSE
    assert "41" in desk.answer()


def test_publishing_keeps_the_bytes_as_they_came_and_serves_them(desk: Office) -> None:
    desk.published(NEW.replace("\n", "\r\n"))

    assert desk.file.read_bytes() == NEW.replace("\n", "\r\n").encode()
    assert "42" in desk.answer()


def test_a_proposal_with_errors_is_no_proposal(desk: Office) -> None:
    found = desk.desk.upload("facts.yaml", BROKEN.encode(), ANN)

    assert isinstance(found, Broken)
    assert [str(problem) for problem in found.errors] == [
        "facts.yaml:28: facts[1].about[0]: no name 'ada-borg'; did you mean 'ada-berg'?"
    ]


def test_what_changed_in_between_is_shown_before_it_is_overwritten(desk: Office) -> None:
    hers = desk.proposed()
    desk.file.write_text(LIGHTHOUSE.replace("red and white", "blue"))

    again = desk.desk.publish(hers.key, ANN)

    assert isinstance(again, Proposal)
    assert again.moved
    assert {change.subject for change in again.difference.changes} == {
        "tower-height: statement",
        "paint-colour: statement",
        "paint-colour: quote",
    }
    assert "blue" in desk.file.read_text()
    assert isinstance(desk.desk.publish(again.key, ANN), Published)


def test_a_proposal_is_published_once(desk: Office) -> None:
    key = desk.proposed().key
    desk.desk.publish(key, ANN)

    assert desk.desk.publish(key, ANN) == Refused(Reason.LOST)


def test_undo_brings_the_old_bytes_back_and_can_be_undone(desk: Office) -> None:
    first = desk.published()

    second = desk.desk.undo(first.version.number, BEN)

    assert isinstance(second, Published)
    assert desk.file.read_text() == LIGHTHOUSE
    assert "41" in desk.answer()
    assert isinstance(desk.desk.undo(second.version.number, ANN), Published)
    assert desk.file.read_text() == NEW


def test_undo_of_what_has_changed_since_is_a_proposal(desk: Office) -> None:
    first = desk.published()
    desk.published(NEW.replace("red and white", "blue"))

    found = desk.desk.undo(first.version.number, ANN)

    assert isinstance(found, Proposal)
    assert found.moved
    assert "blue" in desk.file.read_text()


def test_undo_twice_says_that_it_is_so_already(desk: Office) -> None:
    first = desk.published()
    desk.desk.undo(first.version.number, ANN)

    assert desk.desk.undo(first.version.number, ANN) == Refused(Reason.SAME, "facts.yaml")


def test_a_file_that_was_added_goes_when_that_is_undone(desk: Office) -> None:
    added = desk.published(OTHER, "other.yaml")
    assert len(desk.live.knowledge.answerer.base.sources) == 2

    desk.desk.undo(added.version.number, ANN)

    assert [path.name for path in desk.file.parent.iterdir()] == ["facts.yaml"]
    assert len(desk.live.knowledge.answerer.base.sources) == 1


def test_going_back_is_checked_like_any_change(desk: Office) -> None:
    desk.published(OTHER, "other.yaml")
    desk.published(LIGHTHOUSE.replace("see: [first-keeper]", "see: [other]"))
    added = next(version for version in desk.desk.versions() if version.file == "other.yaml")

    found = desk.desk.undo(added.number, ANN)

    assert isinstance(found, Broken)
    assert "no fact 'other'" in str(found.errors[0])


def test_every_change_is_a_version_that_can_be_looked_at(desk: Office) -> None:
    desk.published()

    assert [(version.who, version.what) for version in desk.desk.versions()] == [
        ("Ann (1)", "1 fact reworded"),
        ("on disk", "as it was found"),
    ]
    compared = desk.desk.compare(2)
    assert not isinstance(compared, Refused)
    assert str(compared.difference) == "1 fact reworded"


def test_a_version_that_no_longer_fits_is_shown_as_lines(desk: Office) -> None:
    desk.published(OTHER, "other.yaml")
    desk.published(LIGHTHOUSE.replace("see: [first-keeper]", "see: [other]"))

    compared = desk.desk.compare(2)

    assert not isinstance(compared, Refused)
    assert compared.difference is None
    assert "+  - id: other" in compared.lines


@pytest.mark.parametrize(
    ("number", "reason"),
    [(errno.ENOSPC, Reason.DISK_FULL), (errno.EROFS, Reason.READ_ONLY), (errno.EIO, Reason.NOT_WRITTEN)],
)
def test_a_disk_that_takes_nothing_changes_nothing(
    desk: Office, monkeypatch: pytest.MonkeyPatch, number: int, reason: Reason
) -> None:
    proposal = desk.proposed()

    def refuse(path: Path, data: bytes) -> None:  # noqa: ARG001
        raise OSError(number, os.strerror(number))

    with monkeypatch.context() as broken:
        broken.setattr("bot.editing.fact_editor.write_whole", refuse)
        refused = desk.desk.publish(proposal.key, ANN)

    assert isinstance(refused, Refused)
    assert refused.reason is reason
    assert desk.file.read_text() == LIGHTHOUSE
    assert "41" in desk.answer()
    assert [version.what for version in desk.desk.versions()] == ["as it was found"]
    assert isinstance(desk.desk.publish(proposal.key, ANN), Published)


def test_data_that_cannot_be_kept_changes_nothing(desk: Office) -> None:
    desk.data.write_text("a file where the folder should be")

    refused = desk.desk.publish(desk.proposed().key, ANN)

    assert isinstance(refused, Refused)
    assert desk.file.read_text() == LIGHTHOUSE


def test_the_log_has_who_what_and_the_hashes(desk: Office) -> None:
    desk.published()

    old, new = hash_of(LIGHTHOUSE.encode()), hash_of(NEW.encode())
    assert desk.log == [
        {"when": "2026-01-01T12:00:00+00:00", "who": 1, "what": "propose facts.yaml", "before": old, "after": old},
        {
            "when": "2026-01-01T12:00:00+00:00",
            "who": 1,
            "what": "publish facts.yaml: 1 fact reworded",
            "before": old,
            "after": new,
        },
    ]


def test_what_was_refused_is_in_the_log_too(desk: Office) -> None:
    desk.desk.upload("../x.yaml", b"", ANN)
    desk.desk.upload("facts.yaml", BROKEN.encode(), ANN)

    assert [entry["what"] for entry in desk.log] == [
        "upload '../x.yaml': path in name",
        "propose facts.yaml: errors: 1",
    ]
