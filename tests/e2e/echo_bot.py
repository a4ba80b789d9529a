"""A bot of a few lines for the tests of the stand-in: it answers /ask, button presses and inline queries."""

import os

from telegram import InlineKeyboardButton, InlineKeyboardMarkup, InlineQueryResultArticle, Update
from telegram import InputTextMessageContent as Content
from telegram.ext import (
    Application,
    CallbackQueryHandler,
    CommandHandler,
    ContextTypes,
    InlineQueryHandler,
    MessageHandler,
    filters,
)

BUTTONS = InlineKeyboardMarkup([[InlineKeyboardButton("More", callback_data="more")]])


async def ask(update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
    if update.effective_message:
        words = " ".join(context.args or [])
        await update.effective_message.reply_text(f"You asked: {words}", do_quote=True, reply_markup=BUTTONS)


async def chatter(update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
    """Answer where no answer is wanted, so that a test can see silence being broken."""
    if update.effective_message:
        await update.effective_message.reply_text("Who asked me?")


async def press(update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
    if update.callback_query:
        await update.callback_query.answer("Here you are")
        await update.callback_query.edit_message_text("There is no more")


async def search(update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
    if update.inline_query:
        article = InlineQueryResultArticle("1", "One", Content(f"<b>{update.inline_query.query}</b>", "HTML"))
        await update.inline_query.answer([article], cache_time=7)


def main() -> None:
    root = os.environ["TELEGRAM_API_BASE_URL"]
    builder = Application.builder().token(os.environ["BOT_TOKEN"])
    application = builder.base_url(f"{root}/bot").base_file_url(f"{root}/file/bot").build()
    application.add_handler(CommandHandler("ask", ask))
    application.add_handler(MessageHandler(filters.Regex("^chatter"), chatter))
    application.add_handler(CallbackQueryHandler(press))
    application.add_handler(InlineQueryHandler(search))
    if "WEBHOOK_URL" in os.environ:
        application.run_webhook(
            listen=os.environ["WEBHOOK_LISTEN"],
            port=int(os.environ["WEBHOOK_PORT"]),
            url_path="telegram",
            webhook_url=os.environ["WEBHOOK_URL"],
            secret_token=os.environ["WEBHOOK_SECRET"],
        )
    else:
        application.run_polling()


if __name__ == "__main__":
    main()
