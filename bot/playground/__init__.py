"""The bot without Telegram: a stand-in for the Bot API, and a page on which people talk to the bot through it."""
