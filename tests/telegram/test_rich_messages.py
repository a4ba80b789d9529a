"""Rich messages: what is to be read in them, and whom they name."""

import json
from typing import Any

import pytest

from bot.telegram.transport.rich_messages import DEEPEST, with_text

PARAGRAPH = {"type": "paragraph", "text": "Who met whom?"}


def read(*blocks: Any) -> Any:
    return with_text({"message_id": 1, "rich_message": {"blocks": list(blocks)}})


def marked(message: Any) -> list[tuple[str, str]]:
    units = message["text"].encode("utf-16-le")
    parts = ((e["type"], e["offset"], e["offset"] + e["length"]) for e in message["entities"])
    return [(kind, units[2 * begin : 2 * end].decode("utf-16-le")) for kind, begin, end in parts]


@pytest.mark.parametrize(
    ("block", "text"),
    [
        (PARAGRAPH, "Who met whom?"),
        (
            {"type": "heading", "size": 1, "text": ["Who ", {"type": "bold", "text": ["met"]}, " whom?"]},
            "Who met whom?",
        ),
        (
            {"type": "list", "items": [{"label": "1.", "blocks": [PARAGRAPH, PARAGRAPH]}]},
            "Who met whom?\nWho met whom?",
        ),
        ({"type": "table", "cells": [[{"text": "Who"}, {"text": "whom"}], [{"text": "?"}]]}, "Who\nwhom\n?"),
        ({"type": "details", "summary": "Meetings", "blocks": [PARAGRAPH]}, "Meetings\nWho met whom?"),
        ({"type": "photo", "photo": [], "caption": {"text": "They meet", "credit": "A paper"}}, "They meet\nA paper"),
        ({"type": "paragraph", "text": {"type": "url", "text": "here", "url": "https://example.org"}}, "here"),
        ({"type": "hologram", "scenes": [{"text": "Who met whom?", "colour": "blue"}]}, "Who met whom?"),
    ],
)
def test_blocks_are_read_as_lines_also_those_of_a_kind_that_nobody_knows_yet(block: Any, text: str) -> None:
    assert read(block)["text"] == text


def test_who_is_named_is_marked_whether_telegram_marked_it_or_not() -> None:
    ann = {"id": 5, "is_bot": False, "first_name": "Ann"}
    texts = [
        "\N{GRINNING FACE} ",
        {"type": "text_mention", "text": "Ann", "user": ann},
        " and ",
        {"type": "mention", "text": "@talks_bot", "username": "talks_bot"},
        " or @other_bot",
        {"type": "code", "text": " @code_bot"},
    ]

    message = read({"type": "paragraph", "text": texts})

    assert marked(message) == [("text_mention", "Ann"), ("mention", "@talks_bot"), ("mention", "@other_bot")]
    assert message["entities"][0]["user"] == ann


def test_a_command_counts_at_the_beginning() -> None:
    command = {"type": "bot_command", "text": "/ask@talks_bot", "bot_command": "/ask"}

    assert marked(read({"type": "paragraph", "text": [command, " why /this?"]}))[0] == ("bot_command", "/ask@talks_bot")
    assert marked(read({"type": "paragraph", "text": ["so ", "/ask why?"]})) == []


def test_what_it_replies_to_is_read_too() -> None:
    message = with_text(
        {"message_id": 2, "text": "/ask", "reply_to_message": {"rich_message": {"blocks": [PARAGRAPH]}}}
    )

    assert message["reply_to_message"]["text"] == "Who met whom?"
    assert message["text"] == "/ask"


@pytest.mark.parametrize("rich", [None, 7, "text", [], {}, {"blocks": "x"}, {"blocks": [{"text": None}, {"text": 5}]}])
def test_what_has_no_text_stays_as_it_is(rich: Any) -> None:
    message = {"message_id": 1, "rich_message": rich}

    assert with_text(message) == message


def test_what_is_nested_too_deep_is_left_out() -> None:
    deep = json.loads('{"blocks": [' * DEEPEST + '{"text": "deep"}' + "]}" * DEEPEST)

    assert read(PARAGRAPH, deep)["text"].strip() == "Who met whom?"
