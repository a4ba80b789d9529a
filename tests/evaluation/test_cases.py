"""Question sets are checked like fact files."""

import pytest

from bot.evaluation.cases import Case, read_cases
from bot.facts.files import FactFile


def messages(text: str) -> list[str]:
    cases, problems = read_cases(FactFile("q.yaml", text.encode()), {"tower-height": None, "first-keeper": None})
    assert not (cases and problems)
    return [str(problem) for problem in problems]


def test_a_question_expects_facts_or_patterns_or_nothing() -> None:
    text = (
        "- {q: How high?, kind: direct, facts: [tower-height, first-keeper]}\n"
        "- {q: Who?, kind: typo, expect: [ada|berg]}\n"
        "- {q: How old?, facts: []}\n"
    )
    cases, problems = read_cases(FactFile("q.yaml", text.encode()), {"tower-height", "first-keeper"})
    assert problems == ()
    assert cases == (
        Case("How high?", "direct", facts=("tower-height", "first-keeper")),
        Case("Who?", "typo", patterns=("ada|berg",)),
        Case("How old?", "other"),
    )
    assert [case.answerable for case in cases] == [True, True, False]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            "- q: a\n  facts: [tower-hight]\n",
            "q.yaml:2: [0].facts[0]: no fact 'tower-hight'; did you mean 'tower-height'?",
        ),
        (
            "- q: a\n",
            "q.yaml:1: [0]: needs either 'facts' or 'expect'; write 'facts: []' if the source does not answer it",
        ),
        (
            "- q: a\n  facts: []\n  expect: [b]\n",
            "q.yaml:1: [0]: needs either 'facts' or 'expect'; write 'facts: []' if the source does not answer it",
        ),
        (
            "- q: a\n  expect: ['(']\n",
            "q.yaml:2: [0].expect[0]: is not a regular expression (missing ), unterminated subpattern at position 0); "
            "mend it",
        ),
        (
            "- q: a\n  fact: []\n  facts: []\n",
            "q.yaml:2: [0].fact: is not a known key; did you mean 'facts'? (known: q, kind, facts, expect)",
        ),
        ("a: b\n", "q.yaml:1: must be a list, but is a mapping; put each item in a line of its own after '- '"),
        ("[]\n", "q.yaml:1: needs at least 1; add more or delete the key"),
        ("- q: &a b\n- q: *a\n", "q.yaml:2: uses the alias *a; write the value out instead"),
    ],
)
def test_a_problem_says_where_it_is_and_what_to_do(text: str, message: str) -> None:
    assert messages(text) == [message]
