"""What Telegram answers is JSON, or else a failure of the network."""

import pytest
from telegram.error import NetworkError

from bot.handlers.incoming.requests import Request


@pytest.mark.parametrize(
    "payload", [b"", b"<html>", b"[]", b"\xff", b"[" * 100_000], ids=lambda payload: str(payload)[:9]
)
def test_what_is_no_json_object_is_a_failure_of_the_network(payload: bytes) -> None:
    with pytest.raises(NetworkError):
        Request.parse_json_payload(payload)
