"""What the table of admins says is what Telegram, the admin and the log get; over real HTTP."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from bot.answering.sentences import UNKNOWN_COMMAND
from bot.playground.botapi import FakeTelegram, Message, Person
from bot.telegram.admin.actions import AdminButton, AdminCommand, Logged
from bot.telegram.admin.callback_data import AdminCallback, parse_admin_callback
from bot.telegram.admin.table import BUTTONS, COMMANDS
from bot.telegram.admin.texts import CANCEL, FAILED, IGNORE_ALL, PUBLISH, THIS_IS
from bot.texts import PRIVATE_COMMANDS

from . import library
from .process import BotProcess, polling_settings


@dataclass(frozen=True, slots=True)
class Office:
    """A bot with one admin, who got `messages` with buttons to press."""

    telegram: FakeTelegram
    ann: Person
    messages: tuple[Message, ...]
    log_file: Path

    @property
    def log(self) -> list[str]:
        """The lines of the log of admins."""
        return self.log_file.read_text().splitlines() if self.log_file.exists() else []

    def data_of(self, button: AdminButton) -> tuple[Message, str]:
        """The message that has this button, and its data; what only turns pages is below none of such short lists."""
        for message in self.messages:
            for data in (each.data or "" for each in message.buttons):
                if (callback := parse_admin_callback(data)) and callback.verb == button.verb:
                    return message, data
        assert button.target == "page", f"no message has the button {button.verb}"
        return self.messages[0], AdminCallback(button.verb, "0").data

    def finish(self) -> None:
        """Wait until all is done that the admin has asked for: updates of a chat are handled in their order."""
        last = self.ann.writes("/frobnicate")
        private = self.ann.private
        private.wait_for(
            lambda _: [one for one in private.from_bot if one.id > last.id and one.text.startswith(UNKNOWN_COMMAND)]
        )

    def texts(self) -> set[str]:
        """All that the admin can read from the bot now."""
        return {message.text for message in self.ann.private.from_bot}


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    folder = tmp_path_factory.mktemp("table")
    with FakeTelegram() as telegram:
        ann = telegram.person("Ann")
        settings = polling_settings(telegram, knowledge=library.write_facts(folder / "knowledge"), data=folder / "data")
        process = BotProcess(telegram, settings | {"ADMIN_IDS": str(ann.id)}, folder).wait_until_ready()
        try:
            yield Office(telegram, ann, tuple(messages_with_buttons(telegram, ann)), folder / "data" / "admin.log")
        finally:
            process.kill()


def messages_with_buttons(telegram: FakeTelegram, ann: Person) -> Iterator[Message]:
    """One after another: a change that is published, one that is proposed, the lists, a gap to be taught, and forms."""

    def proposed(number: int) -> Message:
        text = library.FACTS.replace("40,000", f"{number},000")
        return ann.private.answer_to(ann.uploads("library.yaml", text.encode()))

    for question in ("Which poet wrote the inscription over the door?", "zxqv wobbling quokkas"):
        telegram.person("Rita").asks(question)
    published = proposed(50)
    ann.presses(published, PUBLISH)
    yield ann.private.edit_of(published)
    yield proposed(60)
    yield ann.asks("/history")
    yield ann.asks("/gaps")
    choice = ann.asks("/gaps")
    ann.presses(choice, THIS_IS)
    yield ann.private.edit_of(choice)
    ignoring = ann.asks("/gaps")
    ann.presses(ignoring, IGNORE_ALL)
    yield ann.private.edit_of(ignoring)
    yield ann.asks("/edit library-opening")
    for text in ("/add The library has a garden.", "Behind the house lies a garden."):
        ann.asks(text)
    yield ann.asks("Is there a garden?")
    ann.presses(ann.private.from_bot[-1], CANCEL)
    fields = ann.asks("/edit library-opening")
    ann.presses(fields, "Questions")
    yield ann.private.wait_for(lambda _: [each for each in ann.private.from_bot if each.id > fields.id])[0]
    yield ann.asks("Since when is it open?")


def test_the_menu_that_telegram_gets_is_the_table_after_the_commands_of_readers(office: Office) -> None:
    menus = [
        call.parameters["commands"]
        for call in office.telegram.calls("setMyCommands")
        if call.parameters.get("scope", {}).get("type") == "chat"
    ]

    described = [(each["command"], each["description"]) for each in menus[-1]]

    assert described == [*PRIVATE_COMMANDS, *((command.name, command.menu) for command in COMMANDS)]


def test_an_unknown_command_is_told_every_command_of_the_table(office: Office) -> None:
    lines = office.ann.asks("/frobnicate").text.splitlines()

    assert lines[-len(COMMANDS) :] == [f"/{command.name}: {command.menu}" for command in COMMANDS]


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.name)
def test_a_command_is_handled_and_logged_as_the_table_says(office: Office, command: AdminCommand) -> None:
    before = len(office.log)

    told = office.ann.asks(f"/{command.name}").text
    office.finish()

    assert told != FAILED
    assert not told.startswith(UNKNOWN_COMMAND)
    assert len(office.log) - before == (command.logged is not Logged.NOTHING)


@pytest.mark.parametrize("button", BUTTONS, ids=lambda button: button.verb)
def test_a_button_is_handled_and_logged_as_the_table_says(office: Office, button: AdminButton) -> None:
    before = len(office.log)

    office.ann.notice(office.ann.sends_callback(*office.data_of(button)))
    office.finish()

    assert FAILED not in office.texts()
    assert (len(office.log) > before) == (button.logged is not Logged.NOTHING)
