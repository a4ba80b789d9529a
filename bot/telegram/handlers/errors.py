"""What becomes of a handler's own mistake: one line for us, one sentence for the person in private."""

import logging

from telegram import Update

from bot import texts
from bot.telegram.handlers.questions import Context
from bot.telegram.handlers.reply_target import place_of
from bot.telegram.handlers.services import Services
from bot.telegram.messages.pages import text_page

_LOGGER = logging.getLogger(__name__)


async def failed(services: Services, update: object, context: Context) -> None:
    """Log the mistake, and do not leave a reader without a word."""
    number = update.update_id if isinstance(update, Update) else None
    _LOGGER.error("update %s could not be handled", number, exc_info=context.error)
    message = update.message if isinstance(update, Update) else None
    if message is not None and place_of(message).private:
        services.send(place_of(message), text_page(texts.FAILED))
