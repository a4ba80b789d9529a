"""A small change is made of the file as it is, whatever it has become since it was proposed."""

from functools import partial
from pathlib import Path

import pytest

from bot.editing.outcomes import Moved, Proposal, Published, Reason, Refused
from bot.facts.yaml_insertion import with_question

from .setups import ANN, BEN, EditingSetup, editing_setup


@pytest.fixture
def setup(tmp_path: Path) -> EditingSetup:
    return editing_setup(tmp_path)


def taught(setup: EditingSetup, wording: str, fact: str = "tower-height") -> Proposal:
    found = setup.editor.amend("facts.yaml", partial(with_question, fact_id=fact, wording=wording), ANN)
    assert isinstance(found, Proposal)
    return found


def test_an_edit_is_shown_and_then_published(setup: EditingSetup) -> None:
    proposal = taught(setup, "How tall is it?")
    assert "How tall is it?" not in setup.file.read_text()

    assert isinstance(setup.editor.publish(proposal.key, ANN), Published)

    assert "      - How tall is it?\n" in setup.file.read_text()


def test_two_edits_proposed_at_once_both_stay(setup: EditingSetup) -> None:
    first, second = taught(setup, "How tall is it?"), taught(setup, "How far up does it go?")
    setup.editor.publish(first.key, ANN)

    assert setup.editor.publish(second.key, BEN) == Moved()
    again = setup.editor.propose_anew(second.key, BEN)
    assert isinstance(again, Proposal)
    assert again.moved
    assert [change.after for change in again.difference.changes] == ["How far up does it go?"]
    setup.editor.publish(again.key, BEN)

    text = setup.file.read_text()
    assert "How tall is it?" in text
    assert "How far up does it go?" in text


def test_an_edit_that_has_been_made_by_then_is_refused(setup: EditingSetup) -> None:
    first, second = taught(setup, "How tall is it?"), taught(setup, "How tall is it?")
    setup.editor.publish(first.key, ANN)

    refused = setup.editor.propose_anew(second.key, BEN)

    assert isinstance(refused, Refused)
    assert refused.reason is Reason.NOT_EDITED
    assert setup.file.read_text().count("How tall is it?") == 1


def test_an_edit_of_a_fact_that_has_gone_by_then_is_refused(setup: EditingSetup) -> None:
    proposal = taught(setup, "Which paint is on the walls?", "paint-colour")
    setup.file.write_text(setup.file.read_text().replace("paint-colour", "colour"))

    refused = setup.editor.propose_anew(proposal.key, ANN)

    assert isinstance(refused, Refused)
    assert "not in it any more" in refused.detail


def test_a_file_that_cannot_be_read_is_not_edited(setup: EditingSetup) -> None:
    setup.file.write_bytes(b"\xff\xfe")

    refused = setup.editor.amend("facts.yaml", partial(with_question, fact_id="tower-height", wording="Why?"), ANN)

    assert isinstance(refused, Refused)
    assert setup.file.read_bytes() == b"\xff\xfe"
