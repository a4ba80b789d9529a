"""What is left of a message when Telegram refuses a part of it."""

import pytest

from bot.chats.conversations import SentMessage
from bot.telegram.messages.reply import Reply, TapButton
from bot.telegram.transport.api_calls import OutgoingFile, OutgoingMessage
from bot.telegram.transport.refusals import Refusal, refusal

MESSAGE = OutgoingMessage(1, Reply("<b>x</b>", "x", ((TapButton("a", "b"),),)), reply_to=5, topic=6)


@pytest.mark.parametrize(
    ("description", "kind"),
    [
        ("Message is not modified: specified new message content and reply markup are the same", Refusal.NOT_MODIFIED),
        ("Can't parse entities: unsupported start tag", Refusal.HTML),
        ("Message to be replied not found", Refusal.REPLY),
        ("QUOTE_TEXT_INVALID", Refusal.REPLY),
        ("REPLY_MESSAGE_ID_INVALID", Refusal.REPLY),
        ("REPLY_TO_MONOFORUM_PEER_INVALID", Refusal.REPLY),
        ("Can't parse entities: can't find end tag of blockquote", Refusal.HTML),
        ("Entity beginning at UTF-16 offset 3 ends after the end of the text at UTF-16 offset 5", Refusal.HTML),
        ("Message thread not found", Refusal.TOPIC),
        ("Invalid message thread identifier specified", Refusal.TOPIC),
        ("Invalid topic identifier specified", Refusal.TOPIC),
        ("Topic not found", Refusal.TOPIC),
        ("Chat is not a forum", Refusal.TOPIC),
        ("The chat is not a forum", Refusal.TOPIC),
        ("Chat doesn't have threads", Refusal.TOPIC),
        ("Chat is not an administered channel direct messages chat", Refusal.TOPIC),
        ("TOPIC_DELETED", Refusal.TOPIC),
        ("Channel direct messages topic must be specified", Refusal.GONE),
        ("TOPIC_CLOSED", Refusal.GONE),
        ("Message can't be edited", Refusal.UNEDITABLE),
        ("Message to edit not found", Refusal.UNEDITABLE),
        ("There is no text in the message to edit", Refusal.UNEDITABLE),
        ("MESSAGE_EDIT_TIME_EXPIRED", Refusal.UNEDITABLE),
        ("Reply markup is too long", Refusal.BUTTONS),
        ("BUTTON_COPY_TEXT_INVALID", Refusal.BUTTONS),
        ("Chat not found", Refusal.GONE),
        ("Query is too old and response timeout expired or query ID is invalid", Refusal.GONE),
        ("Not enough rights to send text messages to the chat", Refusal.GONE),
        ("CHAT_SEND_PLAIN_FORBIDDEN", Refusal.GONE),
        ("CHAT_GUEST_SEND_FORBIDDEN", Refusal.GONE),
        ("Need administrator rights in the channel chat", Refusal.GONE),
        ("PRIVACY_PREMIUM_REQUIRED", Refusal.GONE),
        ("Message is too long", Refusal.OTHER),
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


def test_an_edit_that_is_refused_becomes_a_new_message_once() -> None:
    edit = OutgoingMessage(1, MESSAGE.reply, SentMessage(7))
    left = edit.without(Refusal.UNEDITABLE)

    assert left is not None
    assert left.anew
    assert left.slot is edit.slot
    assert left.without(Refusal.UNEDITABLE) is None
    assert MESSAGE.without(Refusal.UNEDITABLE) is None


def test_a_refused_topic_of_direct_messages_is_left_out_once() -> None:
    left = OutgoingMessage(1, MESSAGE.reply, direct_topic=6).without(Refusal.TOPIC)

    assert left == OutgoingMessage(1, MESSAGE.reply, SentMessage())
    assert left.without(Refusal.TOPIC) is None


def test_a_file_goes_without_a_topic_that_is_refused() -> None:
    file = OutgoingFile(1, "facts.yaml", b"facts: []", topic=6)

    assert file.without(Refusal.TOPIC) == OutgoingFile(1, "facts.yaml", b"facts: []")
    assert file.without(Refusal.GONE) is None
    assert file.moved(-100) == OutgoingFile(-100, "facts.yaml", b"facts: []")


def test_a_message_to_a_new_chat_is_a_new_message() -> None:
    moved = OutgoingMessage(-1, MESSAGE.reply, SentMessage(7), reply_to=5).moved(-100)

    assert (moved.chat_id, moved.slot, moved.reply_to) == (-100, SentMessage(), None)
