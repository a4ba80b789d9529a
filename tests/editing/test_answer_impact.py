"""What a change does to the acceptance questions."""

from pathlib import Path

from bot.editing.answer_impact import Effect
from tests.samples import LIGHTHOUSE

from .offices import HEIGHT, NEW, Office, office

QUESTIONS = f"""\
- q: {HEIGHT}
  facts: [tower-height]
- q: Who was the first keeper?
  facts: [first-keeper]
- q: How much does a ticket cost?
  facts: []
"""


def with_questions(folder: Path, text: str = QUESTIONS) -> Office:
    found = office(folder)
    (found.file.parent / "questions.yaml").write_text(text)
    return found


def test_an_answer_that_changes_is_shown_before_and_after(tmp_path: Path) -> None:
    removed = LIGHTHOUSE[: LIGHTHOUSE.index("  - id: tower-height")] + LIGHTHOUSE[LIGHTHOUSE.index("  - id: first-k") :]

    effect = with_questions(tmp_path).proposed(removed).effect

    assert [shift.before.case.question for shift in effect.shifts] == [HEIGHT]
    assert effect.shifts[0].before.answer.facts[0].fact.id == "tower-height"
    assert not effect.shifts[0].after.answer.facts
    assert effect.before is not None
    assert effect.after is not None
    assert (effect.before.right, effect.after.right) == (1.0, 0.5)


def test_a_message_in_a_chat_counts_as_asked_and_has_no_part_in_the_figures(tmp_path: Path) -> None:
    in_chat = f"- q: thanks\n  after: {HEIGHT}\n  say: thanks\n"

    effect = with_questions(tmp_path, QUESTIONS + in_chat).proposed(NEW).effect

    assert effect.asked == 4
    assert effect.before is not None
    assert effect.before.answerable + effect.before.unanswerable == 3


def test_new_words_of_a_fact_are_counted_apart(tmp_path: Path) -> None:
    effect = with_questions(tmp_path).proposed(NEW).effect

    assert effect.shifts == ()
    assert effect.reworded == 1


def test_without_a_question_set_nothing_is_compared(tmp_path: Path) -> None:
    assert office(tmp_path).proposed().effect == Effect()


def test_a_question_set_that_cannot_be_read_is_said_and_does_not_stand_in_the_way(tmp_path: Path) -> None:
    effect = with_questions(tmp_path, "- kind: nothing\n").proposed().effect

    assert str(effect.problems[0]).startswith("questions.yaml:1:")
