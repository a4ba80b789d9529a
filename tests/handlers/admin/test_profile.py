"""The menu of admins."""

from bot.handlers.admin.routes import COMMANDS
from bot.replies.admin import texts


def test_the_menu_has_every_command_of_admins() -> None:
    assert {name for name, _ in texts.COMMANDS} == set(COMMANDS)
