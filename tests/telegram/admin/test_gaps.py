"""The list of gaps and the choice of a fact, as an admin reads them."""

from datetime import date

import pytest

from bot.facts.model import Fact, Source
from bot.facts.schema import MAX_ID
from bot.gaps import Gap, GapGroup, HowOften
from bot.telegram.admin.callback_data import AdminCallback, parse_admin_callback
from bot.telegram.admin.gap_view import FIRST, GapsView, shown_gaps
from bot.telegram.admin.gaps import gaps_page, ignoring_page, key_among, teaching_page
from bot.telegram.messages.reply import Reply, TapButton

DAY = date(2024, 5, 6)


def group(*wordings: str, times: int = 1) -> GapGroup:
    return GapGroup(tuple(Gap(wording, times, DAY) for wording in wordings))


def callbacks(reply: Reply) -> list[AdminCallback]:
    buttons = [button for row in reply.buttons for button in row if isinstance(button, TapButton)]
    assert all(len(button.data.encode()) <= 64 for button in buttons)
    return [found for button in buttons if (found := parse_admin_callback(button.data))]


def test_ten_gaps_are_ten_lines_and_one_row_of_buttons_for_the_one_that_is_chosen() -> None:
    groups = [group(f"Question number {number} of those that are long enough for two lines?") for number in range(10)]

    reply = gaps_page(groups, GapsView(2)).reply

    lines = reply.plain.split("\n\n")[1].splitlines()
    assert [line.partition(".")[0] for line in lines] == ["1", "2", "▸ 3", *map(str, range(4, 11))]
    assert max(map(len, lines)) < 40
    assert [[button.label for button in row] for row in reply.buttons] == [
        ["1", "2", "▸ 3", "4", "5"],
        ["6", "7", "8", "9", "10"],
        ["This is…", "New fact", "Not covered", "Ignore"],
        ["Ignore all of these"],
    ]
    about = [callback.target for callback in callbacks(reply) if callback.verb in ("teach", "decline", "ignore")]
    assert about == [f"{groups[2].head.key}:2:all"] * 3


def test_all_about_the_chosen_one_stands_below_the_list() -> None:
    long = "Why is it red, and not white or green as most are, and who was it that chose the colour?"

    text = gaps_page([group("How?", times=9), group(long, "why red", "a", "b", "c", "d")], GapsView(1)).reply.plain

    assert text.endswith(f"2. {long}\nasked 6 times, last on 6 May 2024\nwhy red\na\nb\n+ 2")


def test_a_gap_that_stands_alone_is_not_there_twice() -> None:
    reply = gaps_page([group("Why is it red?")], FIRST).reply

    assert reply.plain.count("Why is it red?") == 1
    assert [[button.label for button in row] for row in reply.buttons] == [
        ["This is…", "New fact", "Not covered", "Ignore"]
    ]


def test_numbers_go_on_over_pages() -> None:
    groups = [group(f"Question number {number}?") for number in range(25)]

    reply = gaps_page(groups, GapsView(20)).reply

    assert "page 3 of 3" in reply.plain
    assert "21. Question number 20?" in reply.plain
    assert "10:all:" in [callback.target for callback in callbacks(reply) if callback.verb == "gaps"]


def test_what_has_gone_makes_room_for_the_one_in_its_place() -> None:
    groups = [group("Why?"), group("How?")]

    assert gaps_page(groups, GapsView(0, gap=group("Who?").head.key)) == gaps_page(groups, FIRST)
    assert gaps_page(groups, GapsView(7)) == gaps_page(groups, GapsView(1))
    assert gaps_page(groups, GapsView(0, gap=groups[1].head.key)) == gaps_page(groups, GapsView(1))


def test_a_long_list_is_shown_by_how_often_its_gaps_were_asked() -> None:
    groups = [group(f"Question number {number}?", times=max(1, 7 - number)) for number in range(12)]

    everything = gaps_page(groups, FIRST).reply
    once = gaps_page(groups, GapsView(0, HowOften.ONCE)).reply

    assert [button.label for button in everything.buttons[-2]] == ["▸ All: 12", "Once: 6", "Twice +: 6", "5 times +: 3"]
    assert once.plain.startswith("6 questions asked once without an answer, the most asked first.")
    assert [button.label for button in once.buttons[-2]] == ["All: 12", "▸ Once: 6", "Twice +: 6", "5 times +: 3"]
    assert "5." not in gaps_page(groups, GapsView(0, HowOften.FIVE_TIMES)).reply.plain


def test_where_none_was_asked_so_often_any_more_all_are_shown() -> None:
    assert gaps_page([group("Why?")], GapsView(0, HowOften.FIVE_TIMES)) == gaps_page([group("Why?")], FIRST)


def test_the_question_whether_to_ignore_a_page_has_every_wording() -> None:
    groups = [group("Why is it red?", "why red"), group("How?")]

    reply = ignoring_page(shown_gaps(groups, FIRST)).reply

    assert reply.plain.startswith("Ignore these 2 questions?")
    assert reply.plain.endswith("Why is it red?\nwhy red\nHow?")
    assert [button.label for row in reply.buttons for button in row] == ["Ignore", "Keep them"]


@pytest.mark.parametrize("target", ["", "::", "-1:x:y", "9999999999:all", "1:all:zz:zz", "\N{SUPERSCRIPT TWO}:1:"])
def test_a_view_of_any_words_shows_something(target: str) -> None:
    assert gaps_page([group("Why?"), group("How?")], GapsView.parse(target)).reply.buttons


def test_the_longest_id_fits_into_a_button() -> None:
    fact = Fact("x" * MAX_ID, "It is so.", "so", Source("A title"))

    reply = teaching_page(group("Why?"), [fact], FIRST).reply

    assert AdminCallback("learn", f"{group('Why?').head.key}:{fact.id}") in callbacks(reply)


def test_what_was_offered_and_what_was_not_meant_is_shown() -> None:
    asked = GapGroup((Gap("Why?", 1, DAY, ("a-fact", "b-fact")), Gap("why so", 1, DAY, ("c-fact",), "c-fact")))

    text = teaching_page(asked, [], FIRST).reply.plain

    assert "What was offered\na-fact\nb-fact\nc-fact" in text
    assert "What was not meant\nc-fact" in text
    assert "Also asked\nwhy so" in text


def test_what_is_near_is_not_listed_again_as_what_was_offered() -> None:
    near = Fact("a-fact", "It is so.", "is so", Source("A title"))
    asked = GapGroup((Gap("Why?", 1, DAY, ("a-fact", "b-fact")),))

    assert "What was offered\nb-fact" in teaching_page(asked, [near], FIRST).reply.plain


def test_a_message_is_about_the_one_group_of_its_buttons() -> None:
    one, other = group("Why?"), group("How?")

    assert key_among(callbacks(teaching_page(one, [], FIRST).reply)) == one.head.key
    assert key_among(callbacks(gaps_page([one, other], GapsView(1)).reply)) == other.head.key
    assert key_among(callbacks(ignoring_page(shown_gaps([one, other], FIRST)).reply)) is None
    assert key_among([]) is None
