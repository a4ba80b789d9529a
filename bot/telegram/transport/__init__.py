"""Receiving updates and making calls: polling, webhook, the outbox, and what to do when Telegram refuses."""
