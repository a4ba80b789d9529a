"""YAML as people write it, as editors mangle it, and as an attacker would."""

import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from bot.facts.yaml_reading import read_yaml
from tests.samples import FACT, HEAD

SECONDS = 3
"""One is promised; three leave room for a busy machine."""

BYTES = 200_000_000

LIMITED = f"""
import os, resource, sys, traceback
from pathlib import Path
from bot.facts.loading import load

def look_into(path):
    resource.setrlimit(resource.RLIMIT_CPU, ({SECONDS}, {SECONDS}))
    resource.setrlimit(resource.RLIMIT_DATA, ({BYTES}, {BYTES}))
    for problem in load(path).problems:
        print(problem, flush=True)

for line in sys.stdin:
    child = os.fork()
    if not child:
        try:
            look_into(Path(line.rstrip()))
        except BaseException:
            traceback.print_exc(file=sys.stdout)
            os._exit(1)
        os._exit(0)
    print(f"{{os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])}}\\n", flush=True)
"""
"""Reads each file in a process of its own, forked from one that has imported all already."""

ProblemsWithinLimits = Callable[[Path], list[str]]


@pytest.fixture(scope="module")
def problems_within_limits() -> Iterator[ProblemsWithinLimits]:
    """Yield a function that returns the problems of a file, found in a process with limits on time and memory."""
    command = [sys.executable, "-c", LIMITED]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:  # noqa: S603
        assert process.stdin is not None
        assert process.stdout is not None
        asked, told = process.stdin, process.stdout

        def problems(path: Path) -> list[str]:
            asked.write(f"{path}\n")
            asked.flush()
            lines = [*iter(lambda: told.readline().rstrip("\n"), "")]
            assert lines.pop() == "0", lines
            return lines

        yield problems


def value(text: str) -> object:
    document = read_yaml("f.yaml", text.encode())
    assert document.problems == ()
    return document.value


def only_message(data: bytes | str) -> str:
    (problem,) = read_yaml("f.yaml", data.encode() if isinstance(data, str) else data).problems
    return str(problem)


def test_plain_values_are_what_they_look_like() -> None:
    text = "a: [1, 2.5, true, null, ~, x, '1', 2024-11-22, 12:30, 0x1F]"
    assert value(text) == {"a": [1, 2.5, True, None, None, "x", "1", "2024-11-22", "12:30", "0x1F"]}


def test_a_byte_order_mark_and_any_line_ends_are_welcome() -> None:
    assert value("\ufeffa: 1\r\nb: 2\r\n") == {"a": 1, "b": 2}


def test_each_value_knows_its_line() -> None:
    document = read_yaml("f.yaml", b"a:\n  - x\n  -\n    b: y\nc: z\n")
    assert document.line_of(("a", 0)) == 2
    assert document.line_of(("a", 1, "b")) == 4
    assert document.line_of(("c",)) == 5
    assert document.line_of(("a", 1, "missing")) == 4


def test_every_duplicate_key_is_named_and_the_rest_still_checked() -> None:
    document = read_yaml("f.yaml", b"a: 1\nb:\n  c: 1\n  c: 2\na: 2\n")
    assert document.whole
    assert [str(problem) for problem in document.problems] == [
        "f.yaml:4: b.c: is here twice (first in line 3); keep one of them",
        "f.yaml:5: a: is here twice (first in line 1); keep one of them",
    ]


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"a: caf\xe9\n", "f.yaml:1: is not UTF-8 text; save it with the encoding UTF-8"),
        (b"a: b\nc: \xed\xa0\x80\n", "f.yaml:2: is not UTF-8 text; save it with the encoding UTF-8"),
        (b"a: b\n\x00", "f.yaml:2: has the character U+0000, which YAML does not allow; delete it"),
        (b'a: "\\e[31m"', "f.yaml:1: a: holds the character U+001B, which no text needs; delete it"),
        (b"a: &x b\nc: *x\n", "f.yaml:2: uses the alias *x; write the value out instead"),
        (b"a: b\n---\nc: d\n", "f.yaml:2: holds a second document; delete the line '---' or make it a file of its own"),
        (b"a: b\n...\n%TAG ! tag:x\n---\n", "f.yaml:3: has the directive %TAG; delete the line"),
        (
            b"{[a]: b}",
            "f.yaml:1: has a list or mapping where a key belongs; put quotes around text with { or [",
        ),
        (
            b"a: !!python/name:os.system x",
            "f.yaml:1: a: has the tag 'tag:yaml.org,2002:python/name:os.system'; "
            "fact files hold plain text, so delete the tag",
        ),
        (
            b"!!str a: b",
            "f.yaml:1: a: has the tag 'tag:yaml.org,2002:str'; fact files hold plain text, so delete the tag",
        ),
    ],
)
def test_what_has_no_place_in_a_fact_file_is_named(data: bytes, message: str) -> None:
    assert only_message(data) == message


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("a: b: c\n", 1),
        ("a:\n\t- b\n", 2),
        ("a: [b\n", 2),
        ("a: [b", 1),
        ("a: [b,\r c", 2),
        ("a: 'b\n", 1),
        ('a: "\\ud800"', 1),
        ("a: b\n c\nd\n", 4),
    ],
)
def test_a_syntax_error_is_named_with_its_line(text: str, line: int) -> None:
    message = only_message(text)
    assert message.startswith(f"f.yaml:{line}: is not valid YAML (")
    assert message.endswith("; look here and in the line before for indentation, quotes and colons")


def alias_bomb() -> str:
    bombs = (
        f"{key}: &{key} [{','.join([f'*{before}'] * 9)}]\n" for before, key in zip("abcdefgh", "bcdefghi", strict=True)
    )
    return "a: &a [x]\n" + "".join(bombs)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("text", "message"),
    [
        (alias_bomb, "uses the alias *a"),
        (lambda: "[" * 10_000, "nested deeper than 12 levels"),
        (lambda: "- " * 10_000, "nested deeper than 12 levels"),
        (lambda: HEAD + "  - " + "[" * 10_000 + "]" * 10_000, "nested deeper than 12 levels"),
        (lambda: "a: 1\n" * 20_000_000, "larger than 8,000,000 bytes"),
        (lambda: "".join(f"k{number}: 1\n" for number in range(200_000)), "more than 150,000 values"),
        (lambda: "".join(f"- &a{number} x\n" for number in range(400_000)), "more than 150,000 values"),
        (lambda: "[" + "1," * 500_000 + "]", "more than 150,000 values"),
        (lambda: HEAD + "a: 1\n" * 100_000, "has 100 problems or more"),
        (lambda: "}{ word: \u00e9\n" * 80_000, "is not valid YAML"),
        (lambda: HEAD + FACT.replace("It stands.", "x" * 7_000_000), "has 7000000 characters"),
        (lambda: HEAD + FACT.replace("It stands.", "1" * 7_000_000), "must be text, but is a number"),
        (lambda: HEAD + "".join(f"  - id: X{n}\n    bad: 1\n" for n in range(12_000)), "more problems of this kind"),
        (lambda: "---\n" * 1_900_000, "holds a second document"),
        (lambda: "#" * 7_900_000, "must be a mapping"),
        (lambda: "\0" * 7_900_000, "which YAML does not allow"),
        (lambda: "\u2028" * 2_600_000, "must be a mapping"),
        (lambda: "- &a x #1\n" * 100_000, "which YAML takes for a comment"),
        (lambda: "".join(f"%TAG !e{number}! tag:e\n" for number in range(300_000)), "has the directive %TAG"),
    ],
    ids=[
        "alias bomb", "nested flow", "nested dashes", "nested in a fact", "100 MB", "many keys", "many anchors",
        "many items", "many duplicates", "garbage", "long text", "long number", "many problems", "many documents",
        "long comment", "forbidden characters", "odd line breaks", "much swallowed", "many directives",
    ],
)  # fmt: skip
def test_hostile_files_end_in_a_clear_problem_at_little_cost(
    problems_within_limits: ProblemsWithinLimits, tmp_path: Path, text: Callable[[], str], message: str
) -> None:
    path = tmp_path / "facts.yaml"
    path.write_text(text(), encoding="utf-8")
    assert message in problems_within_limits(path)[-1]


@pytest.mark.slow
def test_fifteen_thousand_questions_load_at_little_cost(
    problems_within_limits: ProblemsWithinLimits, tmp_path: Path
) -> None:
    path = tmp_path / "facts.yaml"
    with path.open("w", encoding="utf-8") as stream:
        stream.write(HEAD)
        for fact in range(150):
            stream.write(f"  - id: f{fact}\n    statement: It is {fact}.\n    quote: it is {fact}\n    questions:\n")
            stream.writelines(f"      - What is number {number} of {fact}?\n" for number in range(100))
    assert problems_within_limits(path) == []
