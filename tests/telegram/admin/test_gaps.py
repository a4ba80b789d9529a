"""The list of gaps and the choice of a fact, as an admin reads them."""

from datetime import date

from bot.facts.model import Fact, Source
from bot.facts.schema import MAX_ID
from bot.gaps import Gap, GapGroup
from bot.telegram.admin.callback_data import AdminCallback, parse_admin_callback
from bot.telegram.admin.gaps import gaps_page, key_among, teaching_page
from bot.telegram.messages.reply import Reply, TapButton

DAY = date(2024, 5, 6)


def group(*wordings: str, times: int = 1) -> GapGroup:
    return GapGroup(tuple(Gap(wording, times, DAY) for wording in wordings))


def callbacks(reply: Reply) -> list[AdminCallback]:
    buttons = [button for row in reply.buttons for button in row if isinstance(button, TapButton)]
    assert all(len(button.data.encode()) <= 64 for button in buttons)
    return [found for button in buttons if (found := parse_admin_callback(button.data))]


def test_a_group_has_its_number_its_wordings_and_three_buttons() -> None:
    reply = gaps_page([group("Why is it red?", "why red", "a", "b", "c", "d")], 0).reply

    assert "1. Why is it red? (asked 6 times, last on 6 May 2024)\n   why red\n   a\n   b\n   + 2" in reply.plain
    assert [button.label for button in reply.buttons[0]] == ["1 This is…", "1 Not covered", "1 Ignore"]


def test_numbers_go_on_over_pages() -> None:
    groups = [group(f"Question number {number}?") for number in range(25)]

    reply = gaps_page(groups, 2).reply

    assert "page 3 of 3" in reply.plain
    assert "21. Question number 20?" in reply.plain
    assert [callback.target for callback in callbacks(reply) if callback.verb == "gaps"] == ["1"]


def test_a_page_that_has_gone_is_the_last_one() -> None:
    assert gaps_page([group("Why?")], 7) == gaps_page([group("Why?")], 0)


def test_what_is_long_goes_into_a_file_and_keeps_its_buttons() -> None:
    page = gaps_page([group(*(f"{letter}{number} " * 60 for letter in "abcd")) for number in range(10)], 0)

    assert page.attachment is not None
    assert len(page.reply.buttons) == 10


def test_the_longest_id_fits_into_a_button() -> None:
    fact = Fact("x" * MAX_ID, "It is so.", "so", Source("A title"))

    reply = teaching_page(group("Why?"), [fact], 9).reply

    assert AdminCallback("learn", f"{group('Why?').head.key}:{fact.id}") in callbacks(reply)


def test_what_was_offered_and_what_was_not_meant_is_shown() -> None:
    asked = GapGroup((Gap("Why?", 1, DAY, ("a-fact", "b-fact")), Gap("why so", 1, DAY, ("c-fact",), "c-fact")))

    text = teaching_page(asked, [], 0).reply.plain

    assert "What was offered\na-fact\nb-fact\nc-fact" in text
    assert "What was not meant\nc-fact" in text
    assert "Also asked\nwhy so" in text


def test_a_message_is_about_the_one_group_of_its_buttons() -> None:
    one, other = group("Why?"), group("How?")

    assert key_among(callbacks(teaching_page(one, [], 0).reply)) == one.head.key
    assert key_among(callbacks(gaps_page([one, other], 0).reply)) is None
    assert key_among([]) is None
