"""Question sets are checked like fact files."""

import pytest

from bot.evaluation.cases import Case, read_cases
from bot.facts.files import FactFile

NEEDS = (
    "needs either 'facts', 'expect' or 'say'; write 'facts: []' if the source does not answer it, "
    "and 'say' if it asks nothing"
)


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


def test_a_message_may_have_a_chat_before_it_and_be_an_act() -> None:
    text = (
        "- {q: And who kept it?, after: How high?, leans: true, facts: [first-keeper]}\n"
        "- {q: thanks, after: [How high?, And who kept it?], say: thanks}\n"
        "- {q: 👍, say: emoji}\n"
    )
    cases, problems = read_cases(FactFile("q.yaml", text.encode()), {"tower-height", "first-keeper"})
    assert problems == ()
    assert cases == (
        Case("And who kept it?", "other", facts=("first-keeper",), after=("How high?",), leans=True),
        Case("thanks", "other", after=("How high?", "And who kept it?"), say="thanks"),
        Case("👍", "other", say="emoji"),
    )
    assert not any(case.stands_alone for case in cases)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            "- q: a\n  facts: [tower-hight]\n",
            "q.yaml:2: [0].facts[0]: no fact 'tower-hight'; did you mean 'tower-height'?",
        ),
        (
            "- q: a\n",
            f"q.yaml:1: [0]: {NEEDS}",
        ),
        (
            "- q: a\n  facts: []\n  expect: [b]\n",
            f"q.yaml:1: [0]: {NEEDS}",
        ),
        (
            "- q: a\n  expect: ['(']\n",
            "q.yaml:2: [0].expect[0]: is not a regular expression (missing ), unterminated subpattern at position 0); "
            "mend it",
        ),
        (
            "- q: a\n  fact: []\n  facts: []\n",
            "q.yaml:2: [0].fact: is not a known key; did you mean 'facts'? (known: q, kind, after, "
            "leans, facts, expect, say)",
        ),
        ("- q: a\n  facts: []\n  say: thanks\n", f"q.yaml:1: [0]: {NEEDS}"),
        ("- q: a\n  say: thank\n", "q.yaml:2: [0].say: no act 'thank'; did you mean 'thanks'?"),
        ("- q: a\n  say: thanks\n  after: []\n", "q.yaml:3: [0].after: needs at least 1; add more or delete the key"),
        (
            "- q: a\n  say: thanks\n  after:\n    - b\n    - ''\n",
            "q.yaml:5: [0].after[1]: is empty; write something or delete the line",
        ),
        (
            "- q: a\n  leans: true\n  facts: []\n",
            "q.yaml:2: [0].leans: is for a question with 'after'; say there what it leans on, or delete the line",
        ),
        (
            "- q: a\n  after: b\n  leans: true\n  say: thanks\n",
            "q.yaml:3: [0].leans: is for a question with 'after'; say there what it leans on, or delete the line",
        ),
        ("a: b\n", "q.yaml:1: must be a list, but is a mapping; put each item in a line of its own after '- '"),
        ("[]\n", "q.yaml:1: needs at least 1; add more or delete the key"),
        ("- q: &a b\n- q: *a\n", "q.yaml:2: uses the alias *a; write the value out instead"),
    ],
)
def test_a_problem_says_where_it_is_and_what_to_do(text: str, message: str) -> None:
    assert messages(text) == [message]
