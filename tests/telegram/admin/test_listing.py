"""A list fits into a message, and nothing of it is lost."""

from bot.telegram.admin.listing import Section, listing
from bot.telegram.messages.markup import MESSAGE_UNITS, utf16_length


def test_what_fits_is_one_message() -> None:
    page = listing("Head", [Section("One", ("a", "b <i>")), Section("None", ())])

    assert page.reply.plain == "Head\n\nOne\na\nb <i>"
    assert "<b>\nOne</b>" in page.reply.html
    assert "b &lt;i&gt;" in page.reply.html
    assert page.attachment is None


def test_what_does_not_fit_is_all_in_a_file() -> None:
    lines = tuple(f"line {number} \N{GRINNING FACE}" for number in range(1000))

    page = listing("Head", [Section("Many", lines)], file="many.txt")

    assert utf16_length(page.reply.plain) <= MESSAGE_UNITS
    assert page.reply.plain.endswith("the file has everything.")
    assert page.attachment is not None
    assert page.attachment.name == "many.txt"
    assert page.attachment.data.decode().splitlines()[3:] == list(lines)


def test_a_line_that_was_cut_is_whole_in_the_file() -> None:
    page = listing("Head", [Section("Long", ("word " * 500,))])

    assert page.attachment is not None
    assert "word " * 500 in page.attachment.data.decode()
