"""What is left of a message when Telegram refuses a part of it."""

import pytest

from bot.chats.conversations import SentMessage
from bot.telegram.messages.reply import Reply, TapButton
from bot.telegram.transport.api_calls import OutgoingMessage
from bot.telegram.transport.refusals import Refusal, refusal

MESSAGE = OutgoingMessage(1, Reply("<b>x</b>", "x", ((TapButton("a", "b"),),)), reply_to=5, topic=6)


@pytest.mark.parametrize(
    ("description", "kind"),
    [
        ("Message is not modified: specified new message content and reply markup are the same", Refusal.NOT_MODIFIED),
        ("Can't parse entities: unsupported start tag", Refusal.HTML),
        ("Message to be replied not found", Refusal.REPLY),
        ("QUOTE_TEXT_INVALID", Refusal.REPLY),
        ("Message thread not found", Refusal.TOPIC),
        ("BUTTON_COPY_TEXT_INVALID", Refusal.BUTTONS),
        ("Chat not found", Refusal.GONE),
        ("Query is too old and response timeout expired or query ID is invalid", Refusal.GONE),
        ("Not enough rights to send text messages to the chat", Refusal.GONE),
        ("Something new", Refusal.OTHER),
    ],
)
def test_a_refusal_is_known_by_its_words(description: str, kind: Refusal) -> None:
    assert refusal(description) is kind


def test_a_refused_part_is_left_out_once() -> None:
    for refused in (Refusal.HTML, Refusal.REPLY, Refusal.TOPIC, Refusal.BUTTONS):
        left = MESSAGE.without(refused)
        assert left is not None
        assert left != MESSAGE
        assert left.without(refused) is None


def test_a_refusal_that_is_not_about_a_part_leaves_nothing() -> None:
    assert MESSAGE.without(Refusal.GONE) is None
    assert MESSAGE.without(Refusal.OTHER) is None


def test_a_message_to_a_new_chat_is_a_new_message() -> None:
    moved = OutgoingMessage(-1, MESSAGE.reply, SentMessage(7), reply_to=5).moved(-100)

    assert (moved.chat_id, moved.slot, moved.reply_to) == (-100, SentMessage(), None)
