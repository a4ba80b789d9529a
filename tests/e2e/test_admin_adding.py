"""An admin adds a fact, changes its fields and deletes it in Telegram, without a file; over real HTTP."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from bot.facts.loading import load_or_raise
from bot.facts.model import Fact
from bot.playground.botapi import FakeTelegram, Message, Person
from bot.telegram.admin import texts
from bot.telegram.admin.changes import LARGE, LARGE_FACT

from . import library
from .conftest import StartBot
from .process import BotProcess, polling_settings

STATEMENT = "The library stays open until nine in the evening on Fridays."
SENTENCE = "On Fridays its doors close at nine in the evening."
QUESTION = "When does the library close on Fridays?"
LATE_QUESTION = "How late may I stay on a Friday?"

SOURCE_TEXT = f"""\
{library.QUOTE}

Its shelves hold 40,000 books. {SENTENCE}
{library.LONG_QUOTE}
The band played the march of the miners. Nobody brought an umbrella.
"""
FACTS = "# Kept by hand.\n" + library.FACTS.replace("/library\n", "/library\n  text: report.txt\n")


@dataclass(frozen=True, slots=True)
class Office:
    """A bot whose admin is `ann`, and whose facts are in `file`."""

    telegram: FakeTelegram
    process: BotProcess
    ann: Person
    file: Path

    def taps(self, message: Message, label: str) -> Message:
        """The message as the button changes it."""
        seen = self.ann.private.now(message)
        self.ann.presses(seen, label)
        return self.ann.private.edit_of(seen)

    def taps_for_more(self, message: Message, label: str) -> Message:
        """The message that comes after the button was pressed."""
        before = max(each.id for each in self.ann.private.messages)
        self.ann.presses(self.ann.private.now(message), label)
        private = self.ann.private
        return private.wait_for(lambda _: [each for each in private.from_bot if each.id > before])[0]

    def fact(self, fact: str) -> Fact:
        """A fact as it is in the files."""
        return load_or_raise(self.file).by_id[fact]

    def answer(self, question: str) -> str:
        """What a reader gets."""
        return self.telegram.person("Rita").asks(question).text


ADMINS = 20


@pytest.fixture(scope="module")
def offices(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Iterator[Office]]:
    """Yield one bot as the offices of many admins: each test has a chat of its own, and starting a bot takes long."""
    folder = tmp_path_factory.mktemp("adding")
    with FakeTelegram() as telegram:
        admins = [telegram.person("Ann") for _ in range(ADMINS)]
        settings = polling_settings(telegram, knowledge=written(folder / "knowledge").parent, data=folder / "data")
        settings |= {"ADMIN_IDS": ",".join(str(admin.id) for admin in admins)}
        process = BotProcess(telegram, settings, folder).wait_until_ready()
        try:
            yield iter([Office(telegram, process, admin, folder / "knowledge" / "library.yaml") for admin in admins])
        finally:
            process.kill()


@pytest.fixture
def office(offices: Iterator[Office]) -> Office:
    return next(offices)


@pytest.fixture
def own_office(start_bot: StartBot, telegram: FakeTelegram, knowledge: Path) -> Office:
    """Return an office with a bot of its own, for what would be in the way of other tests."""
    ann, file = telegram.person("Ann"), written(knowledge)
    return Office(telegram, start_bot(ADMIN_IDS=str(ann.id)), ann, file)


def written(folder: Path) -> Path:
    """Write the facts with their source text, and return their file."""
    library.write_facts(folder, FACTS)
    (folder / "report.txt").write_text(SOURCE_TEXT)
    return folder / "library.yaml"


def labels(message: Message) -> list[str]:
    return [button.label for button in message.buttons]


def test_a_fact_is_made_step_by_step_published_and_undone(office: Office) -> None:
    ann, before = office.ann, office.file.read_text()
    first = ann.asks("/add")
    assert first.text.startswith("New fact, step 1 of 3: statement")
    assert labels(first) == ["Cancel"]

    second = ann.asks(STATEMENT)
    assert second.text.startswith("New fact, step 2 of 3: quote")
    assert f"1. {SENTENCE}" in second.text

    third = office.taps(second, "1")
    assert third.text.startswith("New fact, step 3 of 3: questions")
    assert "Done" not in labels(third)
    assert "About: City library" in third.text

    fourth = ann.asks(f"{QUESTION}\n{LATE_QUESTION}")
    assert f"1. {QUESTION}\n2. {LATE_QUESTION}" in fourth.text

    proposal = office.taps_for_more(fourth, "Done")
    assert proposal.text.startswith("library.yaml: 1 fact added.")
    assert STATEMENT in proposal.text
    assert office.file.read_text() == before

    published = office.taps(proposal, "Publish")
    assert office.answer(QUESTION).startswith(STATEMENT)
    added = next(fact for fact in load_or_raise(office.file).facts if fact.statement == STATEMENT)
    assert (added.quote, added.questions, added.about) == (SENTENCE, (QUESTION, LATE_QUESTION), ("library",))
    assert set(before.splitlines()) < set(office.file.read_text().splitlines())

    office.taps(published, "Undo")
    assert office.file.read_text() == before


def test_a_quote_that_is_not_in_the_source_is_refused_with_the_nearest_passage(office: Office) -> None:
    office.ann.asks(f"/add {STATEMENT}")

    refused = office.ann.asks("On Fridays its doors shut at nine in the evening.")

    assert "That is not in the source word for word." in refused.text
    assert f"1. {SENTENCE}" in refused.text
    assert "step 3 of 3" in office.taps(refused, "1").text


def test_what_a_step_cannot_take_is_said_at_once_and_nothing_is_lost(office: Office) -> None:
    office.ann.asks("/add")
    assert "shorten it" in office.ann.asks("very long " * 80).text
    assert "That is a question" in office.ann.asks(QUESTION).text
    assert "step 2 of 3" in office.ann.asks(STATEMENT).text
    assert "step 3 of 3" in office.ann.asks("1").text
    assert "shorten it" in office.ann.asks("Why? " * 80).text
    assert office.ann.asks(QUESTION).button("Done")


def test_back_leads_to_the_step_before_and_cancel_to_nothing(office: Office) -> None:
    before = office.file.read_text()
    office.ann.asks("/add")
    second = office.ann.asks(STATEMENT)

    first = office.taps(office.taps(office.taps(second, "1"), "Back"), "Back")
    assert "step 1 of 3" in first.text

    assert office.taps(first, "Cancel").text == texts.CANCELLED
    assert office.ann.asks(library.QUESTION).text.startswith(library.STATEMENT)
    assert office.file.read_text() == before


def test_commands_questions_and_other_buttons_work_meanwhile(office: Office) -> None:
    asked = office.ann.asks(library.QUESTION)
    first = office.ann.asks("/add")
    second = office.ann.asks(STATEMENT)

    assert office.ann.asks(f"/ask {library.QUESTION}").text.startswith(library.STATEMENT)
    assert office.ann.asks("/fact band-song").text.startswith("band-song")
    assert office.ann.asks("source?", reply_to=asked).text.startswith(library.STATEMENT)
    assert texts.FORM_OPEN in office.ann.asks("/add").text
    assert texts.STEP_PASSED in office.taps_for_more(first, "Cancel").text

    assert "step 3 of 3" in office.ann.asks(SENTENCE, reply_to=second).text


def test_a_restart_loses_the_step_and_says_so(own_office: Office, start_bot: StartBot) -> None:
    own_office.ann.asks("/add")
    second = own_office.ann.asks(STATEMENT)
    third = own_office.ann.asks("1")
    own_office.process.stop()
    start_bot(ADMIN_IDS=str(own_office.ann.id))

    assert own_office.ann.asks(QUESTION, reply_to=third).text == texts.FORM_LOST
    assert own_office.taps(second, "1").text == texts.FORM_LOST
    assert own_office.ann.asks(library.QUESTION).text.startswith(library.STATEMENT)


def test_without_a_source_text_any_quote_is_taken_and_with_several_files_one_is_chosen(own_office: Office) -> None:
    other = library.FACTS[: library.FACTS.index("  - id: library-books")].replace("library-opening", "other-opening")
    other = other.replace("ada-okoro", "okoro").replace("library:\n", "other:\n").replace(", library]", ", other]")
    other = other.replace("[library-books, reading-room]", "[]").replace("A new library", "Another library")
    own_office.ann.asks("/help")
    (own_office.file.parent / "other.yaml").write_text(other)
    own_office.ann.private.wait_for(lambda sent: [each for each in sent if "changed on the server" in each.text])

    second = own_office.ann.asks(f"/add {STATEMENT}")
    assert second.text.startswith("New fact, step 2 of 4: file")
    third = own_office.taps(second, "2")
    assert "Write the passage of “Another library for Lindhaven”" in third.text
    own_office.ann.asks("Whatever it says.")
    proposal = own_office.taps_for_more(own_office.ann.asks(QUESTION), "Done")

    assert proposal.text.startswith("other.yaml: 1 fact added.")


def test_hostile_text_stays_text(office: Office) -> None:
    statement = "</b><script>&amp; \u202e\0{0} %s: 'x' \"y\" # - [a] *b"
    office.ann.asks("/add")
    second = office.ann.asks(statement)
    assert "step 2 of 3" in second.text
    office.ann.asks("1")
    done = office.ann.asks("<i>why</i>: [is it]?")

    office.taps(office.taps_for_more(done, "Done"), "Publish")

    added = load_or_raise(office.file).facts[-1]
    assert added.statement == "</b><script>&amp; {0} %s: 'x' \"y\" # - [a] *b"
    assert added.questions == ("<i>why</i>: [is it]?",)


def test_each_field_of_a_fact_is_changed_by_itself(office: Office) -> None:
    def changed(field: str, text: str) -> Fact:
        office.taps_for_more(page, field)
        office.taps(office.ann.asks(text), "Publish")
        return office.fact("band-song")

    page = office.ann.asks("/edit band-song")

    assert changed("Statement", "The band played a march.").statement == "The band played a march."
    assert changed("Note", "As far as we know.").note == "As far as we know."
    assert changed("Questions", "What was played?").questions == (library.MARCH_QUESTION, "What was played?")
    assert changed("About", "the library").about == ("ada-okoro", "library")
    assert changed("See", "library-books").see == ("library-books",)


def test_what_a_list_has_is_taken_out_by_a_tap_and_a_note_too(office: Office) -> None:
    questions = office.taps_for_more(office.ann.asks("/edit library-opening"), "Questions")
    office.taps(office.taps_for_more(questions, "✕ 2"), "Publish")
    assert office.fact("library-opening").questions == (library.QUESTION,)

    note = office.taps_for_more(office.ann.asks("/edit library-opening"), "Note")
    office.taps(office.taps_for_more(note, texts.TAKE_OUT), "Publish")
    assert office.fact("library-opening").note is None
    assert office.file.read_text().startswith("# Kept by hand.\n")


def test_a_new_quote_must_be_in_the_source_and_the_nearest_passage_is_a_tap_away(office: Office) -> None:
    office.taps_for_more(office.ann.asks("/edit band-song"), "Quote")

    refused = office.ann.asks("Nobody brought any umbrella.")

    assert "not in the source" in refused.text
    office.taps(office.taps_for_more(refused, texts.USE_NEAREST), "Publish")
    assert office.fact("band-song").quote == "Nobody brought an umbrella."


def test_a_fact_is_meant_by_its_id_or_by_a_reply_to_its_answer(office: Office) -> None:
    assert "did you mean 'band-song'?" in office.ann.asks("/edit band-sung").text
    assert office.ann.asks("/edit").text == texts.EDIT_USAGE
    assert office.ann.asks("/delete").text == texts.DELETE_USAGE

    answer = office.ann.asks(library.MARCH_QUESTION)

    assert office.ann.asks("/edit", reply_to=answer).text.startswith("band-song")
    assert "Facts removed" in office.ann.asks("/delete", reply_to=answer).text


def test_a_deleted_fact_goes_with_the_references_to_it_and_comes_back_by_undo(office: Office) -> None:
    before = office.file.read_text()
    proposal = office.ann.asks("/delete library-books")

    assert "− library-books: The library holds" in proposal.text  # noqa: RUF001
    assert "− library-opening: see: library-books" in proposal.text  # noqa: RUF001
    done = office.taps(proposal, "Publish")
    assert office.fact("library-opening").see == ("reading-room",)

    office.taps(done, "Undo")
    assert office.file.read_text() == before


def test_a_question_that_found_no_answer_begins_a_fact_and_is_off_the_list(own_office: Office) -> None:
    gap = "Which poet wrote the inscription over the door?"
    own_office.telegram.person("Rita").asks(gap)
    own_office.ann.asks(library.QUESTION)

    gaps = own_office.ann.asks("/gaps")
    first = own_office.taps_for_more(gaps, texts.NEW_FACT)
    assert f"It is to answer:\n\n1. {gap}" in first.text
    own_office.ann.asks("Nobody knows who wrote the inscription.")
    last = own_office.ann.asks("Nobody brought an umbrella.")
    own_office.taps(own_office.taps_for_more(last, "Done"), "Publish")

    assert own_office.ann.private.edit_of(gaps).text == texts.NO_GAPS
    assert load_or_raise(own_office.file).facts[-1].questions == (gap,)
    assert own_office.ann.asks("/gaps").text == texts.NO_GAPS


def test_what_was_typed_for_a_new_fact_outlives_that_it_is_discarded(office: Office) -> None:
    before = office.file.read_text()
    office.ann.asks(f"/add {STATEMENT}")
    office.ann.asks(SENTENCE)
    proposal = office.taps_for_more(office.ann.asks(QUESTION), "Done")
    assert labels(proposal) == ["Publish", "Discard", texts.CHANGE_IT]

    discarded = office.taps(proposal, "Discard")
    assert labels(discarded) == [texts.CHANGE_IT]
    form = office.taps(discarded, texts.CHANGE_IT)

    assert "step 3 of 3" in form.text
    assert STATEMENT in form.text
    assert QUESTION in form.text
    again = office.taps_for_more(office.ann.asks(LATE_QUESTION), "Done")
    assert office.file.read_text() == before
    office.taps(office.taps(again, "Publish"), "Undo")


def test_a_new_value_of_a_field_can_be_changed_before_it_is_published(office: Office) -> None:
    office.taps_for_more(office.ann.asks("/edit band-song"), "Statement")
    proposal = office.ann.asks("The band played a walz.")

    form = office.taps(proposal, texts.CHANGE_IT)

    assert "You wrote:\nThe band played a walz." in form.text
    assert texts.COPY_TYPED in labels(form)
    assert "The band played a waltz." in office.ann.asks("The band played a waltz.").text


def test_on_a_large_base_every_proposal_first_says_that_it_is_checked(own_office: Office) -> None:
    def proposed(message: Message) -> Message:
        return own_office.ann.private.edit_of(message) if message.text == texts.CHECKING else message

    fact = "  - {{id: n-{0}, statement: It is {0}., quote: It is {0}.}}\n"
    more = "".join(fact.format(number) for number in range(LARGE // LARGE_FACT))
    text = own_office.file.read_text().replace("not_covered:\n", f"{more}not_covered:\n")
    (own_office.file.parent / "report.txt").unlink()
    text = text.replace("  text: report.txt\n", "")
    last = own_office.ann.asks(library.QUESTION)
    own_office.file.write_text(text)
    private = own_office.ann.private
    private.wait_for(lambda _: [each for each in private.from_bot if each.id > last.id and "document" in each.fields])

    proposal = proposed(own_office.ann.asks("/delete n-0"))
    assert own_office.telegram.calls("sendMessage")[-1].parameters["text"] == texts.CHECKING
    assert proposal.text.startswith("library.yaml: 1 fact removed.")
    own_office.file.write_text(text.replace("It is 1.", "It is one."))
    again = proposed(own_office.taps(proposal, "Publish"))

    assert again.text.startswith(texts.MOVED)
    assert texts.CHECKING in [call.parameters["text"] for call in own_office.telegram.calls("editMessageText")]
