"""Pairs as JSON lines."""

import pytest

from bot.authoring.pairs.json_lines import read_json_lines


def test_a_line_has_one_question_or_several() -> None:
    text = '{"question": "When?", "answer": "Now."}\n\n{"questions": ["Where?", "What place?"], "answer": "Here."}\r\n'
    file = read_json_lines("faq.jsonl", text)

    assert [(pair.line, [question.text for question in pair.questions], pair.answer) for pair in file.pairs] == [
        (1, ["When?"], "Now."),
        (3, ["Where?", "What place?"], "Here."),
    ]
    assert file.problems == []


def test_other_keys_are_named() -> None:
    file = read_json_lines("faq.jsonl", '{"question": "When?", "answer": "Now.", "tags": [], "id": 1}')
    assert list(file.unused) == ["tags", "id"]


@pytest.mark.parametrize(
    "line",
    [
        "no JSON",
        "[1]",
        "{}",
        '{"question": "When?"}',
        '{"question": "When?", "answer": 9}',
        '{"question": 9, "answer": "Now."}',
        '{"questions": ["When?", null], "answer": "Now."}',
        "[" * 100_000,
        '{"answer": ' + "9" * 5_000 + "}",
    ],
)
def test_a_line_that_is_no_pair_is_named_and_the_others_are_taken(line: str) -> None:
    file = read_json_lines("faq.jsonl", f'{line}\n{{"question": "When?", "answer": "Now."}}')

    assert [pair.line for pair in file.pairs] == [2]
    [problem] = file.problems
    assert str(problem).startswith("faq.jsonl:1: is not a pair; write each on one line, as ")
