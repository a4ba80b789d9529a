"""What is one question in several wordings, and what is settled."""

from datetime import date

from bot.answering import Answerer
from bot.gaps import Gap
from bot.gaps.grouping import group_of, groups, nearest, open_groups
from tests.samples import LIGHTHOUSE, loaded


def gap(wording: str, times: int = 1, day: int = 1) -> Gap:
    return Gap(wording, times, date(2024, 5, day))


def answerer(text: str = LIGHTHOUSE) -> Answerer:
    base = loaded(text).base
    assert base is not None
    return Answerer(base)


def wordings(*gaps: Gap) -> list[list[str]]:
    return [[gap.wording for gap in group.gaps] for group in groups(gaps)]


def test_slips_and_moved_words_are_one_question() -> None:
    paid, payed = gap("Who paid for the trip?", 3), gap("for the trip who payed", 2)
    assert wordings(paid, payed) == [[paid.wording, payed.wording]]


def test_another_subject_is_another_question() -> None:
    assert len(wordings(gap("How old is the mayor?"), gap("How old is the library?"))) == 2


def test_the_group_that_was_asked_most_comes_first() -> None:
    found = groups([gap("Where is it?", 3), gap("Who paid for the trip?", 2), gap("who payed for the trip", 2, day=9)])

    assert [(group.head.wording, group.times, group.last.day) for group in found] == [
        ("Who paid for the trip?", 4, 9),
        ("Where is it?", 3, 1),
    ]


def test_a_group_is_found_by_any_of_its_wordings() -> None:
    found = groups([gap("Who paid for the trip?"), gap("who payed for the trip")])

    assert group_of(found, gap("Who payed  for the trip?").key) == found[0]
    assert group_of(found, "00000000") is None


def test_a_wording_that_was_taught_is_settled_with_those_like_it_that_are_answered_now() -> None:
    taught = LIGHTHOUSE.replace("How high is the lighthouse?", "What do sailors see from afar?")
    gaps = (gap("what do sailors see from afar", 2), gap("what do sailor see from afar"), gap("Who stole the boat?"))

    assert len(open_groups(gaps, answerer())) == 2
    assert [group.head.wording for group in open_groups(gaps, answerer(taught))] == ["Who stole the boat?"]


def test_an_answer_that_was_rejected_settles_nothing_until_another_fact_has_the_wording() -> None:
    rejected = Gap("How high is the lighthouse?", 1, date(2024, 5, 1), ("tower-height",), "tower-height")
    elsewhere = LIGHTHOUSE.replace("What colour is the paint?", rejected.wording)

    assert len(open_groups([rejected], answerer())) == 1
    assert open_groups([rejected], answerer(elsewhere)) == ()


def test_what_is_not_covered_is_settled() -> None:
    gaps = (gap("How much does the ticket cost?"), gap("how much does a ticket cost"))

    assert open_groups(gaps, answerer()) == ()


def test_the_nearest_facts_are_at_most_three() -> None:
    group = groups([gap("Who was keeper of the tower?")])[0]

    assert nearest(group, answerer())[0].id == "first-keeper"
    assert len(nearest(group, answerer())) <= 3


def test_a_button_means_the_wording_that_was_shown_when_it_was_made() -> None:
    shown = gap("Who paid for the trip?")
    later = groups([gap("who payed for the trip", 5), shown])

    found = group_of(later, shown.key)

    assert found is not None
    assert found.gap(shown.key) == shown
