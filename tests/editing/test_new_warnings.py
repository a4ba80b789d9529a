"""Of what is wrong with a base an admin is shown what a change brings, and how much was there before."""

from pathlib import Path

from bot.editing.outcomes import Proposal
from tests.samples import LIGHTHOUSE, written

from .setups import editing_setup

SHADOWED = LIGHTHOUSE.replace("What colour is the paint?", "How high is the lighthouse?").replace(
    "When did workers paint the walls?", "How many metres does the tower measure?"
)
"""The lighthouse with a fact that nobody finds, which two checks warn of."""

BEFORE_ALL = "  - {id: lamp, statement: The lamp burns oil., quote: oil, questions: [What does the lamp burn?]}\n"


def proposed(folder: Path, before: str, after: str) -> Proposal:
    (folder / "knowledge").mkdir()
    written(folder / "knowledge", before)
    return editing_setup(folder).proposed(after)


def test_what_the_change_brings_is_shown(tmp_path: Path) -> None:
    found = proposed(tmp_path, LIGHTHOUSE, SHADOWED)

    assert any("most of these lead to 'tower-height' first" in each.message for each in found.warnings)
    assert found.warned_before == 0


def test_what_was_there_before_is_counted_wherever_it_has_moved_to(tmp_path: Path) -> None:
    moved = SHADOWED.replace("facts:\n", f"facts:\n{BEFORE_ALL}")

    found = proposed(tmp_path, SHADOWED, moved)

    assert found.warnings == ()
    assert found.warned_before > 0


def test_the_same_warning_of_another_fact_is_new(tmp_path: Path) -> None:
    again = "  - id: again\n    statement: The lighthouse of Nordholm is 41 metres high.\n    quote: 41 metres\n"

    found = proposed(tmp_path, SHADOWED, SHADOWED.replace("not_covered:\n", f"{again}not_covered:\n"))

    assert [each.path for each in found.warnings if "most of these" in each.message] == ["facts[3].statement"]
    assert found.warned_before > 0


def test_a_question_that_is_said_to_be_not_covered_is_warned_of_once_it_is_answered(tmp_path: Path) -> None:
    answered = LIGHTHOUSE.replace("    reply:", "      - How high is the tower?\n    reply:")

    (warning,) = proposed(tmp_path, LIGHTHOUSE, answered).warnings

    assert warning.path == "not_covered[0].questions[1]"


def test_a_base_that_had_errors_had_no_warnings(tmp_path: Path) -> None:
    found = editing_setup(tmp_path)
    found.file.write_text("facts: [")

    proposal = found.proposed(SHADOWED)

    assert proposal.warnings
    assert proposal.warned_before == 0
