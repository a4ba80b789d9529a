"""How python-telegram-bot talks HTTP here."""

import functools
import json
import ssl
from typing import Any

import httpx
from telegram.error import NetworkError
from telegram.ext import ExtBot
from telegram.request import HTTPXRequest

from bot.handlers.incoming.updates import BATCH, HANDLED

CONNECTIONS = 256
"""Calls at once: 30 a second that hang until their timeout of 5 seconds, and some room."""

READ_SECONDS = 5.0
CONNECT_SECONDS = 5.0
POOL_SECONDS = 20.0


class Request(HTTPXRequest):
    """Takes an answer that is no JSON for a failure of the network, without a copy of it in the log."""

    @staticmethod
    def parse_json_payload(payload: bytes) -> dict[str, Any]:
        """The answer as a mapping."""
        try:
            answer = json.loads(payload.decode(errors="replace"))
        except (ValueError, RecursionError) as error:
            raise NetworkError("the answer is not JSON") from error
        if not isinstance(answer, dict):
            raise NetworkError("the answer is not a JSON object")
        return answer


@functools.cache
def _certificates() -> ssl.SSLContext:
    """Read once: it takes a third of a second."""
    return httpx.create_ssl_context()


def request(connections: int = CONNECTIONS) -> Request:
    """A client for `connections` calls at once."""
    return Request(
        connection_pool_size=connections,
        read_timeout=READ_SECONDS,
        write_timeout=READ_SECONDS,
        connect_timeout=CONNECT_SECONDS,
        pool_timeout=POOL_SECONDS,
        httpx_kwargs={"verify": _certificates()},
    )


class RawBot(ExtBot[None]):
    """A bot that hands out updates as they came, so that one that cannot be read does not hide the others."""

    async def raw_updates(self, offset: int, seconds: int) -> list[object]:
        """The updates from number `offset` on, waiting for the first for some seconds."""
        answer: object = await self._post(
            "getUpdates",
            {"offset": offset, "limit": BATCH, "timeout": seconds, "allowed_updates": HANDLED},
            read_timeout=READ_SECONDS + seconds,
        )
        if not isinstance(answer, list):
            raise NetworkError("the answer is not a list of updates")
        return answer
