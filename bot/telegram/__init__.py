"""The Telegram wing: everything that only Telegram needs."""
