"""What a change does to the acceptance questions."""

from pathlib import Path

from bot.editing.answer_impact import MOST_OWN, AnswerImpact
from tests.samples import LIGHTHOUSE, written

from .setups import HEIGHT, NEW, EditingSetup, editing_setup

QUESTIONS = f"""\
- q: {HEIGHT}
  facts: [tower-height]
- q: Who was the first keeper?
  facts: [first-keeper]
- q: How much does a ticket cost?
  facts: []
"""


def with_questions(folder: Path, text: str = QUESTIONS, name: str = "questions.yaml") -> EditingSetup:
    found = editing_setup(folder)
    (found.file.parent / name).write_text(text)
    return found


def test_an_answer_that_changes_is_shown_before_and_after(tmp_path: Path) -> None:
    removed = LIGHTHOUSE[: LIGHTHOUSE.index("  - id: tower-height")] + LIGHTHOUSE[LIGHTHOUSE.index("  - id: first-k") :]

    answer_impact = with_questions(tmp_path).proposed(removed).impact

    assert [changed.before.case.question for changed in answer_impact.changed] == [HEIGHT]
    assert answer_impact.changed[0].before.answer.facts[0].fact.id == "tower-height"
    assert not answer_impact.changed[0].after.answer.facts
    assert answer_impact.before is not None
    assert answer_impact.after is not None
    assert (answer_impact.before.right, answer_impact.after.right) == (1.0, 0.5)


def test_a_message_in_a_chat_counts_as_asked_and_has_no_part_in_the_figures(tmp_path: Path) -> None:
    in_chat = f"- q: thanks\n  after: {HEIGHT}\n  say: thanks\n"

    answer_impact = with_questions(tmp_path, QUESTIONS + in_chat).proposed(NEW).impact

    assert answer_impact.asked == 4
    assert answer_impact.before is not None
    assert answer_impact.before.answerable + answer_impact.before.unanswerable == 3


def test_new_words_of_a_fact_are_counted_apart(tmp_path: Path) -> None:
    answer_impact = with_questions(tmp_path).proposed(NEW).impact

    assert answer_impact.changed == ()
    assert answer_impact.reworded == 1


def test_a_question_set_may_end_in_yml(tmp_path: Path) -> None:
    assert with_questions(tmp_path, name="questions.yml").proposed().impact.asked == 3


def test_without_a_question_set_nothing_is_compared(tmp_path: Path) -> None:
    assert editing_setup(tmp_path).proposed().impact == AnswerImpact()


def test_a_question_set_that_cannot_be_read_is_said_and_does_not_stand_in_the_way(tmp_path: Path) -> None:
    answer_impact = with_questions(tmp_path, "- kind: nothing\n").proposed().impact

    assert str(answer_impact.problems[0]).startswith("questions.yaml:1:")


def test_the_own_questions_are_asked_as_new_before_and_after(tmp_path: Path) -> None:
    asked = "What colour is the paint?"
    more = LIGHTHOUSE.replace(f"      - {asked}\n", f"      - {asked}\n      - Which colour is the paint?\n")

    own = editing_setup(tmp_path).proposed(more).own_impact

    assert own.before is not None
    assert own.after is not None
    assert (own.asked, own.before.answerable, own.after.answerable) == (7, 6, 7)
    assert own.after.right > own.before.right
    found_now = [changed.after.case.question for changed in own.changed if changed.after.answer.facts]
    assert asked in found_now


def test_of_a_large_base_the_questions_of_changed_facts_are_asked_first(tmp_path: Path) -> None:
    many = "".join(
        f"  - {{id: more-{number}, statement: It is {number}., quote: It is {number}., questions: [Is it {number}?]}}\n"
        for number in range(2 * MOST_OWN)
    )
    base = LIGHTHOUSE.replace("not_covered:\n", f"{many}not_covered:\n")
    last = f"Is it {2 * MOST_OWN - 1}?"
    new = f"Which number comes before {2 * MOST_OWN}?, What number comes before {2 * MOST_OWN}?"
    (tmp_path / "knowledge").mkdir()
    written(tmp_path / "knowledge", base)

    own = editing_setup(tmp_path).proposed(base.replace(last, new)).own_impact

    assert own.asked == MOST_OWN
    assert {*new.split(", ")} <= {changed.after.case.question for changed in own.changed}
