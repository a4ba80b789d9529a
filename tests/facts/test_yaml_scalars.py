"""Any text can stand in a YAML file."""

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from bot.facts.yaml_scalars import quoted

TEXTS = st.text(st.characters(exclude_categories=["Cs"]))


@given(TEXTS, st.booleans())
def test_a_text_is_read_back_as_it_was(text: str, plain: bool) -> None:
    assert yaml.safe_load(f"key:\n- {quoted(text, plain=plain)}\n") == {"key": [text]}


@given(TEXTS)
def test_a_text_in_brackets_is_read_back_as_it_was(text: str) -> None:
    assert yaml.safe_load(f"[{quoted(text, plain=False)}, b]") == [text, "b"]


@pytest.mark.parametrize("text", ["Who opened the library?", "Why, and when?", "Is it Ada Berg's (old) house?"])
def test_ordinary_questions_need_no_quotes(text: str) -> None:
    assert quoted(text) == text


@pytest.mark.parametrize("text", ["yes", "null", "a: b", "a #b", "- a", "1931", "{a}", "", "what:", "'tis so"])
def test_what_means_something_in_yaml_is_quoted(text: str) -> None:
    assert quoted(text) == f'"{text}"'
