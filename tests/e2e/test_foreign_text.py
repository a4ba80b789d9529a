"""What people write arrives as they wrote it, whatever page shows it: no tag of theirs is a tag of ours."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
import yaml
from pydantic import AnyHttpUrl

from bot.playground.botapi import FakeTelegram, Message, Person
from bot.telegram.admin.texts import PROBLEMS, PUBLISH, THIS_IS

from .process import BotProcess, polling_settings


def evil(words: str) -> str:
    """`words`, and after them what would break HTML, Markdown and Python's formatting."""
    return f"{words} <b>&lt;&\"'</b></i></a></blockquote>{{0}}%s_*`["


def odd(words: str) -> str:
    """The same, as far as it can be done without a word: questions are matched by theirs."""
    return f"{words} <>&\"'</>{{}}%_*`["


FILE = "<b>&lt;'\"{0}%s.yaml"
QUESTION = evil("Who mended the harbour crane?")
OTHER_QUESTION = evil("When was the crane painted?")
OPEN_QUESTION = odd("Does the crane have a name?")
GAP = odd("Which poet wrote the inscription?")
URL = "https://example.org/?crane=<b>&amp;\"'"
NAME, ROLE, TITLE, PUBLISHER = (evil(words) for words in ("Ida Crane", "mender", "The harbour", "The paper"))
STATEMENT, OTHER_STATEMENT, REPLY = (evil(words) for words in ("Ida mended it.", "It was painted.", "Nothing is said."))
QUOTE, NOTE, CHANGED = (evil(words) for words in ("mended by Ida", "Ask her.", "Ida repaired it."))

FACTS = {
    "version": 1,
    "source": {"title": TITLE, "publisher": PUBLISHER, "url": URL},
    "names": {"ida": {"name": NAME, "role": ROLE, "also": ["Ida"]}},
    "facts": [
        {
            "id": "crane-mended",
            "statement": STATEMENT,
            "quote": QUOTE,
            "questions": [QUESTION],
            "about": ["ida"],
            "see": ["crane-painted"],
            "note": NOTE,
        },
        {"id": "crane-painted", "statement": OTHER_STATEMENT, "quote": QUOTE, "questions": [OTHER_QUESTION]},
    ],
    "not_covered": [{"questions": [OPEN_QUESTION], "reply": REPLY}],
}
TEXT = yaml.safe_dump(FACTS, sort_keys=False)
BROKEN = TEXT.replace("see:", f"'{evil('sea').replace(chr(39), chr(39) * 2)}':")


@dataclass(frozen=True, slots=True)
class Harbour:
    """A bot whose facts, readers and admin are all named to do harm."""

    telegram: FakeTelegram
    process: BotProcess
    ann: Person
    rita: Person
    knowledge: Path


@pytest.fixture(scope="module")
def harbour(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Harbour]:
    folder = tmp_path_factory.mktemp("harbour")
    knowledge = folder / "knowledge"
    knowledge.mkdir()
    (knowledge / FILE).write_text(TEXT)
    with FakeTelegram() as telegram:
        ann, rita = telegram.person(evil("Ann")), telegram.person(evil("Rita"))
        settings = polling_settings(telegram, knowledge=knowledge, data=folder / "data") | {"ADMIN_IDS": str(ann.id)}
        process = BotProcess(telegram, settings, folder).wait_until_ready()
        try:
            yield Harbour(telegram, process, ann, rita, knowledge)
            assert "Traceback" not in process.output
            assert [
                str(call) for call in telegram.calls("sendMessage", "editMessageText", "sendDocument") if not call.ok
            ] == []
        finally:
            process.kill()


def shows(message: Message, *fields: str) -> None:
    """See that `message` has the fields as they were written."""
    for field in fields:
        assert field in message.text


def test_an_answer_shows_every_field_of_a_fact(harbour: Harbour) -> None:
    answer = harbour.rita.asks(QUESTION)

    shows(answer, STATEMENT, NOTE, TITLE, PUBLISHER)
    assert answer.marked("expandable_blockquote") == [QUOTE]
    assert answer.marked("text_link") == [TITLE]
    assert [entity["url"] for entity in answer.fields["entities"] if "url" in entity] == [str(AnyHttpUrl(URL))]
    assert answer.marked("bold") == []
    assert OTHER_QUESTION.startswith(answer.labels[0].removesuffix("…"))
    assert harbour.rita.copies(answer, "copy") == QUOTE


def test_a_tap_on_such_a_question_shows_it_whole(harbour: Harbour) -> None:
    answer = harbour.rita.asks(QUESTION)

    harbour.rita.presses(answer, answer.labels[0])

    shows(harbour.rita.private.answer_to(answer), f"▸ {OTHER_QUESTION}\n")


def test_a_group_with_such_a_title_gets_the_same_answer_in_short(harbour: Harbour) -> None:
    group = harbour.telegram.group(evil("Readers"), harbour.rita)
    group.adds_bot(harbour.rita)

    answer = harbour.rita.asks(f"/ask@{harbour.telegram.username} {QUESTION}", group)

    shows(answer, STATEMENT, QUOTE, TITLE, NOTE)
    assert answer.marked("bold") == []


def test_an_inline_result_is_the_fact(harbour: Harbour) -> None:
    result = harbour.rita.found(harbour.rita.searches(QUESTION)).parameters["results"][0]

    assert (result["title"], result["description"]) == (QUESTION, STATEMENT)
    shows(
        harbour.rita.chooses(result, harbour.telegram.group("Elsewhere", harbour.rita)), STATEMENT, QUOTE, NOTE, TITLE
    )


def test_readers_pages_show_sources_names_and_questions(harbour: Harbour) -> None:
    sam = harbour.telegram.person(evil("Sam"))

    shows(sam.asks("/source"), TITLE, PUBLISHER)
    shows(sam.asks(OPEN_QUESTION), REPLY)
    assert QUESTION in sam.asks("/start").labels
    topics = sam.asks("/topics")
    assert topics.labels == [NAME]
    sam.presses(topics, NAME)
    topic = sam.private.edit_of(topics)
    shows(topic, NAME, ROLE)
    assert QUESTION in topic.labels


def test_admins_pages_show_facts_and_what_became_of_questions(harbour: Harbour) -> None:
    shows(harbour.ann.asks("/facts"), NAME, STATEMENT, OTHER_STATEMENT)
    shows(harbour.ann.asks("/fact crane-mended"), STATEMENT, QUOTE, NOTE, TITLE, QUESTION, FILE)
    shows(harbour.ann.asks(f"/fact {GAP}"), repr(GAP))
    shows(harbour.ann.asks(f"/why {QUESTION}"), STATEMENT)
    shows(harbour.ann.asks(f"/why {OPEN_QUESTION}"), repr(OPEN_QUESTION))
    shows(harbour.ann.asks("/doctor"), FILE)
    shows(harbour.ann.asks("/export"), FILE)


def test_gaps_show_questions_as_they_were_asked(harbour: Harbour) -> None:
    harbour.telegram.person("Tom").asks(GAP)
    gaps = harbour.ann.asks("/gaps")
    shows(gaps, GAP)

    harbour.ann.presses(gaps, THIS_IS)

    shows(harbour.ann.private.edit_of(gaps), GAP)


def test_a_change_shows_what_was_and_what_will_be_and_who_made_it(harbour: Harbour) -> None:
    preview = harbour.ann.private.answer_to(
        harbour.ann.uploads(FILE, TEXT.replace(STATEMENT.split("<")[0], CHANGED.split("<")[0]).encode())
    )
    shows(preview, FILE, STATEMENT, CHANGED)

    harbour.ann.presses(preview, PUBLISH)

    shows(harbour.ann.private.edit_of(preview), FILE)
    history = harbour.ann.asks("/history")
    shows(history, FILE, evil("Ann"))
    harbour.ann.presses(history, "difference")
    shows(harbour.ann.private.answer_to(history), STATEMENT, CHANGED)


def test_errors_show_names_of_files_and_of_keys(harbour: Harbour) -> None:
    rejected = harbour.ann.private.answer_to(harbour.ann.uploads(FILE, BROKEN.encode()))

    shows(rejected, FILE, "facts[0].sea <b>&lt;")
    assert rejected.marked("bold") == [f"\n{PROBLEMS}"]
    shows(harbour.ann.private.answer_to(harbour.ann.uploads("<b>&lt;.txt", b"x")), ".yaml")
