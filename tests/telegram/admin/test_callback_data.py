"""What the buttons of admins send back."""

import pytest

from bot.telegram.admin.callback_data import AdminCallback, number_in, parse_admin_callback


def test_a_callback_is_read_as_it_was_written() -> None:
    callback = AdminCallback("publish", "0123456789ab")

    assert parse_admin_callback(callback.data) == callback


def test_the_data_of_a_reader_is_no_admins() -> None:
    assert parse_admin_callback("s:some-fact:") is None


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("0", 0),
        ("12", 12),
        ("x", 0),
        ("", 0),
        ("-1", 0),
        ("999999999", 999_999_999),
        ("9" * 10, 0),
        ("\N{SUPERSCRIPT TWO}", 0),
    ],
)
def test_what_is_no_number_counts_as_none(text: str, number: int) -> None:
    assert number_in(text) == number
