"""Who is no admin, or none any more, reaches nothing of what admins have, and learns nothing of it."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from bot import texts
from bot.playground.botapi import FakeTelegram, Message, Person
from bot.settings import ANONYMOUS_ADMIN
from bot.telegram.admin.callback_data import AdminCallback, parse_admin_callback
from bot.telegram.admin.table import BUTTONS, COMMANDS
from bot.telegram.admin.texts import PUBLISH, THIS_IS

from . import library
from .conftest import StartBot
from .process import BotProcess, polling_settings

CHANGED = library.FACTS.replace("40,000", "50,000")
PROPOSED = library.FACTS.replace("40,000", "60,000")
GAP = "Which poet wrote the inscription over the door?"
COMMAND_NAMES, VERBS = sorted(command.name for command in COMMANDS), sorted(button.verb for button in BUTTONS)


@dataclass(frozen=True, slots=True)
class Handover:
    """A bot that was started again with another admin than those before, one for each command.

    `old` are the messages that one of them got, with their buttons.
    """

    telegram: FakeTelegram
    former: tuple[Person, ...]
    admin: Person
    old: tuple[Message, ...]
    folder: Path

    @property
    def kept(self) -> dict[str, bytes]:
        """All that admins can change: the fact files, their history, and the log of admins."""
        parts = (self.folder / "knowledge", self.folder / "data" / "history", self.folder / "data" / "admin.log")
        files = (file for part in parts for file in (part, *part.rglob("*")) if file.is_file())
        return {str(file): file.read_bytes() for file in files}

    def button(self, verb: str) -> str:
        """The data of an old button, or of one that could be."""
        data = (button.data or "" for message in self.old for button in message.buttons)
        found = (each for each in data if (known := parse_admin_callback(each)) and known.verb == verb)
        return next(found, AdminCallback(verb, "1").data)

    def presses(self, person: Person, message: Message, verb: str) -> str:
        """What `person` is told who presses a button with `verb` under `message`."""
        return str(person.notice(person.sends_callback(message, self.button(verb))).parameters["text"])


@pytest.fixture(scope="module")
def handover(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Handover]:
    folder = tmp_path_factory.mktemp("handover")
    with FakeTelegram() as telegram:
        settings = polling_settings(telegram, knowledge=library.write_facts(folder / "knowledge"), data=folder / "data")
        former, admin = tuple(telegram.person("Ann") for _ in COMMAND_NAMES), telegram.person("Ben")
        first = settings | {"ADMIN_IDS": ",".join(str(person.id) for person in former)}
        process = BotProcess(telegram, first, folder).wait_until_ready()
        try:
            old = tuple(messages_of_an_admin(telegram, former[0]))
        finally:
            process.stop()
        process = BotProcess(telegram, settings | {"ADMIN_IDS": str(admin.id)}, folder).wait_until_ready()
        try:
            yield Handover(telegram, former, admin, old, folder)
        finally:
            process.kill()


def messages_of_an_admin(telegram: FakeTelegram, admin: Person) -> Iterator[Message]:
    """With a change published, another one proposed, and a question unanswered, what each command brings."""
    telegram.person("Rita").asks(GAP)
    preview = admin.private.answer_to(admin.uploads("library.yaml", CHANGED.encode()))
    admin.presses(preview, PUBLISH)
    yield admin.private.edit_of(preview)
    yield admin.private.answer_to(admin.uploads("library.yaml", PROPOSED.encode()))
    for command in COMMAND_NAMES:
        yield admin.asks(f"/{command}")
    gaps = admin.asks("/gaps")
    admin.presses(gaps, THIS_IS)
    yield admin.private.edit_of(gaps)


@pytest.mark.parametrize("command", COMMAND_NAMES)
def test_a_command_is_an_unknown_one_to_who_was_an_admin_and_to_who_never_was(handover: Handover, command: str) -> None:
    before = handover.kept

    said = [
        person.asks(text).text
        for person, text in (
            (handover.former[COMMAND_NAMES.index(command)], f"/{command} library-books"),
            (handover.telegram.person("Sam"), f"/{command} library-books"),
            (handover.telegram.person("Tom"), "/frobnicate"),
        )
    ]

    assert said == said[-1:] * 3
    assert handover.kept == before


@pytest.mark.parametrize("verb", VERBS)
def test_a_button_no_longer_works_for_who_was_an_admin_nor_for_who_never_was(handover: Handover, verb: str) -> None:
    before = handover.kept
    rita = handover.telegram.person("Rita")

    told = handover.presses(handover.former[0], handover.old[0], verb)
    told_too = handover.presses(rita, rita.asks(library.QUESTION), verb)

    assert (told, told_too) == (texts.BUTTON_TOO_OLD, texts.BUTTON_TOO_OLD)
    assert handover.kept == before


def test_a_file_is_no_text_to_who_was_an_admin(handover: Handover) -> None:
    before = handover.kept
    ann, sam = handover.former[1], handover.telegram.person("Sam")

    told = [person.private.answer_to(person.uploads("library.yaml", CHANGED.encode())).text for person in (ann, sam)]

    assert told == [texts.ONLY_TEXT] * 2
    assert handover.kept == before


def test_the_id_of_a_fact_in_reply_to_an_old_button_is_a_question(handover: Handover) -> None:
    before = handover.kept
    which_fact = handover.old[-1]
    ann, sam = handover.former[0], handover.telegram.person("Sam")

    assert ann.asks("library-books", reply_to=which_fact).text == sam.asks("library-books").text
    assert handover.kept == before


def test_in_a_group_an_admin_is_a_person_like_all_and_so_is_an_anonymous_one(handover: Handover) -> None:
    handover.telegram.privacy_mode(False)
    before = handover.kept
    group = handover.telegram.group("Readers", handover.admin, bot="administrator")
    masked = group.anonymous_admin()

    with group.silent_until(lambda: handover.telegram.person("Rita").writes(f"/ask {library.QUESTION}", group)):
        for person in (handover.admin, masked):
            for command in COMMAND_NAMES:
                person.writes(f"/{command}", group)
            person.uploads("library.yaml", CHANGED.encode(), group)

    assert handover.kept == before


def test_in_a_group_a_command_of_admins_is_an_unknown_one(handover: Handover) -> None:
    before = handover.kept
    name = handover.telegram.username
    group = handover.telegram.group("Readers", handover.admin, bot="administrator")
    unknown = handover.telegram.person("Rita").asks(f"/frobnicate@{name}", group).text

    for person in (handover.admin, group.anonymous_admin()):
        for command in COMMAND_NAMES:
            person.writes(f"/{command}@{name} library-books", group)

    group.wait_for(lambda _: len(group.from_bot) >= 15, "six answers and a word to each")
    assert {message.text for message in group.from_bot} == {unknown, texts.TOO_MANY_FROM_PERSON}
    assert handover.kept == before


@pytest.mark.parametrize("verb", VERBS)
def test_in_a_group_no_button_of_admins_works(handover: Handover, verb: str) -> None:
    before = handover.kept
    group = handover.telegram.group("Readers", handover.admin)
    answer = handover.telegram.person("Rita").asks(f"/ask@{handover.telegram.username} {library.QUESTION}", group)

    told = [handover.presses(person, answer, verb) for person in (handover.admin, group.anonymous_admin())]

    assert told == [texts.BUTTON_TOO_OLD] * 2
    assert handover.kept == before


def test_from_a_channel_nothing_is_taken(handover: Handover) -> None:
    handover.telegram.privacy_mode(False)
    before = handover.kept
    group = handover.telegram.group("Talk", handover.admin)
    channel = handover.telegram.channel("News", linked=group, bot="administrator")

    with group.silent_until(lambda: handover.telegram.person("Rita").writes(f"/ask {library.QUESTION}", group)):
        for command in COMMAND_NAMES:
            channel.posts(f"/{command}@{handover.telegram.username}")

    assert not channel.from_bot
    assert handover.kept == before


def test_the_id_that_all_anonymous_admins_share_is_refused_as_an_admin(start_bot: StartBot) -> None:
    process = start_bot(ready=False, ADMIN_IDS=f"7,{ANONYMOUS_ADMIN}")

    assert process.wait_until_gone() == 1
    assert "ADMIN_IDS" in process.output
