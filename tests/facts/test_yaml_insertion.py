"""A wording is added to a file's text, and nothing else changes."""

import difflib
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from bot.facts.model import Fact, Source
from bot.facts.yaml_edits import EditError
from bot.facts.yaml_insertion import cleaned, with_fact, with_item, with_not_covered, with_question
from tests.samples import HEAD, LIGHTHOUSE, loaded

from .yaml_files import files, value

ROOT = Path(__file__).parents[2]
REAL = sorted([*ROOT.glob("knowledge/talks.yaml"), *ROOT.glob("tests/bases/*/facts.yaml")])

NEW = Fact("c", "It is: new.", "new", Source("A title"), ("New?", "Is it 'new'?"), ("a-name",), ("a",), "By hand.")
FACT = "  - id: a\n    statement: It stands.\n    quote: it stands\n"
WORDING = "Does it: 'stand'?"


def taught(text: str, fact: str = "a", wording: str = "New?") -> str:
    return with_question(text.encode(), fact, wording).decode()


def not_covered(text: str, wording: str = "New?") -> str:
    return with_not_covered(text.encode(), wording).decode()


def added_lines(before: bytes, after: bytes) -> list[str]:
    """The lines that are new; every other change is a failure."""
    old, new = (data.decode().splitlines(keepends=True) for data in (before, after))
    changes = [*difflib.unified_diff(old, new, n=0)][2:]
    assert all(line.startswith(("+", "@@")) for line in changes), changes
    return [line[1:] for line in changes if line.startswith("+")]


@pytest.mark.parametrize("path", REAL, ids=lambda path: path.parent.name)
def test_in_a_real_file_nothing_changes_but_the_added_lines(path: Path) -> None:
    data = path.read_bytes()
    before = value(data)
    last = len(before["facts"]) - 1
    for number in sorted({0, last // 2, last}):
        fact = before["facts"][number]
        edited = with_question(data, fact["id"], WORDING)

        taught_fact = fact | {"questions": [*fact["questions"], WORDING]}
        assert value(edited) == before | {"facts": [taught_fact if each is fact else each for each in before["facts"]]}
        if edited.count(b"\n") > data.count(b"\n"):
            assert [line.strip() for line in added_lines(data, edited)] == [f'- "{WORDING}"']


@pytest.mark.parametrize("path", REAL, ids=lambda path: path.parent.name)
def test_in_a_real_file_a_question_is_added_to_what_is_not_covered(path: Path) -> None:
    data = path.read_bytes()
    edited = with_not_covered(data, WORDING)

    wanted = value(data)
    wanted.setdefault("not_covered", []).append({"questions": [WORDING]})
    assert value(edited) == wanted
    assert WORDING in "".join(added_lines(data, edited))


def test_a_block_list_gets_a_line_below_its_last() -> None:
    text = HEAD + FACT + "    questions:\n      - Old?  # why\n      # a remark\n    about: []\n"
    assert taught(text) == text.replace("# why\n", "# why\n      - New?\n")


def test_a_list_at_the_column_of_its_key_stays_there() -> None:
    text = HEAD + FACT + "    questions:\n    - Old?\n"
    assert taught(text) == f"{text}    - New?\n"


def test_a_list_in_brackets_gets_an_item() -> None:
    text = HEAD + FACT + "    questions: [Old?, 'Older?' ]  # why\n"
    assert taught(text) == text.replace("'Older?'", "'Older?', \"New?\"")


def test_an_empty_list_in_brackets_gets_its_first_item() -> None:
    text = HEAD + FACT + "    questions: []\n"
    assert taught(text) == text.replace("[]", '["New?"]')


def test_brackets_over_several_lines_get_a_line() -> None:
    text = HEAD + FACT + '    questions: [\n      "Old?",\n      "Older?",  # why\n    ]\n'
    assert taught(text) == text.replace("# why\n", '# why\n      "New?",\n')


def test_a_missing_comma_in_brackets_is_added() -> None:
    text = HEAD + FACT + '    questions: [\n      "Old?"  # why\n    ]\n'
    assert taught(text) == text.replace('"Old?"  # why\n', '"Old?",  # why\n      "New?"\n')


@pytest.mark.parametrize("remark", ["#" * 40, "# one, two", "# one\n      # two, three\n\n      #" + "#" * 40])
def test_a_comment_behind_the_last_item_in_brackets_is_no_comma(remark: str) -> None:
    text = HEAD + FACT + f'    questions: [\n      "Old?"  {remark}\n    ]\n'
    added = text.replace('"Old?"', '"Old?",')
    first, _, rest = remark.partition("\n")
    assert taught(text) == added.replace(remark, f'{first}\n      "New?"' + (f"\n{rest}" if rest else ""))


def test_a_comma_below_a_comment_is_found() -> None:
    text = HEAD + FACT + '    questions: [\n      "Old?"  # one, two\n      ,  # three\n    ]\n'
    assert taught(text) == text.replace("# three\n", '# three\n      "New?",\n')


def test_a_fact_without_questions_gets_the_key_below_its_quote() -> None:
    text = HEAD + FACT + "    about: []\n  - id: b\n    statement: B.\n    quote: b\n    questions:\n    - Old?\n"
    assert taught(text) == text.replace("quote: it stands\n", "quote: it stands\n    questions:\n    - New?\n")


def test_a_fact_in_braces_gets_the_key() -> None:
    text = HEAD + "  - {id: a, statement: It stands., quote: it stands}\n"
    assert value(taught(text).encode())["facts"][0]["questions"] == ["New?"]


@pytest.mark.parametrize("style", ["|", ">", "|-", ">-", "|+", ">2+"])
def test_a_quote_of_several_lines_stays_what_it_is(style: str) -> None:
    text = HEAD + f"  - id: a\n    statement: It stands.\n    quote: {style}\n      it\n      stands\n\n\n    see: []\n"
    assert value(taught(text).encode())["facts"][0]["questions"] == ["New?"]


def test_a_neighbour_in_quotes_is_followed() -> None:
    text = HEAD + FACT + "    questions:\n      - 'Old?'\n"
    assert taught(text) == f'{text}      - "New?"\n'


def test_line_breaks_and_a_byte_order_mark_stay() -> None:
    text = "\ufeff" + (HEAD + FACT + "    questions:\n      - Old?\n").replace("\n", "\r\n")
    assert taught(text) == f"{text}      - New?\r\n"


def test_a_file_that_ends_without_a_break_still_does() -> None:
    text = HEAD + FACT + "    questions:\n      - Old?"
    assert taught(text) == f"{text}\n      - New?"


def test_not_covered_gets_an_entry_as_the_others_are_written() -> None:
    text = HEAD + FACT + "not_covered:\n- questions:\n  - Old?\n  reply: Nothing.\n# the end\n"
    assert not_covered(text) == text.replace("Nothing.\n", "Nothing.\n- questions:\n  - New?\n")


@pytest.mark.parametrize(
    ("entry", "added"),
    [
        ("  -   questions: [Old?]\n", '  -   questions: ["New?"]\n'),
        ("  - questions:\n    - 'Old?'\n", '  - questions:\n    - "New?"\n'),
        ("-   questions:\n      - Old?\n", "-   questions:\n      - New?\n"),
    ],
)
def test_an_entry_follows_the_last_in_indentation_brackets_and_quotes(entry: str, added: str) -> None:
    text = f"{HEAD}{FACT}not_covered:\n{entry}"
    assert not_covered(text) == f"{text}{added}"


def test_a_file_without_not_covered_gets_it_at_its_end() -> None:
    text = HEAD + FACT + "# the end\n"
    assert not_covered(text) == f"{text}not_covered:\n  - questions:\n      - New?\n"


def test_an_empty_line_stands_between_parts_where_it_did() -> None:
    text = HEAD.replace("facts:", "\nfacts:") + FACT
    assert not_covered(text) == f"{text}\nnot_covered:\n  - questions:\n      - New?\n"


def test_not_covered_in_brackets_gets_an_item() -> None:
    text = HEAD + FACT + "not_covered: [{questions: [Old?]}]\n"
    assert not_covered(text) == text.replace("]}]", ']}, {questions: ["New?"]}]')


def with_new(text: str) -> str:
    return with_fact(text.encode(), NEW).decode()


ENTRY = """\
  - id: c
    statement: "It is: new."
    quote: new
    questions:
      - New?
      - Is it 'new'?
    about: [a-name]
    see: [a]
    note: By hand.
"""


def test_a_fact_is_added_below_the_last() -> None:
    text = HEAD + FACT + "  # the last\nnot_covered: []\n"
    assert with_new(text) == text.replace("it stands\n", f"it stands\n{ENTRY}")


def test_a_fact_is_indented_and_set_apart_as_the_last_is() -> None:
    entry = "-   id: {}\n    statement: It stands.\n    quote: it stands\n    questions:\n    - Old?\n"
    text = f"{HEAD}{entry.format('a')}\n{entry.format('b')}# the end\n"
    added = "\n" + ENTRY.replace("  - id", "-   id").replace("      - ", "    - ")
    assert with_new(text) == text.replace("# the end\n", f"{added}# the end\n")


def test_a_fact_is_added_in_braces_where_the_others_are() -> None:
    text = HEAD.rstrip() + " [{id: a, statement: It stands., quote: it stands}]\n"
    assert [fact["id"] for fact in value(with_new(text).encode())["facts"]] == ["a", "c"]


def test_an_id_is_not_added_twice() -> None:
    with pytest.raises(EditError, match="already"):
        with_new(with_new(HEAD + FACT))


def test_a_reference_is_added_to_its_list_or_below_the_quote() -> None:
    text = with_item((HEAD + FACT).encode(), "a", "see", "a").decode()
    assert text == HEAD + FACT + '    see: ["a"]\n'
    assert with_item(text.encode(), "a", "see", "b").decode() == text.replace('["a"]', '["a", "b"]')


def test_a_file_with_an_end_mark_gets_it_before_the_mark() -> None:
    assert value(not_covered(HEAD + FACT + "...\n").encode())["not_covered"] == [{"questions": ["New?"]}]


def test_what_is_there_is_not_added_twice() -> None:
    with pytest.raises(EditError, match="already"):
        taught(LIGHTHOUSE, "tower-height", "How high is the lighthouse?")
    with pytest.raises(EditError, match="already"):
        not_covered(LIGHTHOUSE, "How much does a ticket cost?")


def test_a_fact_that_has_gone_is_said_to_have() -> None:
    with pytest.raises(EditError, match="changed"):
        taught(LIGHTHOUSE, "no-such-fact")


def test_a_wording_without_a_word_is_refused() -> None:
    with pytest.raises(EditError, match="There is no word in it"):
        taught(LIGHTHOUSE, "tower-height", " \n\0 ")


WORDINGS = st.text(st.characters(exclude_categories=["Cs"]), min_size=1).filter(lambda text: bool(_clean(text)))


def _clean(text: str) -> str:
    try:
        return cleaned(text)
    except EditError:
        return ""


@settings(max_examples=100, suppress_health_check=[HealthCheck.too_slow])
@given(files(), WORDINGS, st.sampled_from("ab"))
def test_any_file_keeps_all_it_had_and_has_one_question_more(text: str, wording: str, fact: str) -> None:
    data = text.encode()
    wanted = value(data)
    entry = next(entry for entry in wanted["facts"] if entry["id"] == fact)
    assume(cleaned(wording) not in entry.get("questions", []))
    entry["questions"] = [*entry.get("questions", []), cleaned(wording)]

    edited = with_question(data, fact, wording)

    assert value(edited) == wanted
    assert is_within(text, edited.decode())


@settings(max_examples=100, suppress_health_check=[HealthCheck.too_slow])
@given(files(), WORDINGS, WORDINGS)
def test_any_file_keeps_all_it_had_and_has_one_fact_more(text: str, statement: str, quote: str) -> None:
    fact = replace(NEW, statement=cleaned(statement), quote=cleaned(quote), questions=(cleaned(quote),))
    wanted = value(text.encode())
    lists = {"questions": [cleaned(quote)], "about": ["a-name"], "see": ["a"]}
    wanted["facts"].append({"id": "c", "statement": fact.statement, "quote": fact.quote, "note": fact.note} | lists)

    edited = with_fact(text.encode(), fact)

    assert value(edited) == wanted
    assert is_within(text, edited.decode())


@settings(max_examples=100, suppress_health_check=[HealthCheck.too_slow])
@given(files(), WORDINGS)
def test_any_file_keeps_all_it_had_and_has_one_entry_more(text: str, wording: str) -> None:
    data = text.encode()
    wanted = value(data)
    wanted["not_covered"] = [*wanted.get("not_covered", []), {"questions": [cleaned(wording)]}]

    edited = with_not_covered(data, wording)

    assert value(edited) == wanted
    assert is_within(text, edited.decode())


def is_within(old: str, new: str) -> bool:
    """Whether `new` is `old` with one addition, or with a comma and one addition."""
    begin = next((number for number, (a, b) in enumerate(zip(old, new, strict=False)) if a != b), len(old))
    rest = old[begin:]
    if new.endswith(rest):
        return True
    end = next(number for number in range(len(rest) + 1) if not new.endswith(rest[len(rest) - number - 1 :]))
    between = rest[: len(rest) - end]
    return new[begin:].startswith(f",{between}")


def test_the_checked_file_is_what_the_bot_would_load() -> None:
    base = loaded(taught(LIGHTHOUSE, "tower-height")).base
    assert base is not None
    assert base.by_id["tower-height"].questions[-1] == "New?"
