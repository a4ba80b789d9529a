"""The menu of admins."""

from bot.telegram.admin import texts
from bot.telegram.admin.routes import COMMANDS


def test_the_menu_has_every_command_of_admins() -> None:
    assert {name for name, _ in texts.COMMANDS} == set(COMMANDS)
