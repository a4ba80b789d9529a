"""The bot's address with Telegram: set at the start, and set again when another program has taken it away."""

import asyncio
import logging

from telegram import Bot
from telegram.error import InvalidToken, TelegramError

from bot.chats.clock import Sleep
from bot.telegram.transport.updates import BATCH, HANDLED

WATCH_SECONDS = 60.0
"""Seconds between two looks at what Telegram has."""

_LOGGER = logging.getLogger(__name__)


class WebhookRegistration:
    """The webhook as Telegram is to have it."""

    def __init__(self, bot: Bot, url: str, secret: str, sleep: Sleep = asyncio.sleep) -> None:
        self._bot = bot
        self._url = url
        self._secret = secret
        self._sleep = sleep
        self._registered = ""
        """The address as Telegram gives it back, which may be written otherwise."""

    async def register(self) -> None:
        """Tell Telegram the address; raise TelegramError if it does not take it."""
        await self._bot.set_webhook(
            self._url, max_connections=BATCH, allowed_updates=HANDLED, secret_token=self._secret
        )
        self._registered = (await self._bot.get_webhook_info()).url

    async def watch(self) -> None:
        """Set the webhook again whenever it is another, until cancelled; raise InvalidToken if the token is refused.

        Two programs that take it away from each other are told of once, not each minute.
        """
        contested = False
        while True:
            await self._sleep(WATCH_SECONDS)
            try:
                found = (await self._bot.get_webhook_info()).url
                if found != self._registered:
                    await self.register()
                    _LOGGER.log(
                        logging.DEBUG if contested else logging.WARNING,
                        "another program with the same token has %s the webhook; I have set mine again. Stop that "
                        "program, or each of us gets a part of the messages",
                        "changed" if found else "deleted",
                    )
                contested = found != self._registered
            except InvalidToken:
                if await is_token_refused(self._bot):
                    raise
            except TelegramError as error:
                _LOGGER.debug("the webhook could not be looked at: %s", error)


async def is_token_refused(bot: Bot) -> bool:
    """Tell whether getMe refuses the token, too: a single refusal may be the word of a proxy in between."""
    try:
        await bot.get_me()
    except InvalidToken:
        return True
    except TelegramError:
        return False
    return False
