"""Admins see inside, and teach the bot what readers asked in vain; over real HTTP, as the admin of a running bot."""

import re
import sqlite3
import time
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pytest

from bot import texts
from bot.gaps.store import FILE
from bot.playground.botapi import TOKEN, FakeTelegram, Message, Person

from . import library
from .conftest import StartBot
from .process import BotProcess

GAP = "Which poet wrote the inscription over the door?"
OTHER_GAP = "zxqv wobbling quokkas"
TOWN = """\
version: 1
source: {title: The town}
facts:
  - id: town-hall
    statement: The town hall is green.
    quote: the green town hall
    questions:
      - Which colour does the town hall have?   # as asked at the gate
"""
WORDS = ["amber", "birch", "cedar", "daisy", "elder", "fennel", "ginger", "hazel", "iris", "jasmine", "kale", "larch"]
COMMANDS = ("/gaps", "/why x", "/facts", "/fact library-books", "/check", "/stats", "/doctor")


@dataclass(frozen=True, slots=True)
class Office:
    """A bot with one admin and one reader, whose file is `file` and whose data are in `data`."""

    telegram: FakeTelegram
    process: BotProcess
    ann: Person
    rita: Person
    file: Path
    data: Path

    def keeps(self, count: int, often: Callable[[int], int] = lambda number: number) -> None:
        """Have so many gaps, the number n asked `often(n)` times, and no others."""
        self.rita.asks(GAP)
        self.ann.asks("/gaps")
        day = time.strftime("%Y-%m-%d", time.gmtime())
        rows = [(word * 3, day, word * 3, "[]", often(number)) for number, word in enumerate(WORDS[:count], start=1)]
        with closing(sqlite3.connect(self.data / FILE)) as database, database:
            database.execute("DELETE FROM gaps")
            database.executemany("INSERT INTO gaps VALUES (?, ?, ?, ?, NULL, ?)", rows)

    def presses(self, message: Message, label: str) -> Message:
        """The message as the button changes it."""
        seen = self.ann.private.now(message)
        self.ann.presses(seen, label)
        return self.ann.private.edit_of(seen)

    def saves(self, text: str, name: str = "library.yaml") -> Message:
        """What the admin is told when a file has been saved on the server."""
        latest = self.ann.private.messages[-1]
        self.file.with_name(name).write_text(text)
        return self.ann.private.answer_to(latest)

    def opens(self, message: Message, label: str) -> Message:
        """The message that the button brings."""
        latest = self.ann.private.messages[-1]
        self.ann.presses(message, label)
        return self.ann.private.answer_to(latest)


@pytest.fixture
def office(start_bot: StartBot, telegram: FakeTelegram, knowledge: Path, tmp_path: Path) -> Office:
    ann = telegram.person("Ann")
    process = start_bot(ADMIN_IDS=str(ann.id))
    ann.asks("/help")
    return Office(telegram, process, ann, telegram.person("Rita"), knowledge / "library.yaml", tmp_path / "data")


def test_a_taught_question_is_answered_from_then_on(office: Office) -> None:
    assert not office.rita.asks(GAP).text.startswith(library.NEXT_STATEMENT)
    gaps = office.ann.asks("/gaps")
    assert f"1. {GAP}\nasked once" in gaps.text

    choice = office.presses(gaps, "This is")
    preview = office.ann.private.answer_to(office.ann.writes("library-books", reply_to=choice))
    assert GAP in preview.text
    published = office.presses(preview, "Publish")

    assert published.text.startswith("Live now.")
    assert office.rita.asks(GAP).text.startswith(library.NEXT_STATEMENT)
    assert office.ann.asks("/gaps").text == "No question is waiting for an answer."
    before, after = library.FACTS.splitlines(), office.file.read_text().splitlines()
    assert [line for line in after if line not in before] == [
        f'    questions: ["{library.NEXT_QUESTION}", "What number of volumes is on the shelves?", "{GAP}"]'
    ]


def test_the_nearest_facts_are_a_tap_away(office: Office) -> None:
    office.rita.asks(GAP)
    choice = office.presses(office.ann.asks("/gaps"), "This is")
    assert 1 <= sum("-" in label for label in choice.labels) <= 3

    preview = office.opens(choice, choice.labels[0])

    assert GAP in preview.text
    assert "Publish" in preview.labels


def test_a_question_can_be_declined(office: Office) -> None:
    office.rita.asks(GAP)

    preview = office.opens(office.ann.asks("/gaps"), "Not covered")
    office.presses(preview, "Publish")

    assert GAP in office.file.read_text().partition("not_covered:")[2]
    assert office.ann.asks("/gaps").text == "No question is waiting for an answer."


def test_two_questions_taught_at_once_both_stay_and_only_in_the_file_of_their_fact(office: Office) -> None:
    other = office.file.with_name("town.yaml")
    office.saves(TOWN, other.name)
    for question in (GAP, OTHER_GAP):
        office.telegram.person("Reader").asks(question)
    previews: list[Message] = []
    for listed in (office.ann.asks("/gaps"), office.presses(office.ann.asks("/gaps"), "2")):
        choice = office.presses(listed, "This is")
        previews.append(office.ann.private.answer_to(office.ann.writes("town-hall", reply_to=choice)))

    assert office.presses(previews[0], "Publish").text.startswith("Live now.")
    moved = office.presses(previews[1], "Publish")
    assert moved.text.startswith("The files have changed since this was shown.")
    assert office.presses(moved, "Publish").text.startswith("Live now.")

    added = [line for line in other.read_text().splitlines() if line not in TOWN.splitlines()]
    assert sorted(added) == sorted([f"      - {GAP}", f"      - {OTHER_GAP}"])
    assert office.file.read_text() == library.FACTS


def test_nothing_is_kept_for_zero_days(start_bot: StartBot, telegram: FakeTelegram, tmp_path: Path) -> None:
    ann = telegram.person("Ann")
    start_bot(ADMIN_IDS=str(ann.id), GAPS_DAYS="0")

    telegram.person("Rita").asks(GAP)

    assert ann.asks("/gaps").text == "Questions without an answer are not kept, since GAPS_DAYS is 0."
    assert not (tmp_path / "data" / FILE).exists()


def test_an_ignored_question_is_not_shown_any_more(office: Office) -> None:
    office.rita.asks(GAP)

    left = office.presses(office.ann.asks("/gaps"), "Ignore")

    assert left.text == "No question is waiting for an answer."
    assert office.file.read_text() == library.FACTS


def test_an_id_that_no_fact_has_is_told_with_the_nearest(office: Office) -> None:
    office.rita.asks(GAP)
    choice = office.presses(office.ann.asks("/gaps"), "This is")

    told = office.ann.private.answer_to(office.ann.writes("library-bocks", reply_to=choice))

    assert told.text == "No fact has the id 'library-bocks'; did you mean 'library-books'?"


def test_not_what_i_meant_is_a_gap_and_is_kept_without_its_asker(office: Office) -> None:
    answer = office.rita.asks(library.QUESTION)
    office.rita.presses(answer, "Not what I meant")
    office.rita.private.edit_of(answer)
    office.telegram.person("Sam").asks(f"{library.OFF_TOPIC} sam@example.org, +44 20 7946 0000, @sam_the_reader")
    assert "asked once" in office.ann.asks("/gaps").text

    office.process.stop()

    with closing(sqlite3.connect(office.data / FILE)) as database, database:
        kept = database.execute("SELECT wording, offered FROM gaps ORDER BY rowid").fetchall()
    assert kept[0] == (library.QUESTION, '["library-opening"]')
    assert kept[1][0] == f"{library.OFF_TOPIC} …, …, …"


def test_gaps_have_no_commands_no_chatter_and_nothing_that_was_picked(office: Office) -> None:
    sam = office.telegram.person("Sam")
    unsure = library.unsure_question(office.file.parent)
    office.rita.asks(unsure)
    assert office.rita.asks("1").text.startswith("▸ ")
    for said in ("source?", "more", "/quokkas"):
        office.rita.asks(said)
    for said in ("/ask", "/ask hello", "hello", "thanks", "\N{GRINNING FACE}"):
        sam.asks(said)

    listed = office.ann.asks("/gaps").text

    assert listed.startswith("1 question without an answer")
    assert f"1. {unsure}\nasked once" in listed


def test_an_admin_learns_which_commands_there_are_besides(office: Office) -> None:
    assert "/topics" in office.ann.asks("/quokkas").text
    assert "/gaps" in office.ann.asks("/quokkas").text
    assert "/gaps" not in office.rita.asks("/quokkas").text


def test_gaps_come_in_pages_of_ten(office: Office) -> None:
    office.keeps(12)
    first = office.ann.asks("/gaps")
    assert first.text.startswith("12 questions without an answer, page 1 of 2")
    assert "1. larchlarchlarch (12)" in first.text
    assert len(first.rows) == 6

    second = office.presses(first, "»")

    assert "12. amberamberamber (1)" in second.text
    assert all(len((button.data or "").encode()) <= 64 for button in [*first.buttons, *second.buttons])


def test_a_gap_is_chosen_by_its_number_and_what_is_ignored_makes_room_for_the_next(office: Office) -> None:
    office.keeps(3)
    listed = office.ann.asks("/gaps")

    second = office.presses(listed, "2")
    assert "2. birchbirchbirch\nasked 2 times" in second.text
    left = office.presses(second, "Ignore")

    assert left.text.startswith("2 questions without an answer")
    assert "birch" not in left.text
    assert "2. amberamberamber\nasked once" in left.text
    assert "ignore 'birchbirchbirch'" in (office.data / "admin.log").read_text()


def test_all_questions_that_were_asked_once_are_ignored_together(office: Office) -> None:
    office.keeps(12, often=lambda number: max(1, number - 5))
    once = office.presses(office.ann.asks("/gaps"), "Once")
    assert once.text.startswith("6 questions asked once without an answer")

    asked = office.presses(once, "Ignore all")
    assert "fennelfennelfennel" in asked.text
    assert office.presses(asked, "Keep them").text == once.text
    left = office.presses(office.presses(once, "Ignore all"), "Ignore")

    assert left.text.startswith("6 questions without an answer")
    assert "amber" not in left.text
    assert office.ann.asks("/gaps").text == left.text


def test_a_list_that_has_changed_is_shown_before_all_of_it_is_ignored(office: Office) -> None:
    office.keeps(2)
    asked = office.presses(office.ann.asks("/gaps"), "Ignore all")
    office.rita.asks(GAP)

    now = office.presses(asked, "Ignore")

    assert now.text.startswith("The list has changed since this was shown, so nothing was ignored.")
    assert "3. Which poet" in now.text
    assert office.ann.asks("/gaps").text.startswith("3 questions without an answer")


def test_what_was_taught_leaves_the_list_that_is_on_the_screen(office: Office) -> None:
    office.rita.asks(OTHER_GAP)
    office.rita.asks(GAP)
    listed = office.ann.asks("/gaps")
    choice = office.presses(office.presses(listed, "2"), "This is")
    preview = office.ann.private.answer_to(office.ann.writes("library-books", reply_to=choice))

    office.presses(preview, "Discard")
    assert office.ann.asks("/gaps").text.startswith("2 questions without an answer")
    preview = office.ann.private.answer_to(office.ann.writes("library-books", reply_to=choice))
    office.presses(preview, "Publish")

    left = office.ann.private.wait_for(
        lambda _: [now for now in [office.ann.private.now(listed)] if now.text.startswith("1 question")]
    )[0]
    taught = GAP if GAP in office.file.read_text() else OTHER_GAP
    assert taught not in left.text


def test_what_is_not_covered_leaves_the_list_that_is_on_the_screen(office: Office) -> None:
    office.rita.asks(GAP)
    listed = office.ann.asks("/gaps")

    office.presses(office.opens(listed, "Not covered"), "Publish")

    office.ann.private.wait_for(
        lambda _: office.ann.private.now(listed).text == "No question is waiting for an answer."
    )


def test_a_question_that_is_taught_to_the_fact_a_reader_rejected_is_off_the_list_until_it_is_rejected_again(
    office: Office,
) -> None:
    asked = "Say, who was it that opened the library?"
    answer = office.rita.asks(asked)
    assert answer.text.startswith(library.STATEMENT)
    office.rita.presses(answer, "Not what I meant")
    office.rita.private.edit_of(answer)
    choice = office.presses(office.ann.asks("/gaps"), "This is")

    preview = office.ann.private.answer_to(office.ann.writes("library-opening", reply_to=choice))
    office.presses(preview, "Publish")

    assert office.ann.asks("/gaps").text == "No question is waiting for an answer."
    again = office.telegram.person("Sam").asks(asked)
    office.rita.sends_callback(again, again.button("Not what I meant").data or "")
    office.rita.asks("/start")
    assert asked in office.ann.asks("/gaps").text


def test_why_says_what_decided(office: Office) -> None:
    question = office.ann.writes(library.QUESTION)
    answer = office.ann.private.answer_to(question)

    why = office.ann.asks(f"/why {library.QUESTION}")
    why_too = office.ann.asks("/why", reply_to=answer)

    assert why.text.startswith("answered, confidence ")
    assert "answered from " in why.text
    assert "because " in why.text
    assert "1. library-opening" in why.text
    assert len(why.text) < 1_000
    assert why_too.text == why.text == office.ann.asks("/why", reply_to=question).text
    assert "/why" in office.ann.asks("/why").text


def test_why_names_what_stayed_unexplained(office: Office) -> None:
    why = office.ann.asks("/why Who opened the frobnicator?").text
    assert "✓ opened" in why
    assert "✗ " in why
    assert "frobnicator" in why


def test_facts_are_listed_by_name_and_shown_whole(office: Office) -> None:
    listed = office.ann.asks("/facts")
    assert "Ada Okoro" in listed.marked("bold")[0]
    assert f"library-opening: {library.STATEMENT}" in listed.text

    shown = office.ann.asks("/fact library-opening").text

    for part in (library.STATEMENT, library.QUOTE, library.NOTE, "ada-okoro, library", "library.yaml:16", "✓ "):
        assert part in shown
    assert "2 of 2 lead here" in shown
    assert "did you mean 'band-song'" in office.ann.asks("/fact band-sung").text
    assert "/facts" in office.ann.asks("/fact").text


def test_check_warns_of_what_the_files_hold_now(office: Office) -> None:
    assert office.ann.asks("/check").text.startswith("Nothing to warn of.\n")
    twice = library.FACTS.replace("What number of volumes is on the shelves?", library.QUESTION)
    office.saves(twice)

    assert "library.yaml:26: warning: facts[1].questions[1]" in office.ann.asks("/check").text


def test_check_says_how_the_facts_would_do_and_turns_the_pages_of_its_advice(office: Office) -> None:
    hard = "".join(
        f"  - {{id: extra-{number}, statement: Word {number}., quote: Word {number}.}}\n" for number in range(20)
    )
    office.saves(library.FACTS.replace("not_covered:\n", f"{hard}not_covered:\n"))

    checked = office.ann.asks("/check")
    assert "24 facts" in checked.text
    assert "Of 6 example questions asked as if they were new" in checked.text
    assert "extra-2: no example question\n… and " in checked.text

    first = office.presses(checked, "All advice")
    assert "extra-11: no example question" in first.text
    assert "extra-19: no example question" in office.presses(first, texts.LATER).text


def test_stats_count_questions_and_reloads(office: Office) -> None:
    office.rita.asks(library.QUESTION)
    office.rita.asks(library.OFF_TOPIC)
    office.saves(library.FACTS.replace("40,000", "41,000"))

    stats = office.ann.asks("/stats").text

    assert ": 2 = 1 / 0 / 1" in stats
    assert "taken in anew once, broken never" in stats


def test_the_doctor_examines_everything(office: Office) -> None:
    group = office.telegram.group("Readers", office.ann, bot="administrator")

    found = office.ann.asks("/doctor").text

    for part in (
        f"privacy mode is on: /ask@{office.telegram.username} and replies to me reach me",
        "polling",
        "no error",
        "library.yaml: 4 facts",
        "MB free",
    ):
        assert part in found
    assert re.search(r"^\d+ updates? waiting$", found, re.MULTILINE)
    assert "✓ the token does not get into the log" in found
    assert f"{group.id}: I am administrator there" in office.ann.asks(f"/doctor {group.id}").text
    assert "✗ -1: " in office.ann.asks("/doctor -1").text
    assert TOKEN not in office.process.output


def test_an_outsider_gets_what_any_unknown_command_gets(office: Office) -> None:
    for command in COMMANDS:
        sam, tom = office.telegram.person("Sam"), office.telegram.person("Tom")
        assert sam.asks(command).text == tom.asks("/frobnicate").text
    answer = office.rita.asks(library.QUESTION)

    call = office.rita.notice(office.rita.sends_callback(answer, "x:gaps:0"))

    assert call.parameters["text"] == "This button no longer works. Please ask again."
