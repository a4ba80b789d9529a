"""Delivery of updates to a bot's webhook."""

import asyncio
import time
from collections.abc import Callable, Hashable

import aiohttp

from .errors import Json
from .notifier import Notifier
from .server_state import ServerState, Webhook

_FIRST_PAUSE = 0.05
_LONGEST_PAUSE = 1.0
_PATIENCE = 60.0


async def push_updates(state: ServerState, notifier: Notifier, closing: Callable[[], bool]) -> None:
    """Push updates to the webhook, each until it is accepted; return when `closing` is true.

    As by Telegram's own server, those of one chat are pushed one after the other, and those of others meanwhile.
    """
    async with aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=_PATIENCE)) as client:
        pusher = _Pusher(state, notifier, client)
        async with asyncio.TaskGroup() as group:
            while not closing():
                for update in pusher.startable():
                    group.create_task(pusher.push(update))
                await notifier.wait(None)


class _Pusher:
    """What is being pushed: at most `max_connections` updates at once, and one of each chat."""

    def __init__(self, state: ServerState, notifier: Notifier, client: aiohttp.ClientSession) -> None:
        self._state = state
        self._notifier = notifier
        self._client = client
        self._connections = 0
        self._pauses: dict[Hashable, float] = {}

    def startable(self) -> list[Json]:
        """Return the updates that may be pushed now, which `push` must be called with."""
        with self._state.condition:
            webhook = self._state.webhook
            waiting = self._state.updates.waiting() if webhook.url else []
        found = []
        for update in waiting:
            if self._connections < webhook.max_connections and _queue_of(update) not in self._pauses:
                self._pauses[_queue_of(update)] = _FIRST_PAUSE
                self._connections += 1
                found.append(update)
        return found

    async def push(self, update: Json) -> None:
        """Push an update until it is accepted, with longer and longer pauses; a pause takes no connection."""
        queue = _queue_of(update)
        while True:
            webhook = self._state.webhook
            error, pause = await _push(self._client, self._state, webhook, update)
            self._connections -= 1
            if error is None:
                del self._pauses[queue]
                with self._state.change():
                    self._state.updates.delivered(update)
                return
            with self._state.change():
                webhook.last_error, webhook.last_error_date = error, int(time.time())
            await asyncio.sleep(pause or self._pauses[queue])
            self._pauses[queue] = min(2 * self._pauses[queue], _LONGEST_PAUSE)
            while self._connections >= webhook.max_connections:
                await self._notifier.wait(None)
            if not self._state.webhook.url:
                del self._pauses[queue]
                return
            self._connections += 1


async def _push(
    client: aiohttp.ClientSession, state: ServerState, webhook: Webhook, update: Json
) -> tuple[str | None, float]:
    """Return None if the update was accepted, or the error and the seconds that the webhook asks to wait."""
    headers = {"X-Telegram-Bot-Api-Secret-Token": webhook.secret} if webhook.secret else {}
    address = _behind_proxy(webhook.url, state.proxies)
    try:
        async with client.post(address, json=update, headers=headers, allow_redirects=False) as answer:
            if 200 <= answer.status < 300:
                return None, 0.0
            asked = answer.headers.get("Retry-After", "")
            text = f"Wrong response from the webhook: {answer.status} {answer.reason}"
            return text, float(asked) if asked.isdecimal() else 0.0
    except (aiohttp.ClientError, TimeoutError) as error:
        return f"Connection failed: {error}", 0.0


def _queue_of(update: Json) -> Hashable:
    """Return what the updates that are pushed one after the other have in common: the chat, or else the person.

    An update may be any JSON, so that a bot can be tried with it.
    """
    for kind, body in update.items():
        if isinstance(body, dict):
            where = body.get("chat") or body.get("from")
            if isinstance(where, dict):
                return kind.removeprefix("edited_"), str(where.get("id"))
    return int(update["update_id"])


def _behind_proxy(url: str, proxies: dict[str, str]) -> str:
    """Return the address to which a reverse proxy in front of the bot would lead this public one."""
    for public, inner in proxies.items():
        if url.startswith(public):
            return inner + url.removeprefix(public)
    return url
