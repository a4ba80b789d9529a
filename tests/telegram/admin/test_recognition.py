"""An admin is a person, in person, in private."""

from datetime import UTC, datetime
from typing import Any

import pytest
from telegram import CallbackQuery, Chat, Message, MessageOriginHiddenUser, User

from bot.telegram.admin.recognition import FromAdmin, author_of, pressed_by_admin

ADMIN = User(5, "Ann", is_bot=False, last_name="Lee")
NOW = datetime(2026, 1, 1, tzinfo=UTC)


def message(**fields: Any) -> Message:
    """What an admin wrote in private, but for these fields."""
    usual: dict[str, Any] = {"message_id": 1, "date": NOW, "chat": Chat(5, "private"), "from_user": ADMIN}
    return Message(**(usual | fields))


def test_an_admin_in_private_is_let_through() -> None:
    assert FromAdmin({5}).filter(message())


@pytest.mark.parametrize(
    "fields",
    [
        {"from_user": User(6, "Ann", is_bot=False), "chat": Chat(6, "private")},
        {"from_user": User(5, "Ann", is_bot=True)},
        {"from_user": None},
        {"chat": Chat(-5, "supergroup")},
        {"chat": Chat(6, "private")},
        {"sender_chat": Chat(-7, "channel")},
        {"via_bot": User(8, "Bot", is_bot=True)},
        {"forward_origin": MessageOriginHiddenUser(NOW, "Ben")},
        {"is_automatic_forward": True},
    ],
)
def test_nobody_else_is(fields: dict[str, Any]) -> None:
    assert not FromAdmin({5}).filter(message(**fields))


def test_a_button_counts_only_from_an_admin_in_private() -> None:
    def pressed(user: User, where: Message | None) -> bool:
        return pressed_by_admin(CallbackQuery("1", user, "1", message=where, data="x:undo:1"), {5})

    assert pressed(ADMIN, message())
    assert not pressed(User(6, "Ben", is_bot=False), message())
    assert not pressed(ADMIN, message(chat=Chat(-5, "supergroup")))
    assert not pressed(ADMIN, None)


def test_an_admin_is_named_by_name_and_id() -> None:
    assert str(author_of(ADMIN)) == "Ann Lee (5)"


def test_an_admin_without_a_name_is_named_by_id() -> None:
    assert author_of(User(5, "", is_bot=False)).id == 5
