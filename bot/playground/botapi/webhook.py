"""Delivery of updates to a bot's webhook."""

import time
from collections.abc import Callable

import aiohttp

from .errors import Json
from .notifier import Notifier
from .server_state import ServerState, Webhook

_FIRST_PAUSE = 0.05
_LONGEST_PAUSE = 1.0
_PATIENCE = 10.0


async def push_updates(state: ServerState, notifier: Notifier, closing: Callable[[], bool]) -> None:
    """Push updates to the webhook, one after the other, each until it is accepted; return when `closing` is true."""
    pause = _FIRST_PAUSE
    async with aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=_PATIENCE)) as client:
        while not closing():
            with state.condition:
                webhook = state.webhook
                batch = state.updates.batch(1) if webhook.url else []
            if not batch:
                await notifier.wait(None)
                continue
            error = await _push(client, state, webhook, batch[0])
            with state.change():
                if error is None:
                    state.updates.confirm(batch[0]["update_id"] + 1)
                else:
                    webhook.last_error, webhook.last_error_date = error, int(time.time())
            if error is None:
                pause = _FIRST_PAUSE
            else:
                await notifier.wait(pause)
                pause = min(2 * pause, _LONGEST_PAUSE)


async def _push(client: aiohttp.ClientSession, state: ServerState, webhook: Webhook, update: Json) -> str | None:
    """Return what went wrong; None if the update was accepted."""
    headers = {"X-Telegram-Bot-Api-Secret-Token": webhook.secret} if webhook.secret else {}
    address = _behind_proxy(webhook.url, state.proxies)
    try:
        async with client.post(address, json=update, headers=headers, allow_redirects=False) as answer:
            if 200 <= answer.status < 300:
                return None
            return f"Wrong response from the webhook: {answer.status} {answer.reason}"
    except (aiohttp.ClientError, TimeoutError) as error:
        return f"Connection failed: {error}"


def _behind_proxy(url: str, proxies: dict[str, str]) -> str:
    """Return the address to which a reverse proxy in front of the bot would lead this public one."""
    for public, inner in proxies.items():
        if url.startswith(public):
            return inner + url.removeprefix(public)
    return url
