"""What YAML leaves out or cuts off is said with its line and the quotes to set, and what people mean is left alone."""

import pytest

from bot.facts.files import FactFile
from bot.facts.loading import parse
from bot.facts.problems import Severity
from bot.facts.yaml_reading import read_yaml

FACTS = """\
version: 1
source: {title: The town}
facts:
  - id: town-hall
    statement: The town hall is green.
    quote: the green town hall
"""


def said(lines: str) -> list[str]:
    """What is said of a file that ends with these lines of a fact, without its name."""
    problems = parse([FactFile("town.yaml", f"{FACTS}{lines}".encode())]).problems
    return [str(problem).removeprefix("town.yaml:") for problem in problems]


def warnings(lines: str) -> list[str]:
    problems = parse([FactFile("town.yaml", f"{FACTS}{lines}".encode())]).problems
    assert all(problem.severity is Severity.WARNING for problem in problems)
    return [str(problem).removeprefix("town.yaml:") for problem in problems]


@pytest.mark.parametrize(
    ("lines", "text"),
    [
        ("    note: room #12 of the town hall", '"room #12 of the town hall"'),
        ("    note: #12 is the room", '"#12 is the room"'),
        ("    note: They met in no. #12.", '"They met in no. #12."'),
        ("    note: room # 12 of the hall", '"room # 12 of the hall"'),
        ("    questions: [is it #12?\n    ]", '"is it #12?"'),
        ("    questions:\n      - Is it #12?", '"Is it #12?"'),
        ("    note: room\t#12 of the hall", '"room #12 of the hall"'),
    ],
)
def test_a_text_that_is_cut_at_a_number_sign_is_shown_in_quotes(lines: str, text: str) -> None:
    (warning,) = warnings(f"{lines}\n")

    assert f"put quotes around the text: {text}, or two spaces before a comment" in warning


@pytest.mark.parametrize(
    ("lines", "text"),
    [
        ("    note: They met in room\n      #12 of the hall", '"They met in room #12 of the hall"'),
        ("    note:\n      They met  \n      in room\n     #12", '"They met in room #12"'),
        ("    questions:\n    - Who met in\n      #12?", '"Who met in #12?"'),
        ("    questions:\n      - Who met in\n        #12?\n      - Who?", '"Who met in #12?"'),
    ],
)
def test_a_text_that_goes_on_with_a_number_sign_is_shown_in_quotes(lines: str, text: str) -> None:
    (warning,) = warnings(f"{lines}\n")

    assert warning.endswith(f"put quotes around the text: {text}, or a space after the # of a comment")


def test_the_line_is_the_one_in_which_the_text_is_cut() -> None:
    (warning,) = warnings("    note: It is long and\n      goes on to room #12\n")

    assert warning.startswith("8: warning: facts[0].note: ends before '#12', which YAML takes for a comment;")


@pytest.mark.parametrize(
    "lines",
    [
        "    note: It is green. # as seen from the gate",
        "    note: It is green  #as seen",
        "    note: 'room #12' #12",
        "    questions: [Is it green?] # or blue",
        "    questions:\n      - Is it green?   # as asked at the gate\n      # - Is it blue?\n      - Is it red?  ",
        "    about: [] # nobody\n    see: [town-hall] #itself",
        "    note: >-\n      room #12 of the hall",
        "    note: the C# of towns",
        "    note: It is green\n    #note: It is blue",
        "    note: It is green\n      # as seen from the gate",
        "    note: It is green.\n      #as seen",
        "    note: It is green\n\n      #as seen",
        "    questions:\n      - Is it green\n      #- Is it blue\n      - Is it red?",
        "  - id: roof\n    quote: the roof\n    statement: It is green\n    #note: It is blue",
    ],
)
def test_a_comment_is_one(lines: str) -> None:
    assert warnings(f"{lines}\n") == []


@pytest.mark.parametrize(
    ("value", "lost", "text"),
    [
        ("&Sons is a firm", "&Sons", '"&Sons is a firm"'),
        ("! Attention", "!", '"! Attention"'),
    ],
)
def test_a_word_that_is_eaten_at_the_beginning_is_shown_in_quotes(value: str, lost: str, text: str) -> None:
    (warning,) = warnings(f"    note: {value}\n")

    assert f"7: warning: facts[0].note: loses '{lost}' at its beginning" in warning
    assert warning.endswith(f"put quotes around the text: {text}")


@pytest.mark.parametrize(
    ("value", "hint"),
    [
        ("*Not* this", "put quotes around a text that begins with *"),
        ("*Not this", "has *Not where a value begins, which YAML takes for an alias; put quotes around the text"),
        ("!important", "put quotes around a text that begins with !"),
        ("& more", "put quotes around a text that begins with &"),
        ("The rule: none", "put quotes around a text that has ': ' in it"),
        ("@anna said so", "put quotes around a text that begins with this character"),
        ("> 5 people came", "put quotes around a text that begins with > or |"),
        ("- 5 degrees", "put quotes around a text that begins with '- '"),
        ("'Tis the season", "a text that begins with ' or \" needs the same at its end"),
        ('"C:\\users"', "write two \\ for one"),
        ('"C:\\dir"', "write two \\ for one"),
    ],
)
def test_what_makes_the_parser_stumble_hints_at_quotes(value: str, hint: str) -> None:
    problems = said(f"    note: {value}\n")

    assert any(problem.startswith("7: ") and hint in problem for problem in problems)


@pytest.mark.parametrize("value", ['"We did it," he said', "[sic] was written", "{name} came", "'T' is a letter"])
def test_a_text_that_begins_with_a_mark_of_yaml_and_goes_on_hints_at_quotes(value: str) -> None:
    (problem,) = said(f"    note: {value}\n")

    assert problem.startswith("7: ")
    assert "if a text begins with a quotation mark or a bracket, put quotes around all of it" in problem


@pytest.mark.parametrize("items", ["Is it [sic] so?", '"Red" is what?', "Who is {x}?", "Is it #12?, Who?"])
def test_an_item_in_brackets_with_a_mark_of_yaml_hints_at_quotes(items: str) -> None:
    (problem,) = said(f"    questions: [{items}]\n")

    assert "put quotes around an item with a bracket, a quotation mark or ' #' in it" in problem


@pytest.mark.parametrize("lines", ["    note:\xa0It is", "    note: It is\n\ufeff    about: []"])
def test_a_space_that_is_none_for_yaml_is_named(lines: str) -> None:
    (problem,) = said(f"{lines}\n")

    number = "U+FEFF" if "\ufeff" in lines else "U+00A0"
    assert f"here or in the line before is the character {number}, which is no space for YAML" in problem


@pytest.mark.parametrize(("escape", "number"), [(r"\t", "U+0009"), (r"\P", "U+2029"), (r"\_", "U+00A0")])
def test_what_a_backslash_makes_of_a_letter_is_told(escape: str, number: str) -> None:
    (warning,) = warnings(f'    note: "C:{escape}emp is \\\\there"\n')

    assert warning == f"7: warning: facts[0].note: has {escape}, which YAML takes for {number}; write two \\ for one"


def test_a_mapping_or_a_list_where_text_was_meant_hints_at_quotes() -> None:
    assert said("    questions:\n      - The rule: who pays?\n    note: [sic]\n") == [
        "8: facts[0].questions[0]: must be text, but is a mapping; "
        "if it is a text with ': ' in it, put quotes around it",
        "9: facts[0].note: must be text, but is a list; "
        "if it is a text that begins with '[' or '- ', put quotes around it",
    ]


@pytest.mark.parametrize(
    "items",
    ["Who came, and when?", "In winter, is it open?", "Who came, and when", "Is it red?, Who came, and when?"],
)
def test_a_comma_that_cuts_a_question_in_brackets_is_told_with_the_quotes(items: str) -> None:
    (warning,) = warnings(f"    questions: [{items}]\n")

    whole = items.removeprefix("Is it red?, ")
    assert warning.startswith("7: warning: facts[0].questions[")
    assert warning.endswith(f'if it is one question, put quotes around it: "{whole}"')


@pytest.mark.parametrize("items", ["Are there 40,000 books?", "It holds 40,000", "Who paid 1,50"])
def test_a_comma_in_a_number_is_told_with_the_number_as_it_is(items: str) -> None:
    assert f'if it is one question, put quotes around it: "{items}"' in said(f"    questions: [{items}]\n")[0]


@pytest.mark.parametrize(
    "lines",
    [
        "    questions: [Who came?, And when was that?]",
        "    questions: [who came, where was it]",
        "    questions: [Who came, Where was it]",
        '    questions: ["Who came", and when?]',
        "    questions: [\n      Who came,\n      and when?,\n    ]",
        "names:\n  anna:\n    name: Anna\n    also: [Anna Berg, the mayor, she?]",
        "synonyms:\n  - [Town hall, seat of the mayor]",
    ],
)
def test_commas_between_items_are_left_alone(lines: str) -> None:
    assert warnings(f"{lines}\n") == []


@pytest.mark.parametrize("character", ["\x85", "\u2028", "\u2029"])
def test_a_line_break_that_no_editor_shows_is_named_with_its_line_and_shifts_no_other(character: str) -> None:
    number = f"U+{ord(character):04X}"
    (warning,) = warnings(f'    note: "It is{character}so"\n')
    assert warning == f"7: warning: holds the character {number}, which YAML takes for the end of a line; delete it"

    problems = said(f'    note: "é{character}é"\n    colour: red\n')
    assert problems[1].startswith("8: facts[0].colour: is not a known key")

    broken = said(f"    note: It is{character}so\n    questions: [Why?]\n")
    assert broken[0] == f"7: holds the character {number}, which YAML takes for the end of a line; delete it"


def test_every_character_that_yaml_forbids_is_named_with_its_line() -> None:
    document = read_yaml("f.yaml", "# é\u4e2d\né: 1\na: \x07\x07 b\x00\n\nc: \ufffe\n".encode())

    assert [str(problem) for problem in document.problems] == [
        "f.yaml:3: has the character U+0007, which YAML does not allow; delete it",
        "f.yaml:3: has the character U+0000, which YAML does not allow; delete it",
        "f.yaml:5: has the character U+FFFE, which YAML does not allow; delete it",
    ]
