"""Messages as Telegram takes them: HTML, plain text and buttons. HTML is made in `markup` alone."""
