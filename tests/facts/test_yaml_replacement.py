"""Something is taken out of a file's text or put in the place of something else, and nothing else changes."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.facts.schema import MAX_QUOTE
from bot.facts.yaml_edits import EditError
from bot.facts.yaml_replacement import with_text, without_fact, without_item, without_text
from tests.samples import FACT, HEAD, LIGHTHOUSE

from .yaml_files import files, value

ROOT = Path(__file__).parents[2]
REAL = sorted([*ROOT.glob("knowledge/talks.yaml"), *ROOT.glob("tests/bases/*/facts.yaml")])
OTHER = "  - id: b\n    statement: B.\n    quote: b\n"

TEXTS = st.text(st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufeff\ufffe\uffff"), max_size=80)
WORDS = TEXTS.map(lambda text: " ".join(text.split())).filter(bool)


def put(text: str, words: str = "New.", key: str = "statement") -> str:
    return with_text(text.encode(), "a", key, words).decode()


def taken(text: str, item: str, key: str = "questions") -> str:
    return without_item(text.encode(), "a", key, item).decode()


def gone(text: str, fact: str = "a") -> str:
    return without_fact(text.encode(), fact).decode()


def shared_ends(before: str, after: str) -> str:
    """What of `before` is not at the beginning or the end of `after`: where the one change is."""
    begin = next((place for place, (a, b) in enumerate(zip(before, after, strict=False)) if a != b), len(after))
    end = 0
    while end < min(len(before), len(after)) - begin and before[-1 - end] == after[-1 - end]:
        end += 1
    return before[begin : len(before) - end]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("It stands.", "New."),
        ("'It stands.'  # why", '"New."  # why'),
        ('"It\n      stands."', '"New."'),
        ("It\n      stands.", "New."),
        ("|\n      It\n      stands.", "New."),
        (">-  # why\n      It\n\n      stands.", "New.  # why"),
    ],
)
def test_a_text_takes_the_place_of_another_and_keeps_its_quotes_and_comments(old: str, new: str) -> None:
    text = f"{HEAD}  - id: a\n    statement: {old}\n\n    # of the quote\n    quote: it stands\n"
    assert put(text) == text.replace(old, new)


def test_a_text_in_braces_is_put_into_quotes() -> None:
    text = HEAD + "  - {id: a, statement: It stands., quote: it stands}\n"
    assert put(text, "One, two") == text.replace("It stands.", '"One, two"')


def test_a_note_is_added_below_the_quote_and_taken_out_with_its_line() -> None:
    text = HEAD + FACT + "    see: []  # none\n" + OTHER
    noted = put(text, "By hand: yes", "note")

    assert noted == text.replace("quote: it stands\n", 'quote: it stands\n    note: "By hand: yes"\n')
    assert without_text(noted.encode(), "a", "note").decode() == text


def test_a_key_behind_the_hyphen_of_its_fact_is_taken_out() -> None:
    text = HEAD + "  - note: So it is.\n    id: a\n    statement: It stands.\n    quote: it stands\n"
    assert without_text(text.encode(), "a", "note").decode() == text.replace("note: So it is.\n    ", "")


def test_a_comment_whose_place_would_go_keeps_the_key() -> None:
    text = HEAD + "  - note: So it is.\n    # of the id\n    id: a\n    statement: It stands.\n    quote: it stands\n"
    with pytest.raises(EditError, match="editor"):
        without_text(text.encode(), "a", "note")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("\n      - Old?  # why\n      # of the next\n      - Next?\n", "\n      # of the next\n      - Next?\n"),
        ("\n    - Next?\n    - >-\n      Old?\n\n", "\n    - Next?\n\n"),
        (" [Old?, Next?]  # why\n", " [Next?]  # why\n"),
        (" ['Next?', \"Old?\" ]\n", " ['Next?' ]\n"),
        (" [\n      Old?,  # why\n      Next?,\n    ]\n", " [\n      Next?,\n    ]\n"),
        (" [\n      Next?,  # why\n      Old?\n    ]\n", " [\n      Next?,  # why\n    ]\n"),
        (" [Next?,\n     Old?]\n", " [Next?]\n"),
    ],
)
def test_a_question_is_taken_out_of_its_list(before: str, after: str) -> None:
    text = f"{HEAD}{FACT}    questions:{before}    about: []\n"
    assert taken(text, "Old?") == text.replace(before, after)


@pytest.mark.parametrize("questions", [":\n      - Old?\n", ": [Old?]\n", ":\n      [\n        Old?\n      ]\n"])
def test_an_only_question_goes_with_its_key(questions: str) -> None:
    text = HEAD + FACT + f"    questions{questions}" + OTHER
    assert taken(text, "Old?") == HEAD + FACT + OTHER


def test_a_fact_goes_with_what_refers_to_it() -> None:
    text = LIGHTHOUSE.replace("    note: The article", "    see: [tower-height, paint-colour]\n    note: The article")

    left = value(gone(text, "paint-colour").encode())
    assert [fact["id"] for fact in left["facts"]] == ["tower-height", "first-keeper"]
    assert left["facts"][1]["see"] == ["tower-height"]
    assert "see" not in value(gone(LIGHTHOUSE, "first-keeper").encode())["facts"][0]


def test_comments_and_empty_lines_between_facts_stay() -> None:
    text = HEAD + "  # One.\n" + FACT + "\n  # Two.\n" + OTHER + "\n  # Three.\n" + OTHER.replace("b", "c")
    assert gone(text, "b") == text.replace(OTHER + "\n", "")[: len(text)].replace("  # Two.\n", "  # Two.\n\n")


def test_the_empty_line_above_a_fact_is_enough_for_the_next() -> None:
    text = HEAD + FACT + "\n" + OTHER + "\n" + OTHER.replace("b", "c")
    assert gone(text, "b") == HEAD + FACT + "\n" + OTHER.replace("b", "c")


def test_the_only_fact_of_a_file_stays() -> None:
    with pytest.raises(EditError, match="only fact"):
        gone(HEAD + FACT)


@pytest.mark.parametrize("key", ["statement", "quote", "note"])
def test_what_has_gone_is_said_to_have(key: str) -> None:
    with pytest.raises(EditError, match="changed"):
        with_text(LIGHTHOUSE.encode(), "no-such-fact", key, "New.")
    with pytest.raises(EditError, match="changed"):
        without_item(LIGHTHOUSE.encode(), "tower-height", "questions", "Never asked?")
    with pytest.raises(EditError, match="changed"):
        without_text(LIGHTHOUSE.encode(), "tower-height", "note")
    with pytest.raises(EditError, match="changed"):
        without_fact(LIGHTHOUSE.encode(), "no-such-fact")


@pytest.mark.parametrize("path", REAL, ids=lambda path: path.parent.name)
def test_in_a_real_file_everything_but_the_one_thing_stays(path: Path) -> None:
    data = path.read_bytes()
    before = value(data)
    for number in {0, len(before["facts"]) - 1}:
        fact = before["facts"][number]
        edits: list[tuple[bytes, Any]] = [
            (with_text(data, fact["id"], "statement", "So: it is."), {"statement": "So: it is."})
        ]
        if len(fact["questions"]) > 1:
            taken_out = without_item(data, fact["id"], "questions", fact["questions"][0])
            edits.append((taken_out, {"questions": fact["questions"][1:]}))
        for edited, change in edits:
            facts = [each | change if each is fact else each for each in before["facts"]]
            assert value(edited) == before | {"facts": facts}
        left = without_fact(data, fact["id"])
        assert [each["id"] for each in value(left)["facts"]] == [
            each["id"] for each in before["facts"] if each["id"] != fact["id"]
        ]
        assert _comments(left) == _comments(data)


def _comments(data: bytes) -> list[str]:
    return re.findall(r"^\s*#.*$", data.decode(), re.MULTILINE)


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(files(), WORDS, st.sampled_from("ab"), st.sampled_from(["statement", "quote", "note"]))
def test_any_text_gets_into_any_file_and_comes_back(text: str, words: str, fact: str, key: str) -> None:
    wanted = value(text.encode())
    next(entry for entry in wanted["facts"] if entry["id"] == fact)[key] = words

    edited = with_text(text.encode(), fact, key, words)

    assert value(edited) == wanted
    assert "#" not in shared_ends(text, edited.decode())


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(files(), st.sampled_from("ab"), st.data())
def test_any_question_and_any_fact_comes_out_of_any_file(text: str, fact: str, data: st.DataObject) -> None:
    wanted = value(text.encode())
    entry = next(entry for entry in wanted["facts"] if entry["id"] == fact)
    if entry.get("questions"):
        question = data.draw(st.sampled_from(entry["questions"]))
        entry["questions"] = [each for each in entry["questions"] if each != question]
        if not entry["questions"]:
            del entry["questions"]
        assert edited(text, lambda data: without_item(data, fact, "questions", question.strip())) in (wanted, None)
    left = edited(text, lambda data: without_fact(data, fact))
    if left is None:
        return
    assert [each["id"] for each in left["facts"]] == ["b" if fact == "a" else "a"]
    assert fact not in left["facts"][0].get("see", [])


def edited(text: str, edit: Callable[[bytes], bytes]) -> Any:
    """The value of the edited file; None where it cannot be edited: only after a block that keeps its lines."""
    try:
        return value(edit(text.encode()))
    except EditError:
        assert ">+" in text
        return None


def test_the_longest_quote_is_written() -> None:
    quote = "'\"#: \\ " * (MAX_QUOTE // 8)
    assert value(put(HEAD + FACT, quote.strip(), "quote").encode())["facts"][0]["quote"] == quote.strip()
