"""The bots that are measured over the stand-in: talksbot, and one that only repeats what it gets."""

import os
import sys

from telegram import Update
from telegram.ext import Application, ContextTypes, MessageHandler, filters

from bot.settings import read_settings
from bot.telegram.app import run

UNPACED = 1e6
"""Messages a second: no limit, for the stand-in takes what comes."""


def echo(at_once: int) -> None:
    """Run the echo bot of python-telegram-bot's examples, which handles so many updates at once."""

    async def repeat(update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
        if update.message and update.message.text:
            await update.message.reply_text(update.message.text)

    root = os.environ["TELEGRAM_API_BASE_URL"]
    builder = Application.builder().token(os.environ["BOT_TOKEN"]).concurrent_updates(at_once)
    application = builder.base_url(f"{root}/bot").base_file_url(f"{root}/file/bot").build()
    application.add_handler(MessageHandler(filters.TEXT & ~filters.COMMAND, repeat))
    application.run_polling()


def talksbot() -> int:
    """Run the whole of it, but for the pace that Telegram wants."""
    return run(read_settings(os.environ), messages_per_second=UNPACED)


if __name__ == "__main__":
    if sys.argv[1:]:
        echo(int(sys.argv[1]))
    else:
        sys.exit(talksbot())
