"""HTTP for python-telegram-bot, by aiohttp.

Its own client, httpx, goes through its whole pool of connections at the start and at the end of each call, so that a
call costs ten times as much where there are 200 at once. `make bench` shows it.
"""

import functools
import json
import logging
import ssl
from http import HTTPStatus
from typing import Any
from urllib.parse import urlsplit
from urllib.request import getproxies, proxy_bypass

import aiohttp
import httpx
from telegram.error import InvalidToken, NetworkError, TimedOut
from telegram.ext import ExtBot
from telegram.request import BaseRequest, RequestData

from bot.telegram.transport.answer_schema import check_result, status_of
from bot.telegram.transport.updates import HANDLED

CONNECTIONS = 256
"""Calls at once: 30 a second that hang until their timeout of 5 seconds, and some room."""

READ_SECONDS = 5.0
CONNECT_SECONDS = 5.0
POOL_SECONDS = 20.0
WHOLE_SECONDS = 30.0
"""Seconds that a call may take beyond its time to read: most are for the pool and for a file on a slow line."""

_LOGGER = logging.getLogger(__name__)


class AiohttpRequest(BaseRequest):
    """An HTTP client. What Telegram cannot have answered is a failure of the network, and is not copied to the log."""

    def __init__(self, proxy: str | None, connections: int = CONNECTIONS) -> None:
        """Take the address of a proxy, or None, and how many connections may be open at the same time."""
        self._proxy = proxy
        self._connections = connections
        self._session: aiohttp.ClientSession | None = None

    @property
    def read_timeout(self) -> float:
        """Return the seconds in which Telegram must have sent something."""
        return READ_SECONDS

    async def initialize(self) -> None:
        """Open the client if it is not open."""
        if self._session is None:
            self._session = aiohttp.ClientSession(
                connector=aiohttp.TCPConnector(limit=self._connections, ssl=_certificates()),
                cookie_jar=aiohttp.DummyCookieJar(),
                headers={"User-Agent": self.USER_AGENT},
                proxy=self._proxy,
            )

    async def shutdown(self) -> None:
        """Close the client if it is open."""
        if self._session is not None:
            await self._session.close()
            self._session = None

    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: object = None,
        write_timeout: object = None,  # noqa: ARG002 - nobody here sets it, nor the two below
        connect_timeout: object = None,  # noqa: ARG002
        pool_timeout: object = None,  # noqa: ARG002
    ) -> tuple[int, bytes]:
        """Return the status and the body of Telegram's answer; raise NetworkError or TimedOut if there is none.

        The page of a proxy is no answer, whatever its status.
        """
        if self._session is None:
            raise NetworkError("the client is closed")
        read = read_timeout if isinstance(read_timeout, int | float) else READ_SECONDS
        timeout = aiohttp.ClientTimeout(
            total=read + WHOLE_SECONDS, connect=POOL_SECONDS, sock_connect=CONNECT_SECONDS, sock_read=read
        )
        body, content_type = _body(request_data)
        try:
            async with self._session.request(method, url, data=body, headers=content_type, timeout=timeout) as response:
                status, answer = response.status, await response.read()
                _LOGGER.debug("%s %s: %d with %d bytes", method, url, status, len(answer))
        except TimeoutError as error:
            raise TimedOut from error
        except (aiohttp.ClientError, OSError) as error:
            raise NetworkError(f"{type(error).__name__}: {error}") from error
        if method == "POST":  # a call; all else fetches a file
            return status_of(status, self.parse_json_payload(answer)), answer
        if status != HTTPStatus.OK:
            raise NetworkError(f"a file was not handed out: status {status}")
        return status, answer

    @staticmethod
    def parse_json_payload(payload: bytes) -> dict[str, Any]:
        """Return the answer as a mapping; raise NetworkError if it is not a JSON object."""
        try:
            answer = json.loads(payload.decode(errors="replace"))
        except (ValueError, RecursionError) as error:
            raise NetworkError("the answer is not JSON") from error
        if not isinstance(answer, dict):
            raise NetworkError("the answer is not a JSON object")
        return answer


def proxy_for(root: str) -> str | None:
    """Return the proxy that the environment names for the server at `root`, or None.

    It is looked up once: aiohttp would do so at every call.
    """
    parts = urlsplit(root)
    if proxy_bypass(parts.hostname or ""):
        return None
    proxies = getproxies()
    return proxies.get(parts.scheme) or proxies.get("all")


def _body(data: RequestData | None) -> tuple[bytes | aiohttp.FormData | None, dict[str, str]]:
    """Return the body and the headers of a call: JSON, which is fastest, or a form if the call has files."""
    if data is None:
        return None, {}
    if not data.contains_files:
        return data.json_payload, {"Content-Type": "application/json"}
    form = aiohttp.FormData(data.json_parameters)
    for name, (filename, content, mime_type) in data.multipart_data.items():
        form.add_field(name, content, filename=filename, content_type=mime_type)
    return form, {}


@functools.cache
def _certificates() -> ssl.SSLContext:
    """Return a context with the certificates of certifi, or of SSL_CERT_FILE if that is set.

    They are read once, for that takes a third of a second.
    """
    return httpx.create_ssl_context()


class RawBot(ExtBot[None]):
    """A bot that fetches updates as they came, so that one that cannot be read does not hide the others.

    Once Telegram has accepted the token, it believes a refusal of it only if getMe is refused, too: what lies on the
    way may say 401 or 404 of anything.
    """

    async def raw_updates(self, offset: int, limit: int, seconds: int) -> list[object]:
        """Return at most `limit` updates from the id `offset` on; wait for the first at most so many seconds.

        Raise TelegramError if the call fails.
        """
        answer: list[object] = await self._post(
            "getUpdates",
            {"offset": offset, "limit": limit, "timeout": seconds, "allowed_updates": HANDLED},
            read_timeout=READ_SECONDS + seconds,
        )
        return answer

    async def _do_post(self, endpoint: str, data: dict[str, Any], **timeouts: Any) -> Any:
        try:
            result = await super()._do_post(endpoint, data, **timeouts)
        except InvalidToken as error:
            if self._bot_user is None or endpoint == "getMe":
                raise
            try:
                await self.get_me()
            except InvalidToken:
                raise error from None
            raise NetworkError(f"{endpoint} was refused, but not the token: {error}") from error
        check_result(endpoint, result)
        return result
