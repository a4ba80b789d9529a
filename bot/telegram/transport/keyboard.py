"""Buttons as python-telegram-bot has them."""

from telegram import CopyTextButton, InlineKeyboardButton, InlineKeyboardMarkup

from bot.telegram.messages.reply import Button, CopyButton, LinkButton, Rows, TapButton


def keyboard(rows: Rows) -> InlineKeyboardMarkup | None:
    """Return the rows of buttons as a keyboard; None if there are none."""
    return InlineKeyboardMarkup([[_button(button) for button in row] for row in rows]) if rows else None


def _button(button: Button) -> InlineKeyboardButton:
    match button:
        case TapButton(label, data):
            return InlineKeyboardButton(label, callback_data=data)
        case CopyButton(label, text):
            return InlineKeyboardButton(label, copy_text=CopyTextButton(text))
        case LinkButton(label, url):
            return InlineKeyboardButton(label, url=url)
