"""Messages as Telegram takes them: HTML, plain text and buttons. Only `markup` makes HTML."""
