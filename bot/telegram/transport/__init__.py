"""Updates in and calls out: polling, webhook, the outbox with its lanes, and what Telegram refuses."""
