"""Nothing that leads to a person is kept."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.gaps.redaction import BLANK, MAX_CHARACTERS, redacted


@pytest.mark.parametrize(
    ("question", "kept"),
    [
        ("mail ann.lee+talks@mail.example.org about it", f"mail {BLANK} about it"),
        ("is <ann@example.org> there?", f"is <{BLANK}> there?"),
        ("is пётр@почта.рф there?", f"is {BLANK} there?"),
        ("ask @ann_lee or \uff20bob", f"ask {BLANK} or {BLANK}"),
        ("call +49 (0)30 1234-5678 now", f"call {BLANK} now"),
        ("call 030/1234567", f"call {BLANK}"),
        ("call (555) 123-4567 please", f"call {BLANK} please"),
        ("see t.me/ann_lee and tg://user?id=5", f"see {BLANK} and {BLANK}"),
        ("number 1234567?", f"number {BLANK}?"),
    ],
)
def test_addresses_numbers_and_names_are_blanked(question: str, kept: str) -> None:
    assert redacted(question) == kept


@pytest.mark.parametrize(
    "question",
    [
        "What happened on 2024-11-21?",
        "And on 21.11.2024?",
        "How many of the 40,000 books?",
        "Who met in 1931?",
        "Was it the 2019-2023 plan?",
    ],
)
def test_days_years_and_small_numbers_stay(question: str) -> None:
    assert redacted(question) == question


def test_what_is_kept_is_one_line_of_at_most_300_characters() -> None:
    kept = redacted("a\nb\x00c " + "word " * 100)
    assert kept.startswith("a b c word")
    assert len(kept) <= MAX_CHARACTERS


def test_an_address_across_the_cut_leaves_no_half_behind() -> None:
    assert "ann" not in redacted("x" * (MAX_CHARACTERS - 6) + " ann@example.org")


@settings(deadline=None)
@given(st.text(), st.text())
def test_no_at_sign_is_followed_by_a_name(before: str, after: str) -> None:
    assert "@ann" not in redacted(f"{before}@ann{after}")
