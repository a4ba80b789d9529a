"""Admins change the fact files, on disk and in Telegram; nobody else can, or learns that somebody could."""

import json
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from bot.playground.botapi import ApiError, FakeTelegram, Hang, Message, Person, Refuse
from bot.playground.botapi.places import Place
from bot.telegram.admin.table import COMMANDS

from . import library
from .conftest import StartBot
from .process import BotProcess

STATEMENT = "Governor Lin Aske opened the city library."
FACTS = "# Kept by hand.\n" + library.FACTS.replace(library.STATEMENT, STATEMENT)
BROKEN = library.FACTS.replace("[ada-okoro, library]", "[ada-okero, library]")
PROBLEM = "library.yaml:20: facts[0].about[0]: no name 'ada-okero'; did you mean 'ada-okoro'?"
QUESTIONS = f"""\
- q: "{library.QUESTION}"
  facts: [library-opening]
- q: "{library.UNKNOWN_QUESTION}"
  facts: []
"""


@dataclass(frozen=True, slots=True)
class Office:
    """A bot with two admins, whose file is `file` and whose data are in `data`."""

    telegram: FakeTelegram
    process: BotProcess
    ann: Person
    ben: Person
    file: Path
    data: Path

    def uploads(self, admin: Person, text: str | bytes, name: str = "library.yaml") -> Message:
        """What an admin gets for a file."""
        content = text.encode() if isinstance(text, str) else text
        return admin.private.answer_to(admin.uploads(name, content))

    def presses(self, admin: Person, message: Message, label: str) -> Message:
        """The message as the button changes it."""
        seen = admin.private.now(message)
        admin.presses(seen, label)
        return admin.private.edit_of(seen)

    def answer(self) -> str:
        """What a reader gets for the usual question."""
        return self.telegram.person("Rita").asks(library.QUESTION).text

    @property
    def log(self) -> list[dict[str, Any]]:
        """What the log of admins says."""
        return [json.loads(line) for line in (self.data / "admin.log").read_text().splitlines()]


@pytest.fixture
def office(start_bot: StartBot, telegram: FakeTelegram, knowledge: Path, tmp_path: Path) -> Office:
    (knowledge / "questions.yaml").write_text(QUESTIONS)
    ann, ben = telegram.person("Ann"), telegram.person("Ben")
    process = start_bot(ADMIN_IDS=f"{ann.id},{ben.id}")
    for admin in (ann, ben):
        admin.asks("/help")
    return Office(telegram, process, ann, ben, knowledge / "library.yaml", tmp_path / "data")


def test_a_saved_change_is_served_without_a_restart(office: Office) -> None:
    office.file.write_text(FACTS)
    office.process.wait_for_output("the fact files have changed", seconds=5)

    assert office.answer().startswith(STATEMENT)


def test_a_saved_change_is_told_to_the_admins_without_a_sound_and_undone_by_a_tap(office: Office) -> None:
    office.file.write_text(FACTS)
    hers = office.ann.private.wait_for(lambda _: office.ann.private.from_bot[1:])[0]
    his = office.ben.private.wait_for(lambda _: office.ben.private.from_bot[1:])[0]

    assert hers.text == his.text
    assert hers.text.startswith("library.yaml changed on the server: 1 fact reworded.")
    assert f"− {library.STATEMENT}\n  + {STATEMENT}" in hers.text  # noqa: RUF001
    told = [call for call in office.telegram.calls("sendMessage") if call.parameters["text"].startswith("library.yaml")]
    assert [call.parameters["disable_notification"] for call in told] == [True, True]

    undone = office.presses(office.ann, hers, "Undo")
    assert undone.text == "Live now. library.yaml: undid version 2: 1 fact reworded."
    assert office.file.read_text() == library.FACTS
    assert office.answer().startswith(library.STATEMENT)


def test_a_change_while_the_bot_was_off_is_told_at_its_start_and_undone_by_a_tap(
    office: Office, start_bot: StartBot
) -> None:
    office.presses(office.ann, office.uploads(office.ann, FACTS), "Publish")
    office.process.stop()
    before = len(office.ann.private.from_bot)
    office.file.write_text(library.FACTS)

    start_bot(ADMIN_IDS=str(office.ann.id))
    told = office.ann.private.wait_for(lambda _: office.ann.private.from_bot[before:])[0]

    assert told.text.startswith("library.yaml changed on the server: 1 fact reworded.")
    assert office.telegram.calls("sendMessage")[-1].parameters["disable_notification"]
    assert office.presses(office.ann, told, "Undo").text == "Live now. library.yaml: undid version 3: 1 fact reworded."
    assert office.file.read_text() == FACTS


def test_what_an_admin_published_is_not_told_as_a_change_on_the_server(office: Office) -> None:
    office.presses(office.ann, office.uploads(office.ann, FACTS), "Publish")
    books = FACTS.replace("40,000 books.", "50,000 books.")
    office.file.write_text(books)

    told = office.ben.private.wait_for(lambda _: office.ben.private.from_bot[1:])

    assert [message.text.splitlines()[0] for message in told] == [
        "library.yaml changed on the server: 1 fact reworded."
    ]
    assert "50,000" in told[0].text
    assert STATEMENT not in told[0].text


def test_no_question_is_dropped_while_files_change(office: Office) -> None:
    people = [office.telegram.person("Rita") for _ in range(12)]
    asked = []
    for number, person in enumerate(people):
        asked.append(person.writes(library.QUESTION))
        office.file.write_text(library.FACTS if number % 2 else FACTS)

    answers = [person.private.answer_to(question).text for person, question in zip(people, asked, strict=True)]

    assert all(answer.startswith((STATEMENT, library.STATEMENT)) for answer in answers)


def test_a_file_that_breaks_is_told_once_and_so_is_that_it_was_mended(office: Office) -> None:
    def told(count: int) -> list[Message]:
        return office.ann.private.wait_for(lambda _: office.ann.private.from_bot[count:])

    office.file.write_text(BROKEN)
    broken = told(1)[0]
    answer = office.answer()
    office.file.write_text(FACTS)
    mended = told(2)[0]

    assert PROBLEM in broken.text
    assert answer.startswith(library.STATEMENT)
    assert mended.text == "The fact files are mended and live: 4 facts."
    assert office.answer().startswith(STATEMENT)
    assert len(office.ben.private.from_bot) == 3


def test_an_upload_is_shown_published_and_undone(office: Office) -> None:
    preview = office.uploads(office.ann, FACTS)
    assert preview.text.startswith("library.yaml: 1 fact reworded.\nOf 2 questions in questions.yaml, 0 are answered")
    assert f"− {library.STATEMENT}\n  + {STATEMENT}" in preview.text  # noqa: RUF001
    assert office.answer().startswith(library.STATEMENT)

    published = office.presses(office.ann, preview, "Publish")
    assert published.text == "Live now. library.yaml: 1 fact reworded."
    assert office.file.read_text() == FACTS
    assert office.answer().startswith(STATEMENT)

    undone = office.presses(office.ann, published, "Undo")
    assert undone.text.startswith("Live now. library.yaml: undid version 2")
    assert office.file.read_text() == library.FACTS
    assert office.answer().startswith(library.STATEMENT)


@pytest.mark.parametrize("delay", [0.0, 0.004, 0.012])
def test_a_kill_while_publishing_leaves_a_whole_file_that_is_served(
    office: Office, start_bot: StartBot, delay: float
) -> None:
    preview = office.uploads(office.ann, FACTS)
    calls = len(office.telegram.calls("answerCallbackQuery"))
    office.ann.presses(preview, "Publish")
    office.telegram.wait_for(lambda: len(office.telegram.calls("answerCallbackQuery")) > calls, "the tap taken")
    until = time.perf_counter() + delay
    while time.perf_counter() < until:
        pass
    office.process.kill()

    text = office.file.read_text()
    assert text in (FACTS, library.FACTS)
    start_bot(ADMIN_IDS=str(office.ann.id))
    assert office.answer().startswith(STATEMENT if text == FACTS else library.STATEMENT)
    if text == FACTS:  # an answer to the tap, which comes again after the start, may stand before it
        office.ann.writes("/history")
        private, author = office.ann.private, f"Ann ({office.ann.id})"
        private.wait_for(lambda _: [each for each in private.from_bot if author in each.text])


def test_a_start_says_what_a_crash_and_a_change_meanwhile_left(office: Office, start_bot: StartBot) -> None:
    office.presses(office.ann, office.uploads(office.ann, FACTS), "Publish")
    office.process.kill()
    office.file.write_text(library.FACTS)
    unfinished = office.file.with_name(".talksbot-abc")
    unfinished.write_text("version")

    process = start_bot(ADMIN_IDS=str(office.ann.id))

    assert process.wait_for_output(f"cleared {unfinished}: writing it was cut short")
    assert process.wait_for_output(f"library.yaml is not what version 2 by Ann ({office.ann.id}) made it")
    assert not unfinished.exists()


def test_an_upload_that_changes_answers_shows_each_before_and_after(office: Office) -> None:
    without = library.FACTS.replace("library-opening", "doors-opening")

    preview = office.uploads(office.ann, without)

    assert f"{library.QUESTION}\n  answered: library-opening → answered: doors-opening" in preview.text
    assert "right 100.0% → 0.0%" in preview.text


def test_an_upload_with_errors_lists_them_and_changes_nothing(office: Office) -> None:
    answer = office.uploads(office.ann, BROKEN)

    assert answer.text.startswith("library.yaml has errors, so nothing was changed.")
    assert PROBLEM in answer.text
    assert not answer.buttons
    assert office.file.read_text() == library.FACTS


def test_more_errors_than_a_message_holds_come_as_a_file(office: Office) -> None:
    facts = "".join(f"  - id: extra-{number}\n    statement: x\n    see: [nowhere]\n" for number in range(60))
    sent = office.ann.uploads("library.yaml", library.FACTS.replace("not_covered:", f"{facts}not_covered:").encode())

    attached = office.ann.private.wait_for(
        lambda messages: [m for m in messages if "document" in m.fields and m.id > sent.id]
    )[0]

    problems = office.ann.downloads(attached).decode().splitlines()
    assert sum("no fact 'nowhere'" in line for line in problems) == 60


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("library.txt", b"version: 1", "does not end in .yaml or .yml"),
        ("../library.yaml", b"version: 1", "has a path"),
        (".library.yaml", b"version: 1", "begins with a dot"),
        ("library.yaml", b"title: \xff\xfe", "is not UTF-8 text"),
        ("library.yaml", b"#" * 8_000_001, "is larger than 8 MB"),
        ("questions.yaml", library.FACTS.encode(), "has the questions that changes are measured with, and no facts"),
        ("library.yaml", library.FACTS.encode(), "is exactly that already"),
    ],
)
def test_what_is_no_fact_file_gets_one_sentence(office: Office, name: str, content: bytes, sentence: str) -> None:
    answer = office.uploads(office.ann, content, name)

    assert sentence in answer.text
    assert not answer.buttons
    assert office.file.read_text() == library.FACTS


def test_two_admins_at_once_do_not_overwrite_each_other(office: Office) -> None:
    books = library.FACTS.replace("40,000 books.", "50,000 books.")
    hers, his = office.uploads(office.ann, FACTS), office.uploads(office.ben, books)
    office.presses(office.ben, his, "Publish")

    again = office.presses(office.ann, hers, "Publish")

    assert again.text.startswith("The files have changed since this was shown.")
    assert "+ The library holds 40,000 books." in again.text
    assert office.file.read_text() == books
    assert office.presses(office.ann, again, "Publish").text.startswith("Live now.")
    assert office.file.read_text() == FACTS


def test_a_discarded_proposal_is_gone(office: Office) -> None:
    preview = office.uploads(office.ann, FACTS)

    assert office.presses(office.ann, preview, "Discard").text == "Discarded. Nothing has changed."
    office.ann.sends_callback(preview, preview.button("Publish").data or "")

    gone = office.ann.private.answer_to(preview)
    assert gone.text.startswith("I no longer have this proposal")
    assert office.file.read_text() == library.FACTS


def test_a_proposal_from_before_a_restart_says_so(office: Office, start_bot: StartBot) -> None:
    preview = office.uploads(office.ann, FACTS)
    office.process.stop()
    start_bot(ADMIN_IDS=str(office.ann.id))

    office.ann.presses(preview, "Publish")

    assert office.ann.private.answer_to(preview).text.startswith("I no longer have this proposal")


def test_a_kill_before_the_answer_to_publish_leaves_it_to_the_next_start(office: Office, start_bot: StartBot) -> None:
    preview = office.uploads(office.ann, FACTS)
    office.telegram.faults.add(Hang(), method="editMessageText", times=None)
    office.ann.presses(preview, "Publish")
    office.telegram.wait_for(lambda: office.telegram.calls("editMessageText"), "the answer that is lost")
    office.process.kill()
    office.telegram.faults.clear()

    start_bot(ADMIN_IDS=str(office.ann.id))

    assert office.ann.private.edit_of(preview).text.startswith("Live now. library.yaml: 1 fact reworded")
    assert office.file.read_text() == FACTS


def test_the_history_leads_back(office: Office, start_bot: StartBot) -> None:
    office.presses(office.ann, office.uploads(office.ann, FACTS), "Publish")
    office.process.stop()
    start_bot(ADMIN_IDS=str(office.ann.id))

    versions = office.ann.asks("/history")
    assert versions.text.startswith("2 · ")
    assert f"Ann ({office.ann.id})\nlibrary.yaml: 1 fact reworded" in versions.text
    assert "on disk\nlibrary.yaml: as it was found" in versions.text
    office.ann.presses(versions, "2: difference")
    compared = office.ann.private.answer_to(versions)
    assert f"− {library.STATEMENT}\n  + {STATEMENT}" in compared.text  # noqa: RUF001
    office.ann.presses(versions, "Go back to 1")
    preview = office.ann.private.answer_to(compared)

    office.presses(office.ann, preview, "Publish")
    assert office.file.read_text() == library.FACTS
    assert office.ann.asks("/history").text.startswith("3 · ")


def test_an_export_sent_back_with_a_change_becomes_the_file(office: Office) -> None:
    exported = office.ann.asks("/export")
    assert exported.fields["document"]["file_name"] == "library.yaml"
    text = office.ann.downloads(exported).decode()
    assert text == library.FACTS

    preview = office.uploads(office.ann, text.replace(library.STATEMENT, STATEMENT), "library (1).yaml")

    assert preview.text.startswith("library.yaml: 1 fact reworded.")


def test_what_an_admin_does_in_a_topic_of_the_private_chat_stays_there(office: Office) -> None:
    topic = Place(office.telegram.state, office.ann.id, thread=40)
    topic.chat.topics[topic.thread] = "Facts"

    exported = office.ann.asks("/export", topic)
    assert exported.fields["document"]["file_name"] == "library.yaml"
    checked = office.ann.asks("/check", topic)
    preview = topic.answer_to(office.ann.uploads("library.yaml", FACTS.encode(), topic))
    office.telegram.faults.add(
        Refuse(ApiError(400, "Bad Request: message can't be edited")), method="editMessageText", chat_id=topic.id
    )
    office.ann.presses(preview, "publish")
    published = topic.answer_to(preview)

    assert {message.thread for message in (exported, checked, preview, published)} == {topic.thread}
    typing = [call.parameters.get("message_thread_id") for call in topic.calls("sendChatAction")]
    assert set(typing) == {topic.thread}


def test_a_file_arrives_although_its_topic_was_deleted(office: Office) -> None:
    topic = Place(office.telegram.state, office.ann.id, thread=40)

    exported = office.ann.asks("/export", topic)

    assert exported.fields["document"]["file_name"] == "library.yaml"
    assert exported.thread == 0


@pytest.mark.parametrize("name", ["library 2.yaml", "Library.yaml", "library.yml"])
def test_a_renamed_copy_is_offered_as_the_file_that_it_is(office: Office, name: str) -> None:
    preview = office.uploads(office.ann, FACTS, name)

    assert preview.text.startswith(f"library.yaml: 1 fact reworded.\nYou sent it as {name};")
    office.presses(office.ann, preview, "Publish")
    assert office.file.read_text() == FACTS
    assert sorted(file.name for file in office.file.parent.iterdir()) == ["library.yaml", "questions.yaml"]


def test_a_second_file_may_end_in_yml(office: Office) -> None:
    second = "version: 1\nsource: {title: A zoo}\nfacts:\n  - {id: zoo, statement: The zoo is open., quote: open}\n"

    office.presses(office.ann, office.uploads(office.ann, second, "zoo.yml"), "Publish")

    assert (office.file.parent / "zoo.yml").read_text() == second
    assert "A zoo" in office.telegram.person("Rita").asks("/source").text


def test_a_file_larger_than_a_megabyte_is_taken_as_it_is_from_the_disk(office: Office) -> None:
    first = office.uploads(office.ann, f"{FACTS}{'# a long remark' * 80_000}\n")
    preview = office.ann.private.edit_of(first) if first.text.startswith("Checking") else first

    assert preview.text.startswith("library.yaml: 1 fact reworded.")


def test_a_document_that_is_replaced_in_its_message_is_taken_and_other_edits_are_not(office: Office) -> None:
    sent = office.ann.uploads("library.yaml", BROKEN.encode())
    assert PROBLEM in office.ann.private.answer_to(sent).text

    office.ann.edits(sent)
    latest = office.ann.private.messages[-1]
    office.ann.replaces(sent, "library.yaml", FACTS.encode())

    preview = office.ann.private.answer_to(latest)
    assert preview.text.startswith("library.yaml: 1 fact reworded.")
    office.presses(office.ann, preview, "Publish")
    assert office.file.read_text() == FACTS


def test_what_yaml_swallows_is_said_before_it_is_published(office: Office) -> None:
    preview = office.uploads(office.ann, library.FACTS.replace("40,000 books.\n    quote", "room #12.\n    quote"))

    assert "New warnings\nlibrary.yaml:24: warning: facts[1].statement: ends before '#12.'" in preview.text
    assert '"The library holds room #12."' in preview.text


def test_every_action_is_logged_with_who_and_what(office: Office) -> None:
    office.ann.asks("/export")
    office.presses(office.ben, office.uploads(office.ben, FACTS), "Publish")

    assert [(entry["who"], entry["what"]) for entry in office.log] == [
        (office.ann.id, "/export"),
        (office.ben.id, "propose library.yaml"),
        (office.ben.id, "publish library.yaml: 1 fact reworded"),
    ]
    published = office.log[-1]
    assert published["when"].startswith("20")
    assert published["before"] == office.log[1]["after"] != published["after"]


def test_a_broken_file_is_mended_by_an_upload(office: Office) -> None:
    office.file.write_text(BROKEN)
    told = office.ben.private.wait_for(lambda _: office.ben.private.from_bot[1:])[0]
    assert PROBLEM in told.text

    office.presses(office.ann, office.uploads(office.ann, FACTS), "Publish")

    mended = office.ben.private.wait_for(lambda _: office.ben.private.from_bot[2:])[0]
    assert mended.text == "The fact files are mended and live: 4 facts."
    assert office.answer().startswith(STATEMENT)


def test_a_file_that_changed_on_disk_is_not_overwritten_unseen(office: Office) -> None:
    preview = office.uploads(office.ann, FACTS)
    office.file.write_text(library.FACTS.replace("40,000 books.", "50,000 books."))

    again = office.presses(office.ann, preview, "Publish")

    assert again.text.startswith("The files have changed since this was shown.")
    assert "50,000" in office.file.read_text()


def test_a_second_file_is_one_more_source_until_that_is_undone(office: Office) -> None:
    second = "version: 1\nsource: {title: A zoo}\nfacts:\n  - {id: zoo, statement: The zoo is open., quote: open}\n"

    published = office.presses(office.ann, office.uploads(office.ann, second, "zoo.yaml"), "Publish")
    assert published.text == "Live now. zoo.yaml: 1 fact added, source touched."
    assert "A zoo" in office.telegram.person("Rita").asks("/source").text

    office.presses(office.ann, published, "Undo")
    assert not (office.file.parent / "zoo.yaml").exists()


def test_only_admins_have_the_commands_of_admins_in_their_menu(office: Office) -> None:
    def menus() -> list[dict[str, Any]]:
        calls = office.telegram.calls("setMyCommands")
        return [dict(call.parameters) for call in calls if call.parameters.get("scope", {}).get("type") == "chat"]

    office.telegram.wait_for(lambda: len(menus()) == 2, "two menus")

    assert {menu["scope"]["chat_id"] for menu in menus()} == {office.ann.id, office.ben.id}
    assert {"export", "history", "ask"} <= {command["command"] for command in menus()[0]["commands"]}
    for call in office.telegram.calls("setMyCommands"):
        if call.parameters not in menus():
            assert "export" not in str(call.parameters)


def test_an_admin_who_comes_later_gets_the_menu_with_the_first_word(
    start_bot: StartBot, telegram: FakeTelegram
) -> None:
    ann = telegram.person("Ann")
    start_bot(ADMIN_IDS=str(ann.id))

    def menus() -> list[bool]:
        return [
            call.ok for call in telegram.calls("setMyCommands") if call.finished and "chat_id" in str(call.parameters)
        ]

    telegram.wait_for(lambda: menus() == [False], "a menu for nobody yet")
    assert ann.asks("/start").text
    telegram.wait_for(lambda: menus() == [False, True], "a menu for the admin")


def test_an_outsider_gets_what_any_unknown_text_gets(office: Office) -> None:
    unknown = office.telegram.person("Rita").asks("/frobnicate x").text

    for command in COMMANDS:
        assert office.telegram.person("Rita").asks(f"/{command.name} x").text == unknown
    rita = office.telegram.person("Rita")
    hint = rita.private.answer_to(rita.uploads("library.yaml", FACTS.encode()))
    assert hint.text.startswith("I can only read text")
    assert not (office.data / "admin.log").exists()


def test_an_outsiders_tap_is_a_button_too_old(office: Office) -> None:
    preview = office.uploads(office.ann, FACTS)
    rita = office.telegram.person("Rita")
    hers = rita.asks(library.QUESTION)

    call = rita.notice(rita.sends_callback(hers, preview.button("Publish").data or ""))

    assert call.parameters["text"] == "This button no longer works. Please ask again."
    assert office.file.read_text() == library.FACTS


def test_an_admin_is_one_only_in_private_and_in_person(office: Office) -> None:
    group = office.telegram.group("Readers", office.ann)
    unknown = office.telegram.person("Rita").asks("/frobnicate").text

    forwarded = office.ann.writes("/export", forwarded_from=office.ben)

    assert office.ann.private.answer_to(forwarded).text == unknown
    for person in (office.ann, group.anonymous_admin()):
        assert person.asks(f"/export@{office.telegram.username}", group).text.startswith("I do not know that command.")


def test_without_a_question_set_a_change_is_told_by_the_own_questions_of_the_facts(office: Office) -> None:
    office.file.with_name("questions.yaml").unlink()
    moved = library.FACTS.replace('"By whom was the library opened?"', f'"{library.NEXT_QUESTION}"')

    shown = office.uploads(office.ann, moved).text

    assert "There is no questions.yaml beside the facts" in shown
    assert "Asked as if they were new, they find their fact: " in shown
    assert f"Answers that change\n{library.NEXT_QUESTION}\n" in shown


def test_an_admin_who_sends_many_facts_is_told_at_once_that_they_are_checked(office: Office) -> None:
    padding = "# a long remark\n" * 10_000

    first = office.uploads(office.ann, FACTS + padding)
    done = office.ann.private.edit_of(first) if first.text.startswith("Checking") else first

    assert office.telegram.calls("sendMessage")[-1].parameters["text"].startswith("Checking")
    assert done.text.startswith("library.yaml: 1 fact reworded.")
