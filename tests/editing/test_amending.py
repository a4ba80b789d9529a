"""A small change is made of the file as it is, whatever it has become since it was proposed."""

from functools import partial
from pathlib import Path

import pytest

from bot.editing.outcomes import Proposal, Published, Reason, Refused
from bot.facts.yaml_insertion import with_question

from .offices import ANN, BEN, Office, office


@pytest.fixture
def desk(tmp_path: Path) -> Office:
    return office(tmp_path)


def taught(desk: Office, wording: str, fact: str = "tower-height") -> Proposal:
    found = desk.desk.amend("facts.yaml", partial(with_question, fact_id=fact, wording=wording), ANN)
    assert isinstance(found, Proposal)
    return found


def test_an_edit_is_shown_and_then_published(desk: Office) -> None:
    proposal = taught(desk, "How tall is it?")
    assert "How tall is it?" not in desk.file.read_text()

    assert isinstance(desk.desk.publish(proposal.key, ANN), Published)

    assert "      - How tall is it?\n" in desk.file.read_text()


def test_two_edits_proposed_at_once_both_stay(desk: Office) -> None:
    first, second = taught(desk, "How tall is it?"), taught(desk, "How far up does it go?")
    desk.desk.publish(first.key, ANN)

    again = desk.desk.publish(second.key, BEN)
    assert isinstance(again, Proposal)
    assert again.moved
    assert [change.after for change in again.difference.changes] == ["How far up does it go?"]
    desk.desk.publish(again.key, BEN)

    text = desk.file.read_text()
    assert "How tall is it?" in text
    assert "How far up does it go?" in text


def test_an_edit_that_has_been_made_by_then_is_refused(desk: Office) -> None:
    first, second = taught(desk, "How tall is it?"), taught(desk, "How tall is it?")
    desk.desk.publish(first.key, ANN)

    refused = desk.desk.publish(second.key, BEN)

    assert isinstance(refused, Refused)
    assert refused.reason is Reason.NOT_INSERTED
    assert desk.file.read_text().count("How tall is it?") == 1


def test_an_edit_of_a_fact_that_has_gone_by_then_is_refused(desk: Office) -> None:
    proposal = taught(desk, "Which paint is on the walls?", "paint-colour")
    desk.file.write_text(desk.file.read_text().replace("paint-colour", "colour"))

    refused = desk.desk.publish(proposal.key, ANN)

    assert isinstance(refused, Refused)
    assert "not in it any more" in refused.detail


def test_a_file_that_cannot_be_read_is_not_edited(desk: Office) -> None:
    desk.file.write_bytes(b"\xff\xfe")

    refused = desk.desk.amend("facts.yaml", partial(with_question, fact_id="tower-height", wording="Why?"), ANN)

    assert isinstance(refused, Refused)
    assert desk.file.read_bytes() == b"\xff\xfe"
