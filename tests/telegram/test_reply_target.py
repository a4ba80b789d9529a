"""What a message answers: all of another one, the part that was marked, or as much as comes along from elsewhere."""

from typing import Any

import pytest
from telegram import Bot, Message

from bot.chats.addressing import Me, Replied
from bot.telegram.handlers.reply_target import place_of, post_of

ME = Me(7, "talks_bot")
BOT = {"id": 7, "is_bot": True, "first_name": "Talks"}
HUGO = {"id": 8, "is_bot": False, "first_name": "Hugo"}
CHAT = {"id": -100, "type": "supergroup", "title": "Readers"}
POLL = {
    "id": "1",
    "question": "Who met whom?",
    "options": [],
    "total_voter_count": 0,
    "is_closed": False,
    "is_anonymous": True,
    "type": "regular",
    "allows_multiple_answers": False,
    "allows_revoting": False,
    "members_only": False,
}


def message(**fields: Any) -> Message:
    raw = {"message_id": 2, "date": 1, "chat": CHAT, "from": HUGO, "text": "/ask", **fields}
    return Message.de_json(raw, Bot("1:test"))


def said(by: dict[str, object], **fields: Any) -> dict[str, Any]:
    return {"message_id": 1, "date": 1, "chat": CHAT, "from": by, **fields}


def elsewhere(by: dict[str, object], **fields: Any) -> dict[str, Any]:
    return {"origin": {"type": "user", "date": 1, "sender_user": by}, **fields}


def quoted(text: str, *, by_hand: bool) -> dict[str, Any]:
    return {"text": text, "position": 0, "is_manual": True} if by_hand else {"text": text, "position": 0}


@pytest.mark.parametrize(
    ("fields", "replied"),
    [
        ({}, None),
        ({"reply_to_message": said(HUGO, text="Who? And why?")}, Replied("Who? And why?", mine=False)),
        ({"reply_to_message": said(BOT, text="So.")}, Replied("So.", mine=True)),
        (
            {"reply_to_message": said(HUGO, text="Who? And why?"), "quote": quoted("And why?", by_hand=True)},
            Replied("And why?", mine=False, is_part=True),
        ),
        (
            {"reply_to_message": said(HUGO, text="Who? And why?"), "quote": quoted("Who?", by_hand=False)},
            Replied("Who? And why?", mine=False),
        ),
        ({"reply_to_message": said(HUGO, forum_topic_created={"name": "A", "icon_color": 1})}, None),
        ({"external_reply": elsewhere(HUGO), "quote": quoted("Who?", by_hand=False)}, Replied("Who?", mine=False)),
        ({"external_reply": elsewhere(HUGO, poll=POLL)}, Replied("Who met whom?", mine=False)),
        ({"external_reply": elsewhere(HUGO)}, Replied("", mine=False)),
        ({"external_reply": elsewhere(BOT), "quote": quoted("So.", by_hand=False)}, Replied("", mine=False)),
        ({"external_reply": elsewhere(BOT), "quote": quoted("So?", by_hand=True)}, Replied("So?", mine=False)),
    ],
)
def test_what_a_message_answers_is_read_as_far_as_it_has_text(fields: dict[str, Any], replied: Replied | None) -> None:
    assert post_of(message(**fields), ME).replied == replied


def test_a_reply_goes_to_the_topic_of_either_kind() -> None:
    assert place_of(message(message_thread_id=5, is_topic_message=True)).topic == 5
    assert place_of(message(message_thread_id=5)).topic is None
    direct = place_of(message(direct_messages_topic={"topic_id": 6}))
    assert (direct.topic, direct.direct) == (6, True)
