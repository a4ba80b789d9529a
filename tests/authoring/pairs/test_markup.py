"""What readers of other tools see of an answer, without its markup."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.authoring.pairs.markup import without_markup


@pytest.mark.parametrize(
    ("answer", "text"),
    [
        ("It is **very** _old_ and `red`.", "It is very old and red."),
        ("See [the desk](https://example.org/desk).", "See the desk (https://example.org/desk)."),
        ("See [the *desk*](/desk) and <https://example.org>.", "See the desk and https://example.org."),
        ("Write to [desk@example.org](mailto:desk@example.org).", "Write to desk@example.org."),
        ("Take:\n\n* one\n* two\n", "Take: • one • two"),
        ("First:\n\n1. one\n2. two\n", "First: 1. one 2. two"),
        ("> Quoted\n\nand ![a map](map.png)", "Quoted and a map"),
        ("By <b>card</b> &amp; cash<br>or<p>cheque</p>", "By card & cash or cheque"),
        (
            '<ul><li>one</li><li>see <a href="https://example.org">this</a></li></ul>',
            "• one • see this (https://example.org)",
        ),
        ("<!-- note -->Visible", "Visible"),
    ],
)
def test_markup_goes_and_what_it_says_stays(answer: str, text: str) -> None:
    assert without_markup(answer) == text


@pytest.mark.parametrize(
    "answer", ["Type git clone <url> first.", "5 * 3 * 2 = 30", "snake_case_name", "1 < 2 > 0", "AT&T", "a [b] c", "#1"]
)
def test_what_only_looks_like_markup_stays(answer: str) -> None:
    assert without_markup(answer) == answer


@given(st.text(st.sampled_from("<>/ab!-[]()*_`\n &;#\"'="), max_size=200))
def test_any_text_is_read(answer: str) -> None:
    assert "\n" not in without_markup(answer)
