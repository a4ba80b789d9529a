"""What an admin is told about a change."""

import pytest

from bot.facts.differences import Change, ChangeKind, difference
from bot.facts.model import FactBase
from tests.samples import LIGHTHOUSE, VOICE, loaded


def base(text: str) -> FactBase:
    found = loaded(text).base
    assert found is not None
    return found


def changes(old: str, new: str) -> tuple[Change, ...]:
    """The changes when `old` in the sample becomes `new`."""
    assert old in LIGHTHOUSE
    return difference(base(LIGHTHOUSE), base(LIGHTHOUSE.replace(old, new))).changes


@pytest.mark.parametrize(
    ("old", "new", "change"),
    [
        ("41 metres high.", "42 metres high.", (ChangeKind.TEXT, "tower-height: statement", "is 41", "is 42")),
        ("two ways.", "three ways.", (ChangeKind.TEXT, "first-keeper: note", "two", "three")),
        (
            "    note: The article spells her name in two ways.\n",
            "",
            (ChangeKind.TEXT, "first-keeper: note", "two", None),
        ),
        ("also: [Berg]", "also: [Berg, Ada]", (ChangeKind.NAME, "ada-berg", "(also Berg)", "(also Berg, Ada)")),
        ("[tower, lighthouse]", "[tower, light]", (ChangeKind.SYNONYMS, "", None, "tower, light")),
        ("about tickets.", "of tickets.", (ChangeKind.NOT_COVERED, "", None, "says nothing of tickets.")),
        ("Harbour News", "Harbour IncomingMessage", (ChangeKind.SOURCE, "", None, "Harbour IncomingMessage")),
        ("    see: [first-keeper]\n", "", (ChangeKind.LOOKUP, "tower-height: see", "first-keeper", None)),
    ],
)
def test_each_part_of_a_file_is_told_apart(
    old: str, new: str, change: tuple[ChangeKind, str, str | None, str | None]
) -> None:
    found = changes(old, new)[0]

    kind, subject, before, after = change
    assert (found.kind, found.subject) == (kind, subject)
    for text, words in ((found.before, before), (found.after, after)):
        assert text is None if words is None else words in (text or "")


def test_a_fact_under_another_id_is_one_added_and_one_removed() -> None:
    found = changes("id: paint-colour", "id: paint")

    assert [(change.subject, change.before is None) for change in found] == [("paint", True), ("paint-colour", False)]


def test_a_voice_is_told_by_what_it_says_now_and_said_before() -> None:
    without, guided = base(LIGHTHOUSE), base(LIGHTHOUSE + VOICE)
    reworded = base(LIGHTHOUSE + VOICE.replace("a pleasure", "welcome").replace("    goodbye: Fair winds!\n", ""))

    assert difference(without, guided).changes[0] == Change(ChangeKind.VOICE, "source_noun", "the article", "the guide")
    assert difference(without, guided).changes[1].before is None
    assert difference(guided, reworded).changes == (
        Change(ChangeKind.VOICE, "acts.thanks", "Always a pleasure!", "Always welcome!"),
        Change(ChangeKind.VOICE, "acts.goodbye", "Fair winds!", None),
    )
    assert str(difference(guided, reworded)) == "voice touched"


def test_a_comment_is_no_difference() -> None:
    found = difference(base(LIGHTHOUSE), base(f"# kept by hand\n{LIGHTHOUSE}"))

    assert not found
    assert str(found) == "nothing but comments and layout"


def test_a_difference_fits_into_a_line() -> None:
    new = LIGHTHOUSE.replace("41", "42").replace("also: [Berg]", "also: [Ada]").replace("What colour", "Which colour")

    found = difference(base(LIGHTHOUSE), base(new))

    assert str(found) == "1 fact reworded, 1 fact found by other questions, names touched"
