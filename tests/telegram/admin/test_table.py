"""The table is the only place of an admin's commands and buttons."""

import pkgutil
import re
from importlib import import_module

import pytest

from bot.telegram import admin
from bot.telegram.admin.actions import AdminButton
from bot.telegram.admin.callback_data import parse_admin_callback
from bot.telegram.admin.gaps import LEARN, TEACH
from bot.telegram.admin.profile import MENU
from bot.telegram.admin.table import BUTTONS, COMMANDS
from bot.telegram.handlers.commands import COMMANDS as READERS_COMMANDS
from bot.texts import PRIVATE_COMMANDS


def test_every_command_has_a_name_and_a_menu_text_that_telegram_takes() -> None:
    assert all(re.fullmatch(r"[a-z0-9_]{1,32}", command.name) for command in COMMANDS)
    assert all(1 <= len(command.menu) <= 256 for command in COMMANDS)


def test_no_command_has_the_name_of_another_or_of_a_readers() -> None:
    names = [*READERS_COMMANDS, *(command.name for command in COMMANDS)]

    assert len(names) == len(set(names))


def test_the_menu_is_that_of_readers_and_then_the_table() -> None:
    assert list(MENU) == [*PRIVATE_COMMANDS, *((command.name, command.menu) for command in COMMANDS)]


def test_every_button_that_is_declared_is_in_the_table_once() -> None:
    modules = [import_module(f"{admin.__name__}.{module.name}") for module in pkgutil.iter_modules(admin.__path__)]
    declared = {id(value) for module in modules for value in vars(module).values() if isinstance(value, AdminButton)}

    assert {id(button) for button in BUTTONS} == declared
    assert len({button.verb for button in BUTTONS}) == len(BUTTONS)


@pytest.mark.parametrize("button", BUTTONS, ids=lambda button: button.verb)
def test_a_button_comes_back_with_its_verb_and_its_target(button: AdminButton) -> None:
    values = button.target.split(":")

    callback = parse_admin_callback(button.labelled("Do it", *values).data)

    assert callback is not None
    assert (callback.verb, callback.target) == (button.verb, button.target)


def test_a_button_without_all_of_its_target_is_a_mistake_of_ours() -> None:
    with pytest.raises(ValueError, match="gap:place:often"):
        TEACH.labelled("This is", "0123456789ab")
    with pytest.raises(ValueError, match="gap:fact"):
        LEARN.labelled("a-fact", "0123456789ab", "a-fact", 0)
